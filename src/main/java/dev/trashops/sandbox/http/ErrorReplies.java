package dev.trashops.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.json.InvalidInputException;
import dev.trashops.sandbox.json.Json;

/** Roboflow's error envelopes: a bare text (trash handlers) and an object (authentication, routing, most reads). */
public final class ErrorReplies {
    /** The type word of "not there, or not visible to you". */
    static final String INVISIBLE = "GraphMethodException";

    private ErrorReplies() {}

    /** {@code {"error": text}}. */
    public static Reply text(int status, String message) {
        return Reply.json(status, Json.object().put("error", message));
    }

    /** The 400 for JSON that can't be used. */
    public static Reply badRequest(InvalidInputException bad) {
        return text(400, bad.problem());
    }

    /** {@code {"error": {message, status, type}}}. */
    public static Reply object(int status, String type, String message) {
        return Reply.json(status, wrap(fields(status, type, message)));
    }

    /** The 404 object for what does not exist or is not visible, with the hint that goes with it. */
    public static Reply invisible(String message) {
        ObjectNode error = fields(404, INVISIBLE, message)
                .put("hint", "Send GET / with the key to learn which workspace it belongs to.");
        return Reply.json(404, wrap(error));
    }

    /** The 401 object for a key that opens nothing. It repeats the key, as Roboflow does. */
    public static Reply badKey(String key) {
        ObjectNode error = fields(401, "OAuthException", "No such API key, or it was revoked.")
                .put("hint", "Copy the key from the workspace settings in the web app.")
                .put("key", key);
        return Reply.json(401, wrap(error));
    }

    private static ObjectNode fields(int status, String type, String message) {
        return Json.object().put("message", message).put("status", status).put("type", type);
    }

    private static ObjectNode wrap(ObjectNode error) {
        return Json.object().set("error", error);
    }
}

package dev.trashops.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An answer before it is sent. Roboflow has two kinds of error bodies: a text, and an object. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json; charset=utf-8", body.toString(), Map.of());
    }

    /** {@code {"error": text}}, as the routes of the Trash answer. */
    public static Reply error(int status, String message) {
        return json(status, Json.object().put("error", message));
    }

    /** {@code {"error": {message, status, type}}}, as authentication, routing and most reads answer. */
    public static Reply error(int status, String type, String message) {
        return json(status, errorObject(status, type, message));
    }

    /** The 404 object for what does not exist or is not visible, with the hint that goes with it. */
    public static Reply invisible(String message) {
        ObjectNode body = errorObject(404, "GraphMethodException", message);
        body.withObject("error").put("hint", "Send GET / with the key to learn which workspace it belongs to.");
        return json(404, body);
    }

    /** The 401 object for a key that opens nothing. It repeats the key, as Roboflow does. */
    public static Reply badKey(String key) {
        ObjectNode body = errorObject(401, "OAuthException", "No such API key, or it was revoked.");
        body.withObject("error")
                .put("hint", "Copy the key from the workspace settings in the web app.")
                .put("key", key);
        return json(401, body);
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }

    private static ObjectNode errorObject(int status, String type, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("message", message).put("status", status).put("type", type);
        return body;
    }
}

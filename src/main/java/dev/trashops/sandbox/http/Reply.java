package dev.trashops.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.json.Json;
import java.util.Map;

/** An answer before it is sent. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json; charset=utf-8", Json.write(body), Map.of());
    }

    public boolean success() {
        return status >= 200 && status < 300;
    }
}

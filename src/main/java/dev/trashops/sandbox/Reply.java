package dev.trashops.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An answer before it is sent. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json; charset=utf-8", Json.write(body), Map.of());
    }

    boolean success() {
        return status >= 200 && status < 300;
    }
}

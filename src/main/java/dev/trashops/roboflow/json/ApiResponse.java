package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A 2xx answer.
 *
 * @param body its JSON, a missing node if it was empty
 * @param date its {@code Date} header
 */
public record ApiResponse(int status, JsonNode body, Optional<Instant> date) {

    /**
     * The body of an answer to a read.
     *
     * @throws MalformedResponse if it is empty, partial or an error
     */
    JsonNode read() {
        // A 206 or an empty 204 does not prove that anything is absent.
        if (status != 200 || JsonValues.isAbsent(body) || saysError()) {
            throw new MalformedResponse();
        }
        return body;
    }

    /** Whether it is an error despite its status: Trash routes have been seen to answer so. */
    boolean saysError() {
        return body.hasNonNull("error") && !body.has("deleted") && !body.has("restored") && !body.has("items");
    }
}

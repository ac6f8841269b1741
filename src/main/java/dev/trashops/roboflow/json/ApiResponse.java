package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A 2xx answer.
 *
 * @param status its status
 * @param body its JSON, a missing node where it was empty
 * @param date its {@code Date} header
 */
public record ApiResponse(int status, JsonNode body, Optional<Instant> date) {

    /**
     * The body of an answer to a read.
     *
     * @throws MalformedResponse if it is empty, partial or says that something failed
     */
    JsonNode read() {
        // A 206 or an empty 204 is no proof that something is not there.
        if (status != 200 || body.isMissingNode() || body.isNull() || saysError()) {
            throw new MalformedResponse();
        }
        return body;
    }

    /** Whether it is an error in spite of its status, as Trash routes were once seen to answer. */
    boolean saysError() {
        return body.hasNonNull("error") && !body.has("deleted") && !body.has("restored") && !body.has("items");
    }
}

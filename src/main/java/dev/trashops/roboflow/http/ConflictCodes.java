package dev.trashops.roboflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.workspace.port.RoboflowFailure.Conflict.Blocker;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The codes in the answers to a refused change of a training, {@code {"error":{"type","message","code"}}}: the only words of a
 * refusal that get any further. A code that is not listed here tells nothing.
 */
final class ConflictCodes {
    /** Roboflow documents no list: {@code CANNOT_...} is how it refuses what the state of a run does not allow. */
    private static final Map<String, Blocker> KNOWN = Map.of(
            "CANNOT_DELETE", Blocker.UNDER_WAY,
            "TRAINING_IN_PROGRESS", Blocker.UNDER_WAY,
            "TRAINING_IN_FLIGHT", Blocker.UNDER_WAY,
            "BACKS_REGISTERED_MODEL", Blocker.REGISTERED_MODEL,
            "REGISTERED_MODEL", Blocker.REGISTERED_MODEL,
            "SERVING_MODEL", Blocker.REGISTERED_MODEL);

    private static final JsonMapper JSON = new JsonMapper();

    private ConflictCodes() {}

    /** What a refusal is about. */
    static Optional<Blocker> of(byte[] body) {
        try {
            JsonNode code = JSON.readTree(body).path("error").path("code");
            return Optional.ofNullable(code.textValue()).map(KNOWN::get);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
    }
}

package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import java.util.Optional;

/** The answers to a DELETE and to a restore. An empty 2xx is a success, one that contradicts itself is malformed. */
public final class MutationResponses {
    private MutationResponses() {}

    /** The internal id that the answer to a DELETE names. */
    public static Optional<InternalId> trashed(ApiResponse answer, ItemType type) {
        JsonNode body = confirmed(answer, "deleted", type);
        return JsonValues.text(
                        body,
                        switch (type) {
                            case PROJECT, VERSION -> "projectId";
                            case WORKFLOW -> "workflowId";
                            case TRAINING -> "trainingId";
                        })
                .map(InternalId::new);
    }

    /** Checks the answer to a restore; returns the id that it names. */
    public static Optional<String> restored(ApiResponse answer, ItemType type) {
        return JsonValues.text(confirmed(answer, "restored", type), "id");
    }

    private static JsonNode confirmed(ApiResponse answer, String flag, ItemType type) {
        JsonNode body = answer.body();
        if (JsonValues.isAbsent(body)) {
            return body;
        }
        boolean denied = body.has(flag) && !JsonValues.flag(body, flag).orElse(false);
        boolean another = body.hasNonNull("type") && !body.path("type").asText().equals(type.wireName());
        if (!body.isObject() || answer.saysError() || denied || another) {
            throw new MalformedResponse();
        }
        return body;
    }
}

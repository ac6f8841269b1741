package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import java.util.Optional;

/** What a DELETE and a restore answer. An empty 2xx is a success, a contradiction an answer that can't be understood. */
public final class MutationResponses {
    private MutationResponses() {}

    /** The internal id that a DELETE of something of that type names. */
    public static Optional<InternalId> trashed(ApiResponse answer, ItemType type) {
        JsonNode body = confirmed(answer, "deleted", type);
        return JsonValues.text(body.path(type == ItemType.WORKFLOW ? "workflowId" : "projectId"))
                .map(InternalId::new);
    }

    /** Of a restore of something of that type. */
    public static Optional<String> restored(ApiResponse answer, ItemType type) {
        return JsonValues.text(confirmed(answer, "restored", type).path("id"));
    }

    private static JsonNode confirmed(ApiResponse answer, String flag, ItemType type) {
        JsonNode body = answer.body();
        if (body.isMissingNode() || body.isNull()) {
            return body;
        }
        boolean denied = body.has(flag) && !JsonValues.flag(body.path(flag)).orElse(false);
        boolean another = body.hasNonNull("type") && !body.path("type").asText().equals(type.wireName());
        if (!body.isObject() || answer.saysError() || denied || another) {
            throw new MalformedResponse();
        }
        return body;
    }
}

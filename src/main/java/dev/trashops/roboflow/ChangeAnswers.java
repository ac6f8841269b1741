package dev.trashops.roboflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.ItemType;
import java.util.Optional;

/** What a DELETE and a restore answer. An empty 2xx is a success, a contradiction an answer that can't be understood. */
final class ChangeAnswers {
    private ChangeAnswers() {}

    /** The internal id that a DELETE of something of that type names. */
    static Optional<String> trashed(Answer answer, ItemType type) {
        JsonNode body = confirmed(answer, "deleted", type);
        return Fields.text(body.path(type == ItemType.WORKFLOW ? "workflowId" : "projectId"));
    }

    /** Of a restore of something of that type. */
    static Optional<String> restored(Answer answer, ItemType type) {
        return Fields.text(confirmed(answer, "restored", type).path("id"));
    }

    private static JsonNode confirmed(Answer answer, String flag, ItemType type) {
        JsonNode body = answer.body();
        if (body.isMissingNode() || body.isNull()) {
            return body;
        }
        boolean denied = body.has(flag) && !Fields.flag(body.path(flag)).orElse(false);
        boolean another = body.hasNonNull("type") && !body.path("type").asText().equals(type.wireName());
        if (!body.isObject() || answer.saysError() || denied || another) {
            throw new Unreadable();
        }
        return body;
    }
}

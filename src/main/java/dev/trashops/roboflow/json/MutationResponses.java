package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashAnswer.Change;
import dev.trashops.plan.model.TrashAnswer.Endpoint;
import java.util.Optional;
import java.util.regex.Pattern;

/** The answers to a DELETE and to a restore. An empty 2xx is a success, one that contradicts itself is malformed. */
public final class MutationResponses {
    /** Slugs and numbers with slashes between them: no other text of an answer is shown to anybody. */
    private static final Pattern MODEL =
            Pattern.compile("(?=.{1,300}$)[A-Za-z0-9._-]{1,128}(?:/[A-Za-z0-9._-]{1,128}){0,3}");

    private MutationResponses() {}

    /** What the answer to a DELETE says. */
    public static TrashAnswer trashed(ApiResponse answer, ItemType type) {
        JsonNode body = confirmed(answer, "deleted", type);
        return new TrashAnswer(id(body, type), type == ItemType.TRAINING ? endpoint(body) : Optional.empty());
    }

    private static Optional<Endpoint> endpoint(JsonNode body) {
        Optional<String> target = JsonValues.string(body, "versionAliasTarget")
                .filter(model -> MODEL.matcher(model).matches());
        return JsonValues.string(body, "versionAliasAction").flatMap(action -> switch (action) {
            case "repointed" -> Optional.of(new Endpoint(Change.REPOINTED, target));
            case "deleted" -> Optional.of(new Endpoint(Change.DELETED, Optional.empty()));
            default -> Optional.empty();
        });
    }

    private static Optional<InternalId> id(JsonNode body, ItemType type) {
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

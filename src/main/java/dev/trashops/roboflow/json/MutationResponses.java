package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashAnswer.Change;
import dev.trashops.plan.model.TrashAnswer.Endpoint;
import dev.trashops.plan.model.VersionNumber;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The answers to a DELETE and to a restore. An empty 2xx is a success, one that denies the change is malformed, and one
 * that is about another change is a success with contradictions.
 */
public final class MutationResponses {
    private static final Pattern ID = Pattern.compile(ItemKey.TRAINING_ID);

    private MutationResponses() {}

    /** What the answer to a DELETE says, compared with the item of that workspace that was to be trashed; a text with a secret is shown nowhere. */
    public static TrashAnswer trashed(ApiResponse answer, String workspace, ItemKey item, Predicate<String> secret) {
        JsonNode body = confirmed(answer, "deleted");
        return new TrashAnswer(
                id(body, item.type()),
                item.type() == ItemType.TRAINING ? endpoint(body, secret) : Optional.empty(),
                contradictions(body, workspace, item, secret),
                restorable(body, item, secret));
    }

    private static List<Contradiction> contradictions(
            JsonNode body, String workspace, ItemKey item, Predicate<String> secret) {
        AnsweredName slug = AnsweredName.of(workspace, item.slug());
        String number = String.valueOf(item.version());
        AnswerComparison compared = new AnswerComparison(body, secret)
                .flag(TrashAnswer.FOR_GOOD)
                .type(item.type())
                .workspace(workspace);
        return switch (item.type()) {
            case PROJECT -> compared.name("project", item.slug(), slug).contradictions();
            case WORKFLOW -> compared.name("workflow", item.slug(), slug).contradictions();
            case VERSION ->
                compared.name("project", item.slug(), slug)
                        .name("version", number, slug.version(item.version()))
                        .contradictions();
            case TRAINING ->
                compared.name("project", item.slug(), slug)
                        .name("version", number, slug.version(item.version()))
                        .id("trainingId", item.training())
                        .contradictions();
        };
    }

    private static Optional<Endpoint> endpoint(JsonNode body, Predicate<String> secret) {
        Optional<String> target =
                JsonValues.string(body, "versionAliasTarget").filter(model -> AnswerComparison.isShown(model, secret));
        return JsonValues.string(body, "versionAliasAction").flatMap(action -> switch (action) {
            case "repointed" -> Optional.of(new Endpoint(Change.REPOINTED, target));
            case "deleted" -> Optional.of(new Endpoint(Change.DELETED, Optional.empty()));
            default -> Optional.empty();
        });
    }

    private static Optional<InternalId> id(JsonNode body, ItemType type) {
        return JsonValues.text(body, idField(type)).map(InternalId::new);
    }

    private static String idField(ItemType type) {
        return switch (type) {
            case PROJECT, VERSION -> "projectId";
            case WORKFLOW -> "workflowId";
            case TRAINING -> "trainingId";
        };
    }

    /** What was trashed by the words of the answer; what it leaves out is as asked for. */
    private static Optional<RestoreTarget> restorable(JsonNode body, ItemKey item, Predicate<String> secret) {
        Optional<ItemType> type =
                JsonValues.isAbsent(body.path("type")) ? Optional.of(item.type()) : AnswerComparison.type(body);
        return type.flatMap(trashed -> id(body, trashed)
                .filter(id -> ID.matcher(id.value()).matches() && !secret.test(id.value()))
                .flatMap(id -> trashed == ItemType.VERSION
                        ? number(body, item).map(number -> new RestoreTarget(trashed, number, Optional.of(id)))
                        : Optional.of(new RestoreTarget(trashed, id.value(), Optional.empty()))));
    }

    /** Alone, or at the end of {@code workspace/project/3}. */
    private static Optional<String> number(JsonNode body, ItemKey item) {
        Optional<String> asked =
                item.version() > 0 ? Optional.of(String.valueOf(item.version())) : Optional.<String>empty();
        return JsonValues.isAbsent(body.path("version"))
                ? asked
                : JsonValues.text(body, "version").flatMap(VersionNumber::read).map(String::valueOf);
    }

    /** Compares the answer to a restore with the entry that was to be restored. Names may have changed since it was trashed. */
    public static List<Contradiction> restored(
            ApiResponse answer, String workspace, RestoreTarget target, Predicate<String> secret) {
        JsonNode body = confirmed(answer, "restored");
        AnswerComparison compared =
                new AnswerComparison(body, secret).type(target.type()).workspace(workspace);
        if (target.type() == ItemType.VERSION) {
            String number = target.id().substring(target.id().lastIndexOf('/') + 1);
            AnsweredName name = AnsweredName.of(number);
            compared.name("id", number, name).name("version", number, name);
            target.parentId()
                    .map(InternalId::value)
                    .ifPresent(parent -> compared.id("parentId", parent).id("projectId", parent));
        } else {
            compared.id("id", target.id()).id(idField(target.type()), target.id());
        }
        return compared.contradictions();
    }

    private static JsonNode confirmed(ApiResponse answer, String flag) {
        JsonNode body = answer.body();
        if (JsonValues.isAbsent(body)) {
            return body;
        }
        boolean denied = body.has(flag) && !JsonValues.flag(body, flag).orElse(false);
        if (!body.isObject() || answer.saysError() || denied) {
            throw new MalformedResponse();
        }
        return body;
    }
}

package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The routes that move an active item to Trash, and the one that restores an item. Only active items are found for the
 * former, so a second DELETE answers 404.
 */
final class TrashRoutes {
    private final WorkspaceStore state;
    private final AuthenticatedCall call;
    private final Workspace workspace;

    TrashRoutes(WorkspaceStore state, AuthenticatedCall call) {
        this.state = state;
        this.call = call;
        this.workspace = call.workspace();
    }

    ObjectNode answer() {
        ObjectNode answer = switch (call.route()) {
            case DELETE_PROJECT -> trashProject();
            case DELETE_VERSION -> trashVersion();
            case DELETE_WORKFLOW -> trashWorkflow();
            case DELETE_TRAINING -> trashTraining();
            default -> restore();
        };
        return call.behaviour().shape().marked(answer);
    }

    private ObjectNode trashProject() {
        Project project = call.project();
        change(call.whole().trash(project, false, trashing()));
        return moved("project", project).put("trash", true);
    }

    private ObjectNode trashVersion() {
        Project project = call.project();
        Version version = call.version();
        change(call.whole().trash(project, version, trashing()));
        return moved("version", project).put("version", version.id()).put("trash", true);
    }

    private ObjectNode trashWorkflow() {
        Workflow workflow = call.workflow();
        change(call.whole().trash(workflow, trashing()));
        return moved("workflow")
                .put("workflow", workflow.slug())
                .put("workflowId", workflow.id())
                .put("trash", true);
    }

    private ObjectNode trashTraining() {
        Project project = call.project();
        Version version = call.version();
        TrainingJob training = version.trainings().stream()
                .filter(other -> other.id().equals(call.call().segments().get(5)))
                .findFirst()
                .orElseThrow(call::absent);
        boolean serving = version.serving().filter(training::equals).isPresent();
        if (training.inFlight()) {
            throw new RefusalException(
                    TrainingsJson.conflict("CANNOT_DELETE", "The training is in progress: stop or cancel it first."));
        }
        if (serving && call.behaviour().servingRunDelete().equals("refuse")) {
            throw new RefusalException(TrainingsJson.conflict(
                    "BACKS_REGISTERED_MODEL", "The training backs the registered model of its version."));
        }
        change(call.whole().trash(project, version, training, trashing()));
        ObjectNode answer =
                moved("training", project).put("version", version.id()).put("trainingId", training.id());
        if (serving) {
            Optional<TrainingJob> next = version.without(training).serving();
            answer.put("versionAliasAction", next.isPresent() ? "repointed" : "deleted");
            next.ifPresent(run -> answer.put(
                    "versionAliasTarget", run.modelIds(project.slug()).get(0)));
        }
        return answer.put("trash", true);
    }

    private ObjectNode moved(String type) {
        return Json.object().put("deleted", true).put("type", type).put("workspace", workspace.slug());
    }

    private ObjectNode moved(String type, Project project) {
        return moved(type).put("project", project.slug()).put("projectId", project.id());
    }

    private TrashEntry.Trashing trashing() {
        boolean named = call.behaviour().deletedByForKeys();
        return TrashEntry.Trashing.at(
                call.now(),
                Optional.of("uid-of-key").filter(uid -> named),
                Optional.of("API key").filter(name -> named));
    }

    /**
     * An item is found by type and Trash id, a version by its parent's id too. The success body is {@code {restored, type,
     * id}}, with {@code parentId} for versions: the documentation shows none, the official client's tests this one.
     */
    private ObjectNode restore() {
        JsonFields body = JsonFields.of(Json.parse(call.call().body()));
        String type = type(body);
        String id = body.requiredTextOrNumber("id");
        Optional<String> parentId =
                type.equals("version") ? Optional.of(body.requiredText("parentId")) : Optional.empty();
        String scope = (type.equals("training") ? "version" : type) + ":update";
        if (!call.key().allows(scope)) {
            throw new RefusalException(AuthenticatedCall.lacks(scope, true));
        }
        String number = type.equals("version") && call.behaviour().shape().pathVersionIds()
                ? id.substring(id.lastIndexOf('/') + 1)
                : id;
        TrashEntry entry = find(workspace, type, number, parentId).orElseThrow(() -> notFound(type, number, parentId));
        change(call.whole().restore(entry));
        ObjectNode answer =
                Json.object().put("restored", true).put("type", type).put("id", id);
        parentId.ifPresent(parent -> answer.put("parentId", parent));
        return answer;
    }

    /** In capitals it is understood where the listing shows it so. */
    private String type(JsonFields body) {
        List<String> types = List.of("project", "version", "workflow", "training");
        List<String> known = call.behaviour().trainings() ? types : types.subList(0, 3);
        if (call.behaviour().shape().capitalTypes()) {
            Optional<String> type = body.text("type").map(text -> text.toLowerCase(Locale.ROOT));
            if (type.filter(known::contains).isPresent()) {
                return type.get();
            }
        }
        return body.requiredOneOf("type", known);
    }

    private RefusalException notFound(String type, String id, Optional<String> parentId) {
        boolean elsewhere = state.all().stream()
                .anyMatch(other -> find(other, type, id, parentId).isPresent());
        return elsewhere && call.behaviour().foreignWorkspaceStatus() == 403
                ? new RefusalException(403, "The item belongs to another workspace")
                : new RefusalException(404, "The " + type + " was not found in trash");
    }

    private static Optional<TrashEntry> find(Workspace workspace, String type, String id, Optional<String> parentId) {
        return workspace.trash().stream()
                .filter(entry ->
                        entry.item().type().equals(type) && entry.item().id().equals(id))
                .filter(entry -> parentId.isEmpty() || entry.parentId().equals(parentId))
                .findFirst();
    }

    private void change(Workspace changed) {
        state.update(changed, call.behaviour().listingLag());
    }
}

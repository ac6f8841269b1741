package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.TrainingJob;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.TrashRules;
import dev.trashops.sandbox.workspace.Version;
import dev.trashops.sandbox.workspace.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.Optional;

/** The DELETE routes: each moves one active item to Trash. Only active items are found, so a second DELETE answers 404. */
final class DeleteRoutes {
    private final WorkspaceStore state;
    private final AuthenticatedCall visit;

    DeleteRoutes(WorkspaceStore state, AuthenticatedCall visit) {
        this.state = state;
        this.visit = visit;
    }

    Reply answer(RoboflowRoute route) {
        return switch (route) {
            case DELETE_PROJECT -> project();
            case DELETE_VERSION -> version();
            case DELETE_WORKFLOW -> workflow();
            default -> training();
        };
    }

    private Reply project() {
        allow("project:update");
        Project project = visit.project();
        change(TrashRules.trash(visit.seen(), project, false, trashing()));
        return moved(of("project", project));
    }

    private Reply version() {
        allow("version:update");
        Project project = visit.project();
        Version version = visit.version(project);
        change(TrashRules.trash(visit.seen(), project, version, trashing()));
        return moved(of("version", project).put("version", Integer.toString(version.number())));
    }

    private Reply workflow() {
        allow("workflow:update");
        Workflow workflow = visit.workflow();
        change(TrashRules.trash(visit.seen(), workflow, trashing()));
        return moved(of("workflow").put("workflow", workflow.slug()).put("workflowId", workflow.id()));
    }

    private Reply training() {
        if (!visit.behaviour().trainings()) {
            throw visit.absent();
        }
        allow("version:update");
        Project project = visit.project();
        Version version = visit.version(project);
        TrainingJob training = version.trainings().stream()
                .filter(other -> other.id().equals(visit.call().segment(5)))
                .findFirst()
                .orElseThrow(visit::absent);
        if (training.underWay()) {
            return underWay();
        }
        change(TrashRules.trash(visit.seen(), project, version, training, trashing()));
        ObjectNode answer = of("training", project)
                .put("version", Integer.toString(version.number()))
                .put("trainingId", training.id());
        if (training.finished()) {
            boolean another = version.without(training).trained();
            answer.put("versionAliasAction", another ? "repointed" : "deleted");
            if (another) {
                answer.put("versionAliasTarget", project.slug() + "/" + version.number());
            }
        }
        return moved(answer);
    }

    private static Reply underWay() {
        ObjectNode answer = Json.object();
        answer.putObject("error")
                .put("type", "Conflict")
                .put("message", "The training is under way: stop or cancel it first.")
                .put("code", "CANNOT_DELETE");
        return Reply.json(409, answer);
    }

    private ObjectNode of(String type) {
        return Json.object()
                .put("deleted", true)
                .put("type", type)
                .put("workspace", visit.seen().slug());
    }

    private ObjectNode of(String type, Project project) {
        return of(type).put("project", project.slug()).put("projectId", project.id());
    }

    private Reply moved(ObjectNode answer) {
        answer.put("trash", true);
        if (visit.behaviour().shape().unknownFields()) {
            answer.put("undocumented", true);
        }
        return Reply.json(200, answer);
    }

    private TrashEntry.Trashing trashing() {
        TrashEntry.Trashing trashing = TrashEntry.Trashing.at(visit.now());
        return visit.behaviour().deletedByForKeys()
                ? new TrashEntry.Trashing(
                        trashing.at(), trashing.cleanupAt(), Optional.of("uid-of-key"), Optional.of("API key"))
                : trashing;
    }

    private void allow(String scope) {
        visit.access().mustAllow(scope, true, visit.behaviour());
    }

    private void change(Workspace changed) {
        state.update(changed, visit.behaviour().listingLag());
    }
}

package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.workspace.Project;

/** The GET routes: what is active, and what is in Trash. */
final class ReadRoutes {
    private ReadRoutes() {}

    static Reply answer(RoboflowRoute route, AuthenticatedCall visit) {
        ActiveItemsJson items =
                new ActiveItemsJson(visit.seen(), visit.behaviour().shape());
        switch (route) {
            case WORKSPACE -> allow(visit, "workspace:read");
            case PROJECT -> allow(visit, "project:read");
            case VERSION, TRAININGS -> allow(visit, "version:read");
            case WORKFLOWS, WORKFLOW -> allow(visit, "workflow:read");
            case TRASH -> visit.access().mustAllow("project:read", true, visit.behaviour());
            default -> {
                return Reply.json(200, items.welcome());
            }
        }
        return switch (route) {
            case WORKSPACE -> Reply.json(200, items.everything());
            case PROJECT -> Reply.json(200, items.projectWithVersions(visit.project()));
            case VERSION -> version(visit, items);
            case TRAININGS -> {
                Project project = visit.project();
                yield Reply.json(200, items.trainings(project, visit.version(project)));
            }
            case WORKFLOWS -> Reply.json(200, items.workflows());
            case WORKFLOW -> Reply.json(200, items.oneWorkflow(visit.workflow()));
            default -> Reply.json(200, new TrashListingJson(visit.seen(), visit.behaviour()).render());
        };
    }

    private static Reply version(AuthenticatedCall visit, ActiveItemsJson items) {
        Project project = visit.project();
        try {
            return Reply.json(200, items.oneVersion(project, visit.version(project)));
        } catch (RefusalException absent) {
            if (visit.behaviour().missingVersionStatus() == 500) {
                return ErrorReplies.object(500, "InternalError", "Something went wrong.");
            }
            throw absent;
        }
    }

    private static void allow(AuthenticatedCall visit, String scope) {
        visit.access().mustAllow(scope, false, visit.behaviour());
    }
}

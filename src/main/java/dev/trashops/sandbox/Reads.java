package dev.trashops.sandbox;

/** The GET routes: what is active, and what is in Trash. */
final class Reads {
    private Reads() {}

    static Reply answer(Route route, Visit visit) {
        ActiveItems items = new ActiveItems(visit.seen(), visit.behaviour().shape());
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
            default -> Reply.json(200, new TrashListing(visit.seen(), visit.behaviour()).render());
        };
    }

    private static Reply version(Visit visit, ActiveItems items) {
        Project project = visit.project();
        try {
            return Reply.json(200, items.oneVersion(project, visit.version(project)));
        } catch (Refusal absent) {
            if (visit.behaviour().missingVersionStatus() == 500) {
                return Errors.object(500, "InternalError", "Something went wrong.");
            }
            throw absent;
        }
    }

    private static void allow(Visit visit, String scope) {
        visit.access().mustAllow(scope, false, visit.behaviour());
    }
}

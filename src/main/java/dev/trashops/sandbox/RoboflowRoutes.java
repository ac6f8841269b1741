package dev.trashops.sandbox;

import java.time.Instant;

/**
 * The routes of the Roboflow API. Each call is authenticated, then let into the workspace, then checked for its scope, then
 * carried out. Called under the lock of {@link Sandbox}.
 */
final class RoboflowRoutes {
    private final SandboxState state;

    RoboflowRoutes(SandboxState state) {
        this.state = state;
    }

    /** The answer to a call; errors are answers too. */
    Reply answer(Route route, Call call, Behaviour behaviour, Instant now) {
        try {
            Access access = Access.of(call, state);
            if (route != Route.KEY && route != Route.KEY_BY_POST) {
                access.mustOpen(call.segment(0), state, behaviour);
            }
            boolean fresh = route.mutates() || call.uncached();
            Workspace seen = fresh ? access.current() : state.seenBy(call.path(), access.current());
            return answer(route, new Visit(call, access, seen, behaviour, now));
        } catch (Refusal refusal) {
            return refusal.reply();
        }
    }

    private Reply answer(Route route, Visit visit) {
        return switch (route) {
            case KEY, KEY_BY_POST, WORKSPACE, PROJECT, VERSION, WORKFLOWS, WORKFLOW, TRAININGS, TRASH ->
                Reads.answer(route, visit);
            case DELETE_PROJECT, DELETE_VERSION, DELETE_WORKFLOW, DELETE_TRAINING ->
                new Deletes(state, visit).answer(route);
            case RESTORE -> new Restores(state, visit).answer();
        };
    }
}

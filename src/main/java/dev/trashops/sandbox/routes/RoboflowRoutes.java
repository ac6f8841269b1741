package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.json.InvalidInputException;
import dev.trashops.sandbox.workspace.TrashConflictException;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.time.Instant;

/**
 * The routes of the Roboflow API. Each call is authenticated, then let into the workspace, then checked for its scope, then
 * carried out. Not thread-safe: its owner holds a lock.
 */
public final class RoboflowRoutes {
    private final WorkspaceStore state;

    public RoboflowRoutes(WorkspaceStore state) {
        this.state = state;
    }

    /** The answer to a call; errors are answers too. */
    public Reply answer(RoboflowRoute route, Call call, Behaviour behaviour, Instant now) {
        try {
            Access access = Access.of(call, state);
            if (route != RoboflowRoute.KEY && route != RoboflowRoute.KEY_BY_POST) {
                access.mustOpen(call.segment(0), state, behaviour);
            }
            boolean fresh = route.mutates() || call.uncached();
            Workspace seen = fresh ? access.current() : state.seenBy(call.path(), access.current());
            return answer(route, new AuthenticatedCall(call, access, seen, behaviour, now));
        } catch (InvalidInputException bad) {
            return ErrorReplies.badRequest(bad);
        } catch (RefusalException refusal) {
            return refusal.reply();
        } catch (TrashConflictException conflict) {
            return ErrorReplies.text(409, conflict.problem());
        }
    }

    private Reply answer(RoboflowRoute route, AuthenticatedCall visit) {
        return switch (route) {
            case KEY, KEY_BY_POST, WORKSPACE, PROJECT, VERSION, WORKFLOWS, WORKFLOW, TRAININGS, TRASH ->
                ReadRoutes.answer(route, visit);
            case DELETE_PROJECT, DELETE_VERSION, DELETE_WORKFLOW, DELETE_TRAINING ->
                new DeleteRoutes(state, visit).answer(route);
            case RESTORE -> new RestoreRoute(state, visit).answer();
        };
    }
}

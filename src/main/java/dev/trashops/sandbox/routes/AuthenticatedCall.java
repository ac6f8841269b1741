package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.routes.RoboflowRoute.Group;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import java.time.Instant;

/**
 * A call by a known key.
 *
 * @param whole the key's workspace, which may lag behind
 * @param workspace what of it the key may see
 */
record AuthenticatedCall(
        RoboflowRoute route,
        Call call,
        Workspace.Key key,
        Workspace whole,
        Workspace workspace,
        Behaviour behaviour,
        Instant now) {

    /**
     * Lets only keys with the scope of the route pass.
     *
     * @throws RefusalException 401, or 404 where the options say so
     */
    void checkScope() {
        if (route.ofTrainings() && !behaviour.trainings()) {
            throw absent();
        }
        if (route.scope().isEmpty() || key.allows(route.scope())) {
            return;
        }
        if (behaviour.missingScopeStatus() == 404) {
            throw new RefusalException(Reply.invisible("Unsupported request."));
        }
        throw new RefusalException(lacks(route.scope(), route == RoboflowRoute.TRASH || route.group() == Group.TRASH));
    }

    /**
     * The 401 for a missing scope.
     *
     * @param ofTrash whether the body is that of the routes of the Trash
     */
    static Reply lacks(String scope, boolean ofTrash) {
        String message = "Unauthorized: this API key lacks the scope " + scope;
        return ofTrash ? Reply.error(401, message) : Reply.error(401, "OAuthException", message);
    }

    /** The active project that the path names, or 404. */
    Project project() {
        return workspace.project(call.segments().get(1)).orElseThrow(this::absent);
    }

    /** The active version that the path names, or 404, or 500 where the options say so for a read of it. */
    Version version() {
        return project().versions().stream()
                .filter(version -> version.id().equals(call.segments().get(2)))
                .findFirst()
                .orElseThrow(() -> route == RoboflowRoute.VERSION && behaviour.missingVersionStatus() == 500
                        ? new RefusalException(Reply.error(500, "InternalError", "Something went wrong."))
                        : absent());
    }

    /** The active workflow that the path names by its slug or, where the options let it, by its internal id, or 404. */
    Workflow workflow() {
        String named = call.segments().get(2);
        return workspace
                .workflow(named)
                .or(() -> workspace.workflowById(named).filter(known -> behaviour.workflowsById()))
                .orElseThrow(this::absent);
    }

    /** The body, for which an empty one stands as an empty object. */
    JsonFields fields() {
        return JsonFields.of(call.body().isBlank() ? Json.object() : Json.parse(call.body()));
    }

    /** The same for what never was and for what is in Trash. */
    RefusalException absent() {
        String message = "Unsupported request. `" + call + "` does not exist or can't be loaded with this API key.";
        return behaviour.notFoundEnvelope().equals("text")
                ? new RefusalException(404, message)
                : new RefusalException(Reply.invisible(message));
    }
}

package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.Version;
import dev.trashops.sandbox.workspace.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import java.time.Instant;

/**
 * An authenticated call on its way to its answer.
 *
 * @param seen the workspace as this call sees it, which may lag behind
 */
record AuthenticatedCall(Call call, Access access, Workspace seen, Behaviour behaviour, Instant now) {

    /** The active project that the path names, or 404. */
    Project project() {
        return seen.project(call.segment(1)).orElseThrow(this::absent);
    }

    /** The active version that the path names, or 404. */
    Version version(Project project) {
        return project.versions().stream()
                .filter(version -> Integer.toString(version.number()).equals(call.segment(2)))
                .findFirst()
                .orElseThrow(this::absent);
    }

    /** The active workflow that the path names, or 404. */
    Workflow workflow() {
        return seen.workflow(call.segment(2)).orElseThrow(this::absent);
    }

    /** Unknown and already in Trash are told alike. */
    RefusalException absent() {
        String message = "Unsupported request. `" + call + "` does not exist or can't be loaded with this API key.";
        return new RefusalException(
                behaviour.notFoundEnvelope().equals("text")
                        ? ErrorReplies.text(404, message)
                        : ErrorReplies.invisible(message));
    }
}

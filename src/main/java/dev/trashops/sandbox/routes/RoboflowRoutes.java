package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.time.Instant;
import java.util.Optional;

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
            AuthenticatedCall authenticated = authenticate(route, call, behaviour, now);
            authenticated.checkScope();
            return Reply.json(
                    200, route.mutates() ? new TrashRoutes(state, authenticated).answer() : read(authenticated));
        } catch (RefusalException refusal) {
            return refusal.reply();
        }
    }

    private AuthenticatedCall authenticate(RoboflowRoute route, Call call, Behaviour behaviour, Instant now) {
        String sent = call.key()
                .orElseThrow(() -> new RefusalException(Reply.error(401, "OAuthException", "No API key was sent.")));
        for (Workspace own : state.all()) {
            Optional<Workspace.Key> key = own.key(sent);
            if (key.isPresent()) {
                call.segments().stream().findFirst().ifPresent(slug -> checkOwn(own, slug, behaviour));
                boolean fresh = route.mutates() || call.uncached();
                Workspace seen = fresh ? own : state.seenBy(call.path(), own);
                return new AuthenticatedCall(route, call, key.get(), seen, behaviour, now);
            }
        }
        throw new RefusalException(Reply.badKey(sent));
    }

    /** Lets only calls for the key's own workspace pass; a foreign one is answered as the options say. */
    private void checkOwn(Workspace own, String slug, Behaviour behaviour) {
        if (!own.slug().equals(slug)) {
            throw new RefusalException(
                    behaviour.foreignWorkspaceStatus() == 403
                                    && state.find(slug).isPresent()
                            ? Reply.error(403, "AccessException", "This API key does not open that workspace.")
                            : Reply.invisible(
                                    "There is no workspace '" + slug + "', or this API key does not open it."));
        }
    }

    private static JsonNode read(AuthenticatedCall call) {
        ActiveItemsJson items =
                new ActiveItemsJson(call.workspace(), call.behaviour().shape());
        return switch (call.route()) {
            case WORKSPACE -> items.everything();
            case PROJECT -> items.projectWithVersions(call.project());
            case VERSION -> items.oneVersion(call.project(), call.version());
            case TRAININGS -> items.trainings(call.project(), call.version());
            case WORKFLOWS -> items.workflows();
            case WORKFLOW -> items.oneWorkflow(call.workflow());
            case TRASH -> new TrashListingJson(call.workspace(), call.behaviour()).render();
            default -> items.welcome();
        };
    }
}

package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceKey;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.Optional;

/**
 * Who calls: the key and the workspace it opens.
 *
 * @param current the key's workspace as it is now
 */
record Access(Workspace current, WorkspaceKey key) {

    /**
     * Finds out who calls.
     *
     * @throws RefusalException 401 without a key, or with one that is unknown or disabled
     */
    static Access of(Call call, WorkspaceStore state) {
        String sent = call.key()
                .orElseThrow(
                        () -> new RefusalException(ErrorReplies.object(401, "OAuthException", "No API key was sent.")));
        Optional<Workspace> owner = state.ownerOf(sent);
        return owner.stream()
                .flatMap(workspace -> workspace.keys().stream()
                        .filter(key -> key.key().equals(sent) && !key.disabled())
                        .map(key -> new Access(workspace, key)))
                .findFirst()
                .orElseThrow(() -> new RefusalException(ErrorReplies.badKey(sent)));
    }

    /**
     * Lets only calls for the key's own workspace pass.
     *
     * @throws RefusalException 404 for an unknown workspace, and as the options say for one that is somebody else's
     */
    void mustOpen(String slug, WorkspaceStore state, Behaviour behaviour) {
        if (current.slug().equals(slug)) {
            return;
        }
        if (behaviour.foreignWorkspaceStatus() == 403 && state.find(slug).isPresent()) {
            throw new RefusalException(
                    ErrorReplies.object(403, "AccessException", "This API key does not open that workspace."));
        }
        throw new RefusalException(
                ErrorReplies.invisible("There is no workspace '" + slug + "', or this API key does not open it."));
    }

    /**
     * Lets only keys with the scope pass.
     *
     * @param trashRoute whether the 401 has the bare envelope of the trash handlers
     * @throws RefusalException 401, or 404 where the options say so
     */
    void mustAllow(String scope, boolean trashRoute, Behaviour behaviour) {
        if (key.allows(scope)) {
            return;
        }
        if (behaviour.missingScopeStatus() == 404) {
            throw new RefusalException(ErrorReplies.invisible("Unsupported request."));
        }
        String message = "Unauthorized: this API key lacks the scope " + scope;
        throw new RefusalException(
                trashRoute ? ErrorReplies.text(401, message) : ErrorReplies.object(401, "OAuthException", message));
    }
}

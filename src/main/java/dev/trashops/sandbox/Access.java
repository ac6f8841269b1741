package dev.trashops.sandbox;

import java.util.Optional;

/**
 * Who calls: the key and the workspace it opens.
 *
 * @param current the key's workspace as it is now
 */
record Access(Workspace current, ApiKey key) {

    /**
     * Finds out who calls.
     *
     * @throws Refusal 401 without a key, or with one that is unknown or disabled
     */
    static Access of(Call call, SandboxState state) {
        String sent =
                call.key().orElseThrow(() -> new Refusal(Errors.object(401, "OAuthException", "No API key was sent.")));
        Optional<Workspace> owner = state.ownerOf(sent);
        return owner.stream()
                .flatMap(workspace -> workspace.keys().stream()
                        .filter(key -> key.key().equals(sent) && !key.disabled())
                        .map(key -> new Access(workspace, key)))
                .findFirst()
                .orElseThrow(() -> new Refusal(Errors.badKey(sent)));
    }

    /**
     * Lets only calls for the key's own workspace pass.
     *
     * @throws Refusal 404 for an unknown workspace, and as the options say for one that is somebody else's
     */
    void mustOpen(String slug, SandboxState state, Behaviour behaviour) {
        if (current.slug().equals(slug)) {
            return;
        }
        if (behaviour.foreignWorkspaceStatus() == 403 && state.find(slug).isPresent()) {
            throw new Refusal(Errors.object(403, "AccessException", "This API key does not open that workspace."));
        }
        throw new Refusal(Errors.invisible("There is no workspace '" + slug + "', or this API key does not open it."));
    }

    /**
     * Lets only keys with the scope pass.
     *
     * @param trashRoute whether the 401 has the bare envelope of the trash handlers
     * @throws Refusal 401, or 404 where the options say so
     */
    void mustAllow(String scope, boolean trashRoute, Behaviour behaviour) {
        if (key.allows(scope)) {
            return;
        }
        if (behaviour.missingScopeStatus() == 404) {
            throw new Refusal(Errors.invisible("Unsupported request."));
        }
        String message = "Unauthorized: this API key lacks the scope " + scope;
        throw new Refusal(trashRoute ? Errors.text(401, message) : Errors.object(401, "OAuthException", message));
    }
}

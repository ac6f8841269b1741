package dev.trashops.sandbox.workspace;

import java.util.List;
import java.util.Optional;

/**
 * An API key of one workspace.
 *
 * @param key the secret itself
 * @param scopes what it may do; empty means everything, a present empty list means nothing
 * @param disabled a disabled key is answered like an unknown one
 */
public record WorkspaceKey(String key, Optional<List<String>> scopes, boolean disabled) {
    public boolean allows(String scope) {
        return scopes.isEmpty() || scopes.get().contains(scope);
    }

    @Override
    public String toString() {
        return "ApiKey[scopes=" + scopes + ", disabled=" + disabled + "]";
    }
}

package dev.trashops.workspace.port;

import dev.trashops.plan.model.Policy;
import java.util.Optional;

/** Reads the API keys of policies. */
@FunctionalInterface
public interface CredentialStore {

    /** Reads the key of a policy from its Secret, uncached. */
    KeyLookup key(Policy policy);

    /** The result of reading a key. */
    sealed interface KeyLookup {
        /**
         * The key.
         *
         * @param resourceVersion of the Secret, if the API server tells it
         */
        record Found(ApiKey key, Optional<String> resourceVersion) implements KeyLookup {
            /** In a Secret of unknown version. */
            public Found(ApiKey key) {
                this(key, Optional.empty());
            }
        }

        /** The Secret, or the entry in it, is missing or empty. The message says what is missing and what to create. */
        record Missing(String message) implements KeyLookup {}

        /**
         * The Secret could not be read.
         *
         * @param message why, and what to do
         * @param forbidden whether the operator lacks the right to, so that a person must act
         */
        record Unreadable(String message, boolean forbidden) implements KeyLookup {}
    }
}

package dev.trashops.workspace.port;

import dev.trashops.plan.model.Policy;

/** Where the keys of policies are kept. */
@FunctionalInterface
public interface CredentialStore {

    /** Reads the key of a policy from its Secret, uncached. */
    KeyLookup key(Policy policy);

    /** What came of looking for a key. */
    sealed interface KeyLookup {
        /** There it is. */
        record Found(ApiKey key) implements KeyLookup {}

        /**
         * The Secret, or the entry in it, is missing or empty.
         *
         * @param message a sentence that says what is missing and what to create
         */
        record Missing(String message) implements KeyLookup {}

        /** The API server could not be asked. */
        record Unreadable() implements KeyLookup {}
    }
}

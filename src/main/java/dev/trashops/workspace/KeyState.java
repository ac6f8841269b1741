package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.ApiKey;
import java.util.Optional;

/** What is known of the key of a {@link Credential}. */
sealed interface KeyState {
    /** The readiness of the policy as far as its key is concerned. */
    default Readiness readiness() {
        return FailureReadiness.STARTING;
    }

    /** The key in the Secret, as last read. */
    default Optional<ApiKey> key() {
        return Optional.empty();
    }

    /** The last key that was verified and has not been rejected since. */
    default Optional<ApiKey> lastVerified() {
        return Optional.empty();
    }

    record Unread() implements KeyState {}

    record Missing(Readiness readiness, Optional<ApiKey> lastVerified) implements KeyState {}

    record Unverified(ApiKey found, Optional<ApiKey> lastVerified, Backoff verification) implements KeyState {
        @Override
        public Readiness readiness() {
            return verification.readiness();
        }

        @Override
        public Optional<ApiKey> key() {
            return Optional.of(found);
        }
    }

    record Verified(ApiKey verified) implements KeyState {
        @Override
        public Readiness readiness() {
            return FailureReadiness.AVAILABLE;
        }

        @Override
        public Optional<ApiKey> key() {
            return Optional.of(verified);
        }

        @Override
        public Optional<ApiKey> lastVerified() {
            return key();
        }
    }
}

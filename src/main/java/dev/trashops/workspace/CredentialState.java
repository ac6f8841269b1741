package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about the API key of one policy. It is read from a Secret, then verified by asking Roboflow which
 * workspace it belongs to, and used only after that:
 *
 * <pre>
 * Unread ──found──> Unproved ──opens the workspace──> Working
 *    │               ^    ^ └──does not──┘               │
 *    │               │    └──refused, or another key─────┤
 *    └──missing──> Missing <──────────missing────────────┘
 * </pre>
 *
 * A Missing one whose last working key comes back is Working again.
 */
sealed interface CredentialState {

    /** The readiness of the policy as far as its key is concerned. */
    Readiness readiness();

    /** The key in the Secret, as last read. */
    Optional<ApiKey> key();

    /** The last key that was verified and has not been rejected since. */
    Optional<ApiKey> lastWorking();

    /** The Secret has not been read yet. */
    record Unread() implements CredentialState {
        @Override
        public Readiness readiness() {
            return FailureReadiness.starting();
        }

        @Override
        public Optional<ApiKey> key() {
            return Optional.empty();
        }

        @Override
        public Optional<ApiKey> lastWorking() {
            return Optional.empty();
        }
    }

    /** The Secret has no key. */
    record Missing(Readiness readiness, Optional<ApiKey> lastWorking) implements CredentialState {
        @Override
        public Optional<ApiKey> key() {
            return Optional.empty();
        }
    }

    /**
     * The key has to be verified.
     *
     * @param failures how often that failed in a row
     */
    record Unproved(ApiKey found, Readiness readiness, Optional<ApiKey> lastWorking, Instant verifyAt, int failures)
            implements CredentialState {
        @Override
        public Optional<ApiKey> key() {
            return Optional.of(found);
        }

        Unproved verifiedAt(Instant at) {
            return new Unproved(found, readiness, lastWorking, at, failures);
        }

        Working proved() {
            return new Working(found);
        }
    }

    /** The key is verified. */
    record Working(ApiKey proved) implements CredentialState {
        @Override
        public Readiness readiness() {
            return FailureReadiness.available();
        }

        @Override
        public Optional<ApiKey> key() {
            return Optional.of(proved);
        }

        @Override
        public Optional<ApiKey> lastWorking() {
            return Optional.of(proved);
        }
    }

    /** After the Secret was read; an unreadable Secret changes nothing. */
    default CredentialState read(KeyLookup lookup, Instant now) {
        if (lookup instanceof KeyLookup.Missing missing) {
            return new Missing(Readiness.stalled(Reason.SECRET_NOT_FOUND, missing.message()), lastWorking());
        }
        if (!(lookup instanceof KeyLookup.Found found) || key().equals(Optional.of(found.key()))) {
            return this;
        }
        return lastWorking().equals(Optional.of(found.key()))
                ? new Working(found.key())
                : new Unproved(found.key(), FailureReadiness.starting(), lastWorking(), now, 0);
    }

    /** After the key in use, or the one to be verified, failed: no key counts as working any more. */
    default CredentialState failed(Readiness why, Instant retryAt) {
        return key().<CredentialState>map(key -> new Unproved(key, why, Optional.empty(), retryAt, failures() + 1))
                .orElseGet(() -> new Missing(why, Optional.empty()));
    }

    default int failures() {
        return 0;
    }

    default boolean isWorking() {
        return this instanceof Working;
    }

    /** Whether there is no key at all to call Roboflow with. */
    default boolean isKeyless() {
        return this instanceof Missing && lastWorking().isEmpty();
    }

    /**
     * The key to use.
     *
     * @param awaited whether an item waits to be restored, for which the last working key will do
     */
    default Optional<ApiKey> inUse(boolean awaited) {
        return isWorking() || (awaited && key().isEmpty()) ? lastWorking() : Optional.empty();
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the key of one policy. It is read from a Secret, then proved by asking Roboflow which workspace it
 * opens, and used only after that:
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

    /** How a policy with this key stands, as far as the key is concerned. */
    Readiness standing();

    /** The key in the Secret, as last read. */
    Optional<ApiKey> key();

    /** The last key that opened the workspace and was not refused since. */
    Optional<ApiKey> lastWorking();

    /** The Secret has not been read yet. */
    record Unread() implements CredentialState {
        @Override
        public Readiness standing() {
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
    record Missing(Readiness standing, Optional<ApiKey> lastWorking) implements CredentialState {
        @Override
        public Optional<ApiKey> key() {
            return Optional.empty();
        }
    }

    /**
     * It has to be asked which workspace the key opens.
     *
     * @param found the key
     * @param verifyAt when to ask
     * @param failures how often that failed, or was answered with no, in a row
     */
    record Unproved(ApiKey found, Readiness standing, Optional<ApiKey> lastWorking, Instant verifyAt, int failures)
            implements CredentialState {
        @Override
        public Optional<ApiKey> key() {
            return Optional.of(found);
        }

        /** Asked at another time. */
        Unproved verifiedAt(Instant at) {
            return new Unproved(found, standing, lastWorking, at, failures);
        }

        /** It opens the workspace. */
        Working proved() {
            return new Working(found);
        }
    }

    /** The key opens the workspace. */
    record Working(ApiKey proved) implements CredentialState {
        @Override
        public Readiness standing() {
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

    /** After the Secret was read; what can't be read now leaves everything as it is. */
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

    /** After the key in use, or the one that was to be proved, failed: no key counts as working any more. */
    default CredentialState failed(Readiness why, Instant retryAt) {
        return key().<CredentialState>map(key -> new Unproved(key, why, Optional.empty(), retryAt, failures() + 1))
                .orElseGet(() -> new Missing(why, Optional.empty()));
    }

    /** How often the key has failed in a row. */
    default int failures() {
        return 0;
    }

    /** Whether the key in the Secret opens the workspace. */
    default boolean isWorking() {
        return this instanceof Working;
    }

    /** Whether there is nothing at all to reach Roboflow with. */
    default boolean isKeyless() {
        return this instanceof Missing && lastWorking().isEmpty();
    }

    /**
     * The key to use.
     *
     * @param awaited whether a resource waits to be restored, for which the last key that worked will do
     */
    default Optional<ApiKey> inUse(boolean awaited) {
        return isWorking() || (awaited && key().isEmpty()) ? lastWorking() : Optional.empty();
    }
}

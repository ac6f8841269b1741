package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When the Secret of a policy is read, what is wrong with it, and what Roboflow said to the key in its latest version. */
final class SecretReads {
    /** While no key is in use that works. */
    static final Duration SOON = Duration.ofSeconds(10);

    /**
     * A changed Secret is in use within a minute. That costs one get a policy; policies that began together drift apart, since
     * each has its own pause.
     */
    private static final Duration SHORTEST = Duration.ofSeconds(45);

    private static final Duration SPREAD = Duration.ofSeconds(10);

    /** So many failures in a row, {@link #SOON} apart. */
    private static final int UNREAD_FOR_LONG = 3;

    private Instant dueAt = Instant.MIN;
    /** Present while the Secret can't be read. A key that is known goes on being used to read and to restore. */
    private Optional<Readiness> unreadable = Optional.empty();

    private int unreadInARow;
    /** The version that was last read. */
    private Optional<String> version = Optional.empty();

    private SecretVersions judged = SecretVersions.NONE;

    /**
     * After the Secret was read, or could not be.
     *
     * @param verified whether there is a key that works
     * @return whether it was written since Roboflow judged its key
     */
    boolean read(KeyLookup lookup, boolean verified, Policy policy, Instant now) {
        boolean failed = lookup instanceof KeyLookup.Unreadable;
        unreadInARow = failed ? unreadInARow + 1 : 0;
        unreadable = lookup instanceof KeyLookup.Unreadable why ? readiness(why, verified) : Optional.empty();
        dueAt = now.plus(verified && !failed ? pause(policy) : SOON);
        Optional<String> before = version;
        if (!failed) {
            version = lookup instanceof KeyLookup.Found found ? found.resourceVersion() : Optional.empty();
        }
        return !before.equals(version) && isUnjudged();
    }

    private static Duration pause(Policy policy) {
        return SHORTEST.plusMillis(Math.floorMod(policy.uid().hashCode(), SPREAD.toMillis()));
    }

    /** An API server that fails once says nothing about a key that works. */
    private Optional<Readiness> readiness(KeyLookup.Unreadable failed, boolean verified) {
        if (failed.forbidden()) {
            return Optional.of(Readiness.stalled(Reason.SECRET_UNREADABLE, failed.message()));
        }
        return verified && unreadInARow < UNREAD_FOR_LONG
                ? Optional.empty()
                : Optional.of(Readiness.reconciling(Reason.SECRET_UNREADABLE, failed.message()));
    }

    /** Why the Secret can't be read. */
    Optional<Readiness> unreadable() {
        return unreadable;
    }

    Instant dueAt() {
        return dueAt;
    }

    void dueNow() {
        dueAt = Instant.MIN;
    }

    /** The key is looked for again soon: it does not work. */
    void dueSoon(Instant now) {
        Instant soon = now.plus(SOON);
        dueAt = dueAt.isAfter(soon) ? soon : dueAt;
    }

    /** Whether Roboflow has yet to judge the key of the version that was last read. */
    boolean isUnjudged() {
        return version.filter(read -> !judged.include(read)).isPresent();
    }

    /** The key that was last read opens the workspace. */
    void accepted() {
        judged = version.map(SecretVersions::accepted).orElse(judged);
    }

    /** It does not. */
    void refused() {
        judged = version.map(SecretVersions::refused).orElse(judged);
    }

    SecretVersions judged() {
        return judged;
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy and its API key. The key is read from a Secret, then verified by asking Roboflow which workspace it belongs
 * to, and used only after that:
 *
 * <pre>
 * Unread ──found──> Unverified ──opens the workspace──> Verified
 *    │               ^    ^ └──does not──┘               │
 *    │               │    └──rejected, or another key────┤
 *    └──missing──> Missing <──────────missing────────────┘
 * </pre>
 *
 * A Missing one whose last verified key comes back is Verified again.
 */
final class Credential {
    private static final Duration LEAST_LONGEST_RETRY = Duration.ofMinutes(1);
    /** How much longer than an interval a key is believed that nothing is read with, since another policy's key reads. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private Policy policy;
    private boolean present;
    private boolean awaited;
    private KeyState state = new KeyState.Unread();
    private boolean everVerified;
    /** No key was verified since one turned out not to open the workspace. */
    private boolean refused;

    private final SecretReads secret = new SecretReads();

    /** Whether somebody asked for a reconcile, and no attempt with this key has ended since. */
    private boolean asked;

    private Instant heldUntil = Instant.MIN;
    /** When Roboflow last showed that the verified key opens the workspace, and when it has to show that again. */
    private Instant provenAt = Instant.MIN;

    private Instant proveAt = Instant.MAX;
    /** Present while reading the workspace fails in a way that concerns only this key. */
    private Optional<Backoff> readFailure = Optional.empty();

    Credential(Policy policy) {
        this.policy = policy;
        this.asked = policy.requestedAt().isPresent();
    }

    Policy policy() {
        return policy;
    }

    /** After a change of the policy, everything is retried at once. */
    void update(Policy newer) {
        if (!policy.uid().equals(newer.uid())
                || policy.generation() != newer.generation()
                || !policy.requestedAt().equals(newer.requestedAt())) {
            dueNow();
        }
        asked |= newer.requestedAt().isPresent() && !policy.requestedAt().equals(newer.requestedAt());
        policy = newer;
    }

    /** Whatever waits for its time is tried at once. */
    void dueNow() {
        secret.dueNow();
        heldUntil = Instant.MIN;
        readFailure = readFailure.map(known -> known.anew(Instant.MIN));
        Instant nothingRead = provenAt.plus(policy.interval());
        verifyAt(!isVerified() ? Instant.MIN : nothingRead.isBefore(proveAt) ? nothingRead : proveAt);
    }

    void clockSet() {
        dueNow();
        verifyAt(Instant.MIN);
    }

    /** The reconcile-now annotation of the policy, once it was followed; empty while it is not. */
    Optional<String> handledRequest() {
        return asked ? Optional.empty() : policy.requestedAt();
    }

    void answered() {
        asked = false;
    }

    /** Whether the policy exists, and whether an item that is being deleted waits to be restored with its key. */
    void needed(boolean exists, boolean restores) {
        present = exists;
        awaited = restores;
    }

    boolean isPresent() {
        return present;
    }

    boolean isNeeded() {
        return present || awaited;
    }

    boolean isToBeRead(Instant now) {
        return present && !now.isBefore(secret.dueAt());
    }

    /** After the Secret was read, or could not be. */
    void read(KeyLookup lookup, Instant now) {
        boolean rewritten = secret.read(lookup, isVerified(), policy, now);
        if (lookup instanceof KeyLookup.Unreadable && !isVerified()) {
            answered();
        }
        Optional<ApiKey> last = state.lastVerified();
        if (lookup instanceof KeyLookup.Missing missing) {
            state = new KeyState.Missing(Readiness.stalled(Reason.SECRET_NOT_FOUND, missing.message()), last);
            answered();
        } else if (lookup instanceof KeyLookup.Found found && !state.key().equals(Optional.of(found.key()))) {
            state = last.equals(Optional.of(found.key()))
                    ? new KeyState.Verified(found.key())
                    : new KeyState.Unverified(found.key(), last, Backoff.none(FailureReadiness.STARTING, now));
            readFailure = Optional.empty();
        }
        if (rewritten) {
            // Whoever wrote it wants to know whether Roboflow accepts it, be it the same key.
            verifyAt(now);
        }
    }

    /** Whether the Secret was written anew, and Roboflow has yet to judge the key in it. */
    boolean isUnjudged() {
        return secret.isUnjudged();
    }

    /** The key, if it is to be verified now. */
    Optional<ApiKey> toVerify(Instant now) {
        Optional<Instant> due =
                isVerified() ? Optional.of(proveAt) : verification().map(Backoff::retryAt);
        return due.filter(at -> !now.isBefore(at)).flatMap(at -> state.key());
    }

    private Optional<Backoff> verification() {
        return state instanceof KeyState.Unverified key ? Optional.of(key.verification()) : Optional.empty();
    }

    void verifyAt(Instant at) {
        if (state instanceof KeyState.Unverified key) {
            state = new KeyState.Unverified(
                    key.found(), key.lastVerified(), key.verification().at(at));
        } else {
            proveAt = at;
        }
    }

    /** Roboflow confirmed that the key belongs to this workspace. */
    void verified(Instant now) {
        if (state instanceof KeyState.Unverified key) {
            state = new KeyState.Verified(key.found());
            everVerified = true;
            refused = false;
        }
        proven(now);
    }

    private void proven(Instant now) {
        secret.accepted();
        provenAt = now;
        proveAt = now.plus(policy.interval()).plus(UNUSED);
    }

    /** The key belongs to another workspace. */
    void refused(String opened, Instant now) {
        refused = true;
        secret.refused();
        unusable(FailureReadiness.otherWorkspace(policy, opened), now);
    }

    /** The key could not be verified, or was rejected in use. */
    void failed(RoboflowFailure failure, Instant now) {
        if (isVerified() && !failure.isRefusal()) {
            // It says nothing about a key that has worked.
            verifyAt(now.plus(LEAST_LONGEST_RETRY));
            return;
        }
        refused |= failure instanceof RoboflowFailure.Unauthorized || failure instanceof RoboflowFailure.NotFound;
        if (failure.isRefusal() && !(failure instanceof RoboflowFailure.AccountBlocked)) {
            secret.refused();
        }
        unusable(FailureReadiness.ofRead(failure, policy), now);
    }

    private void unusable(Readiness why, Instant now) {
        Backoff retry = backoff(verification(), why, now);
        state = state.key()
                .<KeyState>map(key -> new KeyState.Unverified(key, Optional.empty(), retry))
                .orElseGet(() -> new KeyState.Missing(why, Optional.empty()));
        answered();
        secret.dueSoon(now);
    }

    /** A key that does not work must not cost more requests than one that does. */
    private Backoff backoff(Optional<Backoff> before, Readiness why, Instant now) {
        Duration interval = policy.interval();
        Duration longest = interval.compareTo(LEAST_LONGEST_RETRY) > 0 ? interval : LEAST_LONGEST_RETRY;
        return Backoff.next(before, why, longest, now);
    }

    /** Reading the workspace with this key failed. */
    void readFailed(RoboflowFailure failure, Instant now) {
        readFailure = Optional.of(backoff(readFailure, FailureReadiness.ofRead(failure, policy), now));
    }

    void readSucceeded(Instant now) {
        readFailure = Optional.empty();
        proven(now);
    }

    boolean isReadFailing() {
        return readFailure.isPresent();
    }

    /** Whether the workspace may be read with this key now, as far as its request budget allows. */
    boolean mayReadWorkspace(Instant now) {
        return inUse().isPresent()
                && readFailure.map(known -> !now.isBefore(known.retryAt())).orElse(true);
    }

    /** The request budget of the key is used up until then. */
    void hold(Instant until) {
        heldUntil = until;
    }

    boolean isHeld(Instant now) {
        return now.isBefore(heldUntil);
    }

    boolean isVerified() {
        return state instanceof KeyState.Verified;
    }

    boolean wasEverVerified() {
        return everVerified;
    }

    /** The verified key; for an item that waits to be restored also the last one that was verified. */
    Optional<ApiKey> inUse() {
        return isVerified() || (awaited && state.key().isEmpty()) ? state.lastVerified() : Optional.empty();
    }

    /**
     * The policy's access to Roboflow.
     *
     * @param workspace the readiness if the key works, while reading the workspace fails or has not succeeded yet
     */
    PolicyAccess access(Optional<Readiness> workspace) {
        Readiness readiness = state.readiness();
        Readiness shown = readiness.isReady()
                ? readFailure.map(Backoff::readiness).or(() -> workspace).orElse(readiness)
                : readiness;
        return new PolicyAccess(
                secret.unreadable().orElse(shown), proof(), refused, isKeyless(), !present, secret.judged());
    }

    /** The Secret of a policy that is gone is never read again. */
    private boolean isKeyless() {
        boolean none = state instanceof KeyState.Missing && state.lastVerified().isEmpty();
        return none || (!present && (refused || state instanceof KeyState.Unread));
    }

    private KeyProof proof() {
        if (!everVerified) {
            return KeyProof.NONE;
        }
        return inUse().isPresent() ? KeyProof.CURRENT : KeyProof.LAPSED;
    }

    /** When something may be done with this key; some times may have passed. */
    Stream<Instant> wakeTimes() {
        return Stream.concat(
                isVerified() ? Stream.of(secret.dueAt(), heldUntil, proveAt) : Stream.of(secret.dueAt(), heldUntil),
                Stream.concat(verification().stream(), readFailure.stream()).map(Backoff::retryAt));
    }
}

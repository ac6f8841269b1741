package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The key of one policy, what it has proved, and when the key is read, verified or tried again. */
final class Credential {
    private static final Duration REFUSED_REREAD = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LEAST_LONGEST_RETRY = Duration.ofMinutes(1);

    private Policy policy;
    private CredentialState state = new CredentialState.Unread();
    private boolean hasProved;
    private boolean wasRefused;
    private Instant readKeyAt = Instant.MIN;
    private Instant heldUntil = Instant.MIN;
    private Optional<ReadTrouble> trouble = Optional.empty();

    Credential(Policy policy) {
        this.policy = policy;
    }

    /** Reading the workspace failed in a way that concerns only this key. */
    private record ReadTrouble(Readiness readiness, Instant retryAt, int failures) {
        private ReadTrouble at(Instant time) {
            return new ReadTrouble(readiness, time, failures);
        }
    }

    Policy policy() {
        return policy;
    }

    /** A changed policy has everything retried at once. */
    void update(Policy newer) {
        if (changed(policy, newer)) {
            readKeyAt = Instant.MIN;
            trouble = trouble.map(known -> known.at(Instant.MIN));
            verifyAt(Instant.MIN);
        }
        policy = newer;
    }

    private static boolean changed(Policy before, Policy after) {
        return !before.uid().equals(after.uid())
                || before.generation() != after.generation()
                || !before.requestedAt().equals(after.requestedAt());
    }

    boolean isToBeRead(Instant now) {
        return !now.isBefore(readKeyAt);
    }

    void read(KeyLookup lookup, Instant now) {
        readKeyAt = now.plus(state.isWorking() ? policy.interval() : REFUSED_REREAD);
        CredentialState next = state.read(lookup, now);
        boolean another = next.key().isPresent() && !next.key().equals(state.key());
        trouble = another ? Optional.empty() : trouble;
        state = next;
    }

    Optional<ApiKey> toVerify(Instant now) {
        return state instanceof CredentialState.Unproved unproved && !now.isBefore(unproved.verifyAt())
                ? Optional.of(unproved.found())
                : Optional.empty();
    }

    /** Roboflow confirmed that the key belongs to this workspace. */
    void proved() {
        if (state instanceof CredentialState.Unproved unproved) {
            state = unproved.proved();
            hasProved = true;
            wasRefused = false;
        }
    }

    /** The key does not give access to this workspace. */
    void refused(Readiness why, Instant now) {
        wasRefused = true;
        unusable(why, now);
    }

    /** The key could not be verified, or was rejected in use. */
    void failed(RoboflowFailure failure, Instant now) {
        Readiness why = FailureReadiness.ofRead(failure, policy);
        if (failure instanceof RoboflowFailure.Unauthorized || failure instanceof RoboflowFailure.NotFound) {
            refused(why, now);
        } else {
            unusable(why, now);
        }
    }

    private void unusable(Readiness why, Instant now) {
        state = state.failed(why, now.plus(Backoff.after(state.failures() + 1, FIRST_RETRY, longestRetry())));
        Instant soon = now.plus(REFUSED_REREAD);
        readKeyAt = readKeyAt.isAfter(soon) ? soon : readKeyAt;
    }

    /** A key that does not work must not cost more requests than one that does. */
    private Duration longestRetry() {
        Duration interval = policy.interval();
        return interval.compareTo(LEAST_LONGEST_RETRY) > 0 ? interval : LEAST_LONGEST_RETRY;
    }

    void verifyAt(Instant at) {
        if (state instanceof CredentialState.Unproved unproved) {
            state = unproved.verifiedAt(at);
        }
    }

    /** Reading the workspace with this key failed. */
    void readFailed(RoboflowFailure failure, Instant now) {
        int failures = trouble.map(ReadTrouble::failures).orElse(0) + 1;
        trouble = Optional.of(new ReadTrouble(
                FailureReadiness.ofRead(failure, policy),
                now.plus(Backoff.after(failures, FIRST_RETRY, longestRetry())),
                failures));
    }

    void readSucceeded() {
        trouble = Optional.empty();
    }

    boolean isInTrouble() {
        return trouble.isPresent();
    }

    /** Whether the workspace may be read with this key now. */
    boolean mayReadWorkspace(Instant now, boolean awaited) {
        return inUse(awaited).isPresent()
                && !isHeld(now)
                && trouble.map(known -> !now.isBefore(known.retryAt())).orElse(true);
    }

    void hold(Instant until) {
        heldUntil = until;
    }

    boolean isHeld(Instant now) {
        return now.isBefore(heldUntil);
    }

    boolean isWorking() {
        return state.isWorking();
    }

    boolean hasProved() {
        return hasProved;
    }

    /** The verified key; for an item that waits to be restored also the last one that worked. */
    Optional<ApiKey> inUse(boolean awaited) {
        return state.inUse(awaited);
    }

    /**
     * The policy's access to Roboflow.
     *
     * @param workspace the readiness if the key works, while reading the workspace fails or has not succeeded yet
     */
    PolicyAccess access(Optional<Readiness> workspace) {
        Readiness readiness = state.readiness();
        Readiness shown = readiness.isReady()
                ? trouble.map(ReadTrouble::readiness).or(() -> workspace).orElse(readiness)
                : readiness;
        return new PolicyAccess(shown, hasProved, wasRefused, state.isKeyless());
    }

    /** When something may be done with this key; some times may have passed. */
    Stream<Instant> wakeTimes() {
        Optional<Instant> verifyAt = state instanceof CredentialState.Unproved unproved
                ? Optional.of(unproved.verifyAt())
                : Optional.empty();
        return Stream.of(Optional.of(readKeyAt), Optional.of(heldUntil), verifyAt, trouble.map(ReadTrouble::retryAt))
                .flatMap(Optional::stream);
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyAccess;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The key of one policy, what it has proved, and when it is read, verified or looked with again. */
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
    private Optional<LookTrouble> trouble = Optional.empty();

    Credential(Policy policy) {
        this.policy = policy;
    }

    /** Looking at the workspace failed in a way that concerns this key alone. */
    private record LookTrouble(Readiness standing, Instant lookAt, int failures) {
        private LookTrouble at(Instant time) {
            return new LookTrouble(standing, time, failures);
        }
    }

    Policy policy() {
        return policy;
    }

    /** Takes in the policy as it is now; a change has everything tried again at once. */
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

    /** The Secret was read. */
    void read(KeyLookup lookup, Instant now) {
        readKeyAt = now.plus(state.isWorking() ? policy.interval() : REFUSED_REREAD);
        CredentialState next = state.read(lookup, now);
        boolean another = next.key().isPresent() && !next.key().equals(state.key());
        trouble = another ? Optional.empty() : trouble;
        state = next;
    }

    /** The key to verify now, if there is one. */
    Optional<ApiKey> toVerify(Instant now) {
        return state instanceof CredentialState.Unproved unproved && !now.isBefore(unproved.verifyAt())
                ? Optional.of(unproved.found())
                : Optional.empty();
    }

    /** Roboflow named this workspace for the key. */
    void proved() {
        if (state instanceof CredentialState.Unproved unproved) {
            state = unproved.proved();
            hasProved = true;
            wasRefused = false;
        }
    }

    /** Roboflow does not open this workspace to the key. */
    void refused(Readiness why, Instant now) {
        wasRefused = true;
        unusable(why, now);
    }

    /** The key could not be verified, or was refused while it was used. */
    void failed(RoboflowFailure failure, Instant now) {
        Readiness why = FailureReadiness.ofLook(failure, policy);
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

    /** A key that does not work costs no more requests than one that does. */
    private Duration longestRetry() {
        Duration interval = policy.interval();
        return interval.compareTo(LEAST_LONGEST_RETRY) > 0 ? interval : LEAST_LONGEST_RETRY;
    }

    void verifyAt(Instant at) {
        if (state instanceof CredentialState.Unproved unproved) {
            state = unproved.verifiedAt(at);
        }
    }

    /** A look at the workspace with it failed. */
    void lookFailed(RoboflowFailure failure, Instant now) {
        int failures = trouble.map(LookTrouble::failures).orElse(0) + 1;
        trouble = Optional.of(new LookTrouble(
                FailureReadiness.ofLook(failure, policy),
                now.plus(Backoff.after(failures, FIRST_RETRY, longestRetry())),
                failures));
    }

    /** A look at the workspace with it succeeded. */
    void looked() {
        trouble = Optional.empty();
    }

    boolean isInTrouble() {
        return trouble.isPresent();
    }

    /** Whether a look may be made with it now. */
    boolean mayLook(Instant now, boolean awaited) {
        return inUse(awaited).isPresent()
                && !isHeld(now)
                && trouble.map(known -> !now.isBefore(known.lookAt())).orElse(true);
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

    /** The key in use; for a resource that waits to be restored also the last one that worked. */
    Optional<ApiKey> inUse(boolean awaited) {
        return state.inUse(awaited);
    }

    /**
     * How the policy stands with Roboflow.
     *
     * @param look how it stands for the time being if its key works, where looking fails or has not succeeded yet
     */
    PolicyAccess access(Optional<Readiness> look) {
        Readiness standing = state.standing();
        Readiness shown = standing.isReady()
                ? trouble.map(LookTrouble::standing).or(() -> look).orElse(standing)
                : standing;
        return new PolicyAccess(shown, hasProved, wasRefused, state.isKeyless());
    }

    /** The times at which something may be done with it; some may have passed. */
    Stream<Instant> wakeTimes() {
        Optional<Instant> verifyAt = state instanceof CredentialState.Unproved unproved
                ? Optional.of(unproved.verifyAt())
                : Optional.empty();
        return Stream.of(Optional.of(readKeyAt), Optional.of(heldUntil), verifyAt, trouble.map(LookTrouble::lookAt))
                .flatMap(Optional::stream);
    }
}

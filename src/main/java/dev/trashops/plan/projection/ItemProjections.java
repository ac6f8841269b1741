package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.DecidedClaim;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ObservedState;
import java.time.Duration;
import java.time.Instant;

/** What the status of each claim will say, and whether its resource may go. */
public final class ItemProjections {
    private static final Duration WARN_BEFORE = Duration.ofDays(7);

    private ItemProjections() {}

    /** That of a claim that was decided. */
    public static ItemProjection of(DecidedClaim decided, String workspace) {
        ClaimFacts facts = decided.facts();
        Claim claim = facts.claim();
        ClaimStatus status = ClaimStatusUpdate.next(decided, workspace);
        ObservedState state = facts.observation().state();
        boolean done = state != ObservedState.UNKNOWN
                && state != ObservedState.IN_TRASH
                && !facts.journal().waiting();
        boolean owesRestore = claim.spec().deletion() == DeletionPolicy.RESTORE;
        boolean orphaned =
                !done && (claim.spec().abandoned() || facts.policy().access().keyless());
        return new ItemProjection(
                status,
                CleanupWarnings.of(claim, status, facts.policy().policy().warnBefore(), facts.now()),
                claim.spec().deleting() && (done || orphaned || !owesRestore),
                claim.spec().deleting() && orphaned && owesRestore,
                facts.findings().retired());
    }

    /** That of a claim without a policy: nobody has access to its workspace, so all that is left is to warn. */
    public static ItemProjection withoutPolicy(Claim claim, Instant now) {
        return new ItemProjection(
                claim.status(),
                CleanupWarnings.of(claim, claim.status(), WARN_BEFORE, now),
                claim.spec().deleting(),
                claim.spec().deleting() && claim.wanted() == DesiredState.RESTORED,
                false);
    }
}

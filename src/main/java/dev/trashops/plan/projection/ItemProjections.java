package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.Observation.Uncertain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the status of each claim will say. */
public final class ItemProjections {
    private static final Duration WARN_BEFORE = Duration.ofDays(7);

    private ItemProjections() {}

    /** That of a claim that was decided. */
    public static ItemProjection of(Decision decision, WorkspaceId workspace) {
        ClaimFacts facts = decision.facts();
        ClaimStatus status = ClaimStatusUpdate.next(decision, workspace);
        Duration warnBefore = facts.policy().policy().warnBefore();
        Optional<CleanupWarning> warning = facts.observation() instanceof Uncertain uncertain
                ? CleanupWarning.ofCandidates(decision.claim(), uncertain.cleanupAt(), warnBefore, facts.now())
                : CleanupWarning.of(decision.claim(), status, warnBefore, facts.now());
        return new ItemProjection(status, warning, FinalizerDecision.disposition(decision));
    }

    /** That of a claim without a policy: nobody has access to its workspace, so all that is left is to warn. */
    public static ItemProjection withoutPolicy(Claim claim, FinalLook last, Instant now) {
        return new ItemProjection(
                claim.status(),
                CleanupWarning.of(claim, claim.status(), WARN_BEFORE, now),
                FinalizerDecision.withoutPolicy(claim, last));
    }
}

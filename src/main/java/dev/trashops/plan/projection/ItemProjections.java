package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.KeepAdvice;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.Uncertain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the status of each claim will say.
 *
 * @param advice what is to be done to keep an item
 * @param returning what nobody needs to be warned of
 */
public record ItemProjections(WorkspaceId workspace, KeepAdvice advice, Returning returning) {
    private static final Duration WARN_BEFORE = Duration.ofDays(7);
    private static final Duration FIRST_LOOK = Duration.ofMinutes(1);

    /** That of a claim that was decided. */
    public ItemProjection of(Decision decision) {
        ClaimStatus status = ClaimStatusUpdate.next(decision, workspace);
        boolean safe = returning.includes(decision);
        return new ItemProjection(
                status,
                safe || isFirstLook(decision.facts()) ? Optional.empty() : warning(decision, status),
                safe ? Optional.empty() : endangered(decision, status),
                FinalizerDecision.disposition(decision));
    }

    /** Whether it is only just being read which item a new claim means: what to do is told with the answer. */
    private static boolean isFirstLook(ClaimFacts facts) {
        return facts.observation().name() == NameProof.UNREAD
                && !facts.now().reached(facts.claim().spec().createdAt().plus(FIRST_LOOK));
    }

    private Optional<CleanupWarning> warning(Decision decision, ClaimStatus status) {
        ClaimFacts facts = decision.facts();
        Duration warnBefore = facts.policy().policy().warnBefore();
        if (facts.observation() instanceof Uncertain uncertain) {
            return CleanupWarning.ofCandidates(
                    decision.claim(),
                    uncertain.cleanupAt(),
                    warnBefore,
                    facts.now(),
                    () -> status.readiness().map(Readiness::message).orElse(""));
        }
        return CleanupWarning.purgeAt(decision.claim(), status).isEmpty()
                ? Optional.empty()
                : CleanupWarning.of(
                        decision.claim(), status, warnBefore, facts.now(), () -> advice.of(decision, status));
    }

    private static Optional<Endangered> endangered(Decision decision, ClaimStatus status) {
        ClaimFacts facts = decision.facts();
        Optional<Instant> purgeAt = facts.observation() instanceof Uncertain uncertain
                ? uncertain.cleanupAt().filter(at -> facts.claim().wanted() != DesiredState.TRASHED)
                : CleanupWarning.purgeAt(facts.claim(), status);
        return purgeAt.isEmpty() ? Optional.empty() : Endangered.of(purgeAt.get(), facts.now());
    }

    /** That of a claim without a policy: nobody has access to its workspace, so all that is left is to warn. */
    public static ItemProjection withoutPolicy(Claim claim, FinalLook last, Moment now) {
        return new ItemProjection(
                claim.status(),
                CleanupWarning.of(claim, claim.status(), WARN_BEFORE, now, () -> KeepAdvice.withoutPolicy(claim)),
                CleanupWarning.purgeAt(claim, claim.status()).flatMap(at -> Endangered.of(at, now)),
                FinalizerDecision.withoutPolicy(claim, last));
    }
}

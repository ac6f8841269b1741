package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.PolicyState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plan that a loop goes by. As long as nothing has changed of what it was made of, another plan would say the same.
 *
 * @param known what it was made of, with what it says itself of claims and policies
 * @param restored the claims for which restores were carried out since
 */
record StandingPlan(Plan plan, PlanInput known, Set<ClaimId> restored) {
    static StandingPlan of(Plan plan, PlanInput known) {
        return new StandingPlan(plan, known, Set.of());
    }

    /** What has changed apart from what was read since; nothing where another plan would say the same now. */
    @SuppressWarnings("ReferenceEquality")
    List<String> changes(PlanInput now) {
        return Stream.of(
                        isInTime(now) ? "" : "the time",
                        known.claims() == now.claims() ? "" : "items",
                        known.policies().equals(now.policies()) ? "" : "policies",
                        known.allowed().equals(now.allowed()) ? "" : "what is allowed",
                        known.state() == now.state() ? "" : "what was done or noticed")
                .filter(change -> !change.isEmpty())
                .toList();
    }

    private boolean isInTime(PlanInput now) {
        return plan.wakeAt().map(now.now()::isBefore).orElse(true)
                && (!plan.validity().lookAwaited() || known.lookedAt().equals(now.lookedAt()));
    }

    /**
     * Whether it still has restores, and nothing else has changed than what follows from those that were carried out. A restore says
     * nothing about another one.
     */
    boolean restoresMore(PlanInput now) {
        return !restored.isEmpty()
                && !plan.actions().isEmpty()
                && isInTime(now)
                && known.allowed().equals(now.allowed())
                && withoutHistory(known.policies()).equals(withoutHistory(now.policies()))
                && isSameButRestored(now.claims());
    }

    private static List<PolicyState> withoutHistory(List<PolicyState> policies) {
        return policies.stream().map(state -> state.with(List.of())).toList();
    }

    private boolean isSameButRestored(List<Claim> now) {
        List<Claim> before = known.claims();
        boolean same = before.size() == now.size();
        for (int place = 0; same && place < now.size(); place++) {
            Claim claim = before.get(place);
            same = claim.equals(now.get(place)) || restored.contains(claim.id());
        }
        return same;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isVery(PlannedAction one, PlannedAction other) {
        return one == other;
    }

    /** After an action was carried out: all that is left are further restores, after a restore. */
    StandingPlan without(PlannedAction done) {
        if (done.kind() != ActionKind.RESTORE) {
            return new StandingPlan(plan.with(List.of()), known, Set.of());
        }
        Set<ClaimId> all = new HashSet<>(restored);
        all.add(done.claim().id());
        List<PlannedAction> rest = plan.actions().stream()
                .filter(action -> !isVery(action, done) && action.kind() == ActionKind.RESTORE)
                .toList();
        return new StandingPlan(plan.with(rest), known, all);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ChildToCreate;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A few thousand random workspaces with rules, and what laws about them ask for; a failure names the seed. */
final class EveryEstate {
    static final int WORKSPACES = 2_000;
    static final PolicyId TEAM = new PolicyId("team", "policy");
    private static final List<PlanInput> INPUTS = IntStream.range(0, WORKSPACES)
            .mapToObj(seed -> new RandomEstates(seed).input())
            .toList();

    private EveryEstate() {}

    static void everywhere(BiConsumer<Integer, PlanInput> law) {
        for (int seed = 0; seed < WORKSPACES; seed++) {
            try {
                law.accept(seed, INPUTS.get(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    static PlanInput with(PlanInput input, Mode mode, Optional<TrashPlan> approved) {
        Instant until = input.now().plus(Duration.ofDays(3));
        return Changed.policies(
                input,
                state ->
                        state.policy().id().equals(TEAM) ? Changed.policy(state, mode, false, approved, until) : state);
    }

    static Optional<TrashPlan> published(PlanInput input) {
        return Told.policy(Planner.plan(input)).trashPlan();
    }

    static Stream<PlannedAction> trashings(Plan plan) {
        return plan.actions().stream().filter(action -> action.kind() == ActionKind.TRASH);
    }

    static String line(PlannedAction action) {
        return TrashPlan.line(action.item(), action.claim().spec().pinnedId(), action.created());
    }

    /** Everything that both policies plan is approved. */
    static Plan allApproved(PlanInput input) {
        Plan planned = Planner.plan(Changed.policies(
                input, state -> Changed.policy(state, Mode.PLAN, false, Optional.empty(), input.now())));
        return Planner.plan(Changed.policies(
                input,
                state -> Changed.policy(
                        state,
                        Mode.ENFORCE,
                        false,
                        view(planned, state.policy()).trashPlan(),
                        input.now().plusSeconds(60))));
    }

    static PolicyProjection view(Plan plan, Policy policy) {
        return Objects.requireNonNull(plan.policies().get(policy.id()));
    }

    static Rule rule(PlanInput input, PlannedAction action) {
        return policy(input, action.claim().policy()).rules().stream()
                .filter(rule -> action.rule().equals(Optional.of(rule.name())))
                .findFirst()
                .orElseThrow();
    }

    static Policy policy(PlanInput input, PolicyId id) {
        return input.policies().stream()
                .map(PolicyState::policy)
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static List<PlannedAction> byRules(Plan plan) {
        return trashings(plan)
                .filter(action -> action.claim().spec().origin() == ClaimOrigin.TRASH_RULE)
                .toList();
    }

    static List<ChildToCreate> children(Plan plan) {
        return plan.policies().values().stream()
                .flatMap(view -> view.children().stream())
                .toList();
    }
}

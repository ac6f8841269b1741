package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Planner;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
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
public final class RandomRuleCorpus {
    public static final int WORKSPACES = 2_000;
    public static final PolicyId TEAM = new PolicyId("team", "policy");
    private static final List<PlanInput> INPUTS = IntStream.range(0, WORKSPACES)
            .mapToObj(seed -> new RandomRuleWorkspace(seed).input())
            .toList();

    private RandomRuleCorpus() {}

    public static void everywhere(BiConsumer<Integer, PlanInput> law) {
        for (int seed = 0; seed < WORKSPACES; seed++) {
            try {
                law.accept(seed, INPUTS.get(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    public static PlanInput with(PlanInput input, Mode mode, Optional<TrashPlan> approved) {
        Instant until = input.now().plus(Duration.ofDays(3));
        return PlanInputEdits.policies(
                input,
                state -> state.policy().id().equals(TEAM)
                        ? PlanInputEdits.policy(state, mode, false, approved, until)
                        : state);
    }

    public static Optional<TrashPlan> published(PlanInput input) {
        return PlanReader.policy(Planner.plan(input)).trashPlan();
    }

    public static Stream<PlannedAction> trashings(Plan plan) {
        return plan.actions().stream().filter(action -> action.kind() == ActionKind.TRASH);
    }

    public static String line(PlannedAction action) {
        return TrashPlan.line(action.item(), action.claim().spec().pinnedId(), action.created());
    }

    /** Everything that both policies plan is approved. */
    public static Plan allApproved(PlanInput input) {
        Plan planned = Planner.plan(PlanInputEdits.policies(
                input, state -> PlanInputEdits.policy(state, Mode.PLAN, false, Optional.empty(), input.now())));
        return Planner.plan(PlanInputEdits.policies(
                input,
                state -> PlanInputEdits.policy(
                        state,
                        Mode.ENFORCE,
                        false,
                        view(planned, state.policy()).trashPlan(),
                        input.now().plusSeconds(60))));
    }

    public static PolicyProjection view(Plan plan, Policy policy) {
        return Objects.requireNonNull(plan.policies().get(policy.id()));
    }

    public static Rule rule(PlanInput input, PlannedAction action) {
        return policy(input, action.claim().policy()).rules().stream()
                .filter(rule -> action.rule().equals(Optional.of(rule.name())))
                .findFirst()
                .orElseThrow();
    }

    public static Policy policy(PlanInput input, PolicyId id) {
        return input.policies().stream()
                .map(PolicyState::policy)
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public static List<PlannedAction> byRules(Plan plan) {
        return trashings(plan)
                .filter(action -> action.claim().spec().origin() == ClaimOrigin.TRASH_RULE)
                .toList();
    }

    public static List<ChildToCreate> children(Plan plan) {
        return plan.policies().values().stream()
                .flatMap(view -> view.children().stream())
                .toList();
    }
}

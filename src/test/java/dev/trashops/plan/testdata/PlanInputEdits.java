package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.PolicyState.TrashRecords;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.observe.TrashSnapshot;
import dev.trashops.plan.release.SettlingWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The same input, but for one thing. */
public final class PlanInputEdits {
    private PlanInputEdits() {}

    public static PlanInput claims(PlanInput input, List<Claim> claims) {
        return of(input, input.now(), input.policies(), claims, input.trash(), input.inventory(), input.state());
    }

    public static PlanInput policies(PlanInput input, UnaryOperator<PolicyState> change) {
        List<PolicyState> policies = input.policies().stream().map(change).toList();
        return of(input, input.now(), policies, input.claims(), input.trash(), input.inventory(), input.state());
    }

    public static PlanInput now(PlanInput input, Instant now) {
        return of(input, now, input.policies(), input.claims(), input.trash(), input.inventory(), input.state());
    }

    public static PlanInput later(PlanInput input, int seconds) {
        return now(input, input.now().plusSeconds(seconds));
    }

    /** Claims, policies and the listing in another order. */
    public static PlanInput shuffled(PlanInput input) {
        Random random = new Random(7);
        List<Claim> claims = new ArrayList<>(input.claims());
        List<PolicyState> policies = new ArrayList<>(input.policies());
        Collections.shuffle(claims, random);
        Collections.shuffle(policies, random);
        Optional<TrashSnapshot> trash = input.trash().map(seen -> {
            List<TrashEntry> entries = new ArrayList<>(seen.listing().entries());
            Collections.shuffle(entries, random);
            return new TrashSnapshot(
                    new TrashListing(
                            entries, seen.listing().complete(), seen.listing().serverDate()),
                    seen.begunAt());
        });
        return of(input, input.now(), policies, claims, trash, input.inventory(), input.state());
    }

    /** With another mode, and another word about what may be trashed. */
    public static PolicyState policy(
            PolicyState state, Mode mode, boolean suspended, Optional<TrashPlan> approved, Instant until) {
        Policy policy = policy(
                state.policy(),
                mode,
                suspended,
                state.policy().rules(),
                approved.map(plan -> new ApprovedPlan(plan.digest(), until)));
        return new PolicyState(
                policy,
                state.access(),
                state.handledRequest(),
                state.childrenRefused(),
                new TrashRecords(
                        state.records().ledger(),
                        approved.<ApprovedPlanLookup>map(ApprovedPlanLookup.Found::new)
                                .orElseGet(ApprovedPlanLookup.None::new)),
                state.shown(),
                state.history(),
                state.halt());
    }

    static PolicyState lastRuleGone(PolicyState state) {
        List<Rule> rules = state.policy().rules();
        return rules(state, rules.subList(0, Math.max(0, rules.size() - 1)));
    }

    /** With other rules. */
    public static PolicyState rules(PolicyState state, List<Rule> rules) {
        Policy old = state.policy();
        return new PolicyState(
                policy(old, old.mode(), old.suspended(), rules, old.approvedPlan()),
                state.access(),
                state.handledRequest(),
                state.childrenRefused(),
                state.records(),
                state.shown(),
                state.history(),
                state.halt());
    }

    /** The same policy for another workspace. */
    public static Policy in(WorkspaceId workspace, Policy old) {
        return policy(old, workspace, old.mode(), old.suspended(), old.rules(), old.approvedPlan());
    }

    private static Policy policy(
            Policy old, Mode mode, boolean suspended, List<Rule> rules, Optional<ApprovedPlan> approved) {
        return policy(old, old.workspace(), mode, suspended, rules, approved);
    }

    private static Policy policy(
            Policy old,
            WorkspaceId workspace,
            Mode mode,
            boolean suspended,
            List<Rule> rules,
            Optional<ApprovedPlan> approved) {
        return new Policy(
                old.id(),
                old.uid(),
                old.generation(),
                old.createdAt(),
                workspace,
                old.secretName(),
                old.secretKey(),
                old.scope(),
                old.interval(),
                suspended,
                mode,
                old.limits(),
                old.warnBefore(),
                old.requestedAt(),
                rules,
                approved);
    }

    public static PlanInput state(PlanInput input, PlannerState state) {
        return of(input, input.now(), input.policies(), input.claims(), input.trash(), input.inventory(), state);
    }

    public static PlanInput seen(PlanInput input, Optional<TrashSnapshot> trash, Inventory inventory) {
        return of(input, input.now(), input.policies(), input.claims(), trash, inventory, input.state());
    }

    /** The state of an operator that was awake all the time until then, and has seen the same claims for an hour. */
    public static PlannerState awake(PlannerState state, Instant now) {
        Duration hour = Duration.ofHours(1);
        return new PlannerState(
                awake(state.times(), now.minus(hour)),
                state.renames(),
                state.settling().map(known -> new SettlingWindow(known.set(), now.minus(hour), now.minus(hour))),
                state.deletions(),
                state.backoffs(),
                state.goneSince());
    }

    /** What was done in between was seen when it was done, and what is not there has been missed for long. */
    private static ObservationTimes awake(ObservationTimes times, Instant since) {
        return new ObservationTimes(
                times.noticed(),
                times.listedSince(),
                times.unlisted(),
                times.deletingSince(),
                Map.of(),
                times.touched(),
                times.missed().keySet().stream().collect(Collectors.toMap(claim -> claim, claim -> since)),
                times.clockSkewed());
    }

    /** The input of the next pass, as the loop makes it of a plan: with the memory of that plan and that ledger. */
    public static PlanInput next(PlanInput input, Plan plan, PlannerState state) {
        List<Claim> claims = input.claims().stream()
                .map(claim -> {
                    var view = plan.items().get(claim.id());
                    return view == null ? claim : claim.withStatus(view.claimStatus());
                })
                .toList();
        return of(input, input.now(), input.policies(), claims, input.trash(), input.inventory(), state);
    }

    /** The input of the first pass that sees a project under its new name, which was seen twice under the old one before. */
    public static PlanInput renamed(WorkspaceScenario before, WorkspaceScenario after) {
        Plan first = before.plan();
        Plan second = Planner.plan(next(before.input(), first, first.state()));
        return next(after.input(), second, second.state());
    }

    private static PlanInput of(
            PlanInput input,
            Instant now,
            List<PolicyState> policies,
            List<Claim> claims,
            Optional<TrashSnapshot> trash,
            Inventory inventory,
            PlannerState state) {
        return new PlanInput(
                input.workspace(),
                now,
                input.allowed(),
                input.inventoryInterval(),
                policies,
                claims,
                trash.map(TrashSnapshot::begunAt),
                trash,
                inventory,
                state);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.Plan.Validity;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.DecisionTable;
import dev.trashops.plan.checks.KeepAdvice;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.checks.SupersededClaims;
import dev.trashops.plan.history.OutdatedDeletions;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.Unconfirmed;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.projection.ItemProjections;
import dev.trashops.plan.projection.Returning;
import dev.trashops.plan.release.ApprovalGate;
import dev.trashops.plan.release.BatchRelease;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.plan.release.TrashBudget;
import dev.trashops.plan.rules.RestoringRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides for every claim on a workspace whether it is in order and what may be done now. A pure function: the same input
 * gives the same plan, whatever the order of its claims and policies.
 */
public final class Planner {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Nothing is known that takes more than three. */
    private static final int MOST_ROUNDS = 5;

    private final PlanInput input;
    private final ObservedWorkspace workspace;
    private final PlannerState state;
    private final Map<PolicyId, PolicyFacts> policies;
    private final Optional<TrashingHalt> halt;
    private final ModelChecks models;
    private final TrashBudget budget;
    private final boolean settled;

    private Planner(PlanInput input) {
        this.input = input;
        this.workspace = input.observed();
        this.state = PlannerState.next(input, workspace.moment());
        this.policies = PolicyFacts.all(input, workspace, state);
        this.halt = TrashingHalt.inForce(input.policies());
        this.models = new ModelChecks(workspace);
        this.budget = new TrashBudget(
                workspace,
                input.policies(),
                policies.values().stream().map(PolicyFacts::deletions).toList(),
                input.claims(),
                state.deletions());
        this.settled = state.settling()
                .filter(window -> window.isSettled(budget.limits().settle(), workspace.moment()))
                .isPresent();
    }

    /**
     * The plan for that input: observe, apply rules, decide, release, project. What it says of claims and policies is known from then
     * on and may lead to other decisions, so it is made again until it says nothing new: nothing is done by half of what is known.
     */
    @SuppressWarnings("ReferenceEquality")
    public static Plan plan(PlanInput input) {
        PlanInput known = input;
        Plan plan = once(known);
        for (int round = 1; round < MOST_ROUNDS; round++) {
            PlanInput next = known.remembering(plan);
            if (next == known) {
                return plan;
            }
            known = next;
            plan = once(known);
        }
        return plan;
    }

    private static Plan once(PlanInput input) {
        return new Planner(input.withClaims(SupersededClaims.released(input.claims()))).plan();
    }

    private Plan plan() {
        ClaimReader reader = new ClaimReader(input, workspace, state, policies.values(), halt);
        List<ClaimFacts> claims = observe(reader);
        DecisionTable table = DecisionTable.of(claims, restoring());
        List<Decision> made = new ArrayList<>();
        List<ClaimFacts> open = new ArrayList<>();
        for (ClaimFacts facts : claims) {
            Optional<Decision> decision = table.decide(facts);
            if (decision.isPresent()) {
                made.add(decision.get());
            } else {
                open.add(facts);
            }
        }
        BatchRelease.Result released = releaseChecks().decide(claims, open, made);
        ReviewPlans reviewed = ReviewPlans.of(workspace, released.eligible(), models);
        made.addAll(released.decisions());
        Map<PolicyId, PlanCertainty> certainties = certainties(made, reviewed);
        List<Decision> all = Kept.mapped(
                made,
                decision -> Objects.requireNonNull(
                                certainties.get(decision.claim().policy()))
                        .told(decision));
        requestNotices();
        Map<ClaimId, ItemProjection> items = project(all);
        Map<PolicyId, PolicyProjection> said = new PolicySummaries(
                        policies, released, reviewed, certainties, items, new PolicyBrakes(input.allowed()), halt)
                .all(all);
        Map<PolicyId, Set<ItemKey>> gone = gone();
        PlannerState next = remembered(claims, items, gone);
        List<PlannedAction> actions = new ActionQueue(workspace, items).ordered(all);
        Map<PolicyId, Set<ItemKey>> outdated =
                OutdatedDeletions.goneForLong(gone, next.goneSince(), workspace.moment());
        return new Plan(
                Collections.unmodifiableMap(items),
                said,
                shown(said),
                actions,
                workspace.requests(),
                outdated,
                new Validity(workspace.moment().changesAt(), workspace.reads().thresholds(), reader.isLookAwaited()),
                next);
    }

    /** Where the items are, and what rules say about them. A claim whose policy is unknown is not observed. */
    private List<ClaimFacts> observe(ClaimReader reader) {
        return input.claims().stream()
                .filter(claim -> policies.containsKey(claim.policy()))
                .sorted(Comparator.comparing(Claim::item)
                        .thenComparing(claim -> claim.id().uid()))
                .map(claim -> reader.read(claim, Objects.requireNonNull(policies.get(claim.policy()))))
                .toList();
    }

    private RestoringRules restoring() {
        return new RestoringRules(policies.values().stream()
                .filter(policy -> policy.protects(input.workspace()))
                .map(PolicyFacts::children)
                .toList());
    }

    /** Which plans can be published. */
    private Map<PolicyId, PlanCertainty> certainties(List<Decision> made, ReviewPlans reviewed) {
        Map<PolicyId, List<Decision>> byPolicy = made.stream()
                .collect(Collectors.groupingBy(decision -> decision.claim().policy()));
        Map<PolicyId, PlanCertainty> certainties = new HashMap<>();
        policies.forEach((id, facts) ->
                certainties.put(id, PlanCertainty.of(facts, byPolicy.getOrDefault(id, List.of()), reviewed, settled)));
        return certainties;
    }

    private BatchRelease releaseChecks() {
        Map<PolicyId, ApprovalGate> approvals = new HashMap<>();
        policies.forEach((id, policy) -> approvals.put(id, policy.approvals()));
        return new BatchRelease(
                models, budget, approvals, settled, state.times().clockSkewed());
    }

    /** A new claim is looked at soon, a requested one at once. */
    private void requestNotices() {
        if (!input.claims().isEmpty()) {
            workspace.requestRegularly(new ReadTarget.Projects());
        }
        Instant requested = Instant.MIN;
        Instant noticed = Instant.MIN;
        for (ObservationTimes.Notice notice : state.times().noticed().values()) {
            if (notice.requestedAt().isPresent()) {
                requested = later(requested, notice.at());
            } else {
                noticed = later(noticed, notice.at());
            }
        }
        if (!noticed.equals(Instant.MIN)) {
            requested = later(requested, noticed.minus(SOON));
        }
        if (!requested.equals(Instant.MIN)) {
            workspace.request(new ReadTarget.Trash(), requested);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<ClaimId, ItemProjection> project(List<Decision> decisions) {
        ItemProjections projections =
                new ItemProjections(input.workspace(), new KeepAdvice(input.claims()), Returning.of(decisions));
        Map<ClaimId, ItemProjection> items = new HashMap<>();
        decisions.forEach(decision -> items.put(decision.claim().id(), projections.of(decision)));
        input.claims().stream()
                .filter(claim -> !policies.containsKey(claim.policy()))
                .forEach(claim -> items.put(
                        claim.id(),
                        ItemProjections.withoutPolicy(
                                claim, state.times().finalLook(claim.id(), workspace.unread()), workspace.moment())));
        return items;
    }

    private Map<PolicyId, ShownPlan> shown(Map<PolicyId, PolicyProjection> said) {
        Map<PolicyId, ShownPlan> shown = new HashMap<>();
        said.forEach((id, projection) -> shown.put(
                id,
                projection.shownPlan(
                        Objects.requireNonNull(policies.get(id)).state().shown())));
        return shown;
    }

    /** What this pass leaves to the next. */
    private PlannerState remembered(
            List<ClaimFacts> claims, Map<ClaimId, ItemProjection> items, Map<PolicyId, Set<ItemKey>> gone) {
        Set<ClaimId> ready = new HashSet<>();
        List<SentDeletion> refuted = new ArrayList<>();
        for (ClaimFacts facts : claims) {
            ClaimStatus status =
                    Objects.requireNonNull(items.get(facts.claim().id())).claimStatus();
            if (!state.backoffs().isEmpty()
                    && status.readiness().filter(Readiness::isReady).isPresent()) {
                ready.add(facts.claim().id());
            }
            if (!state.deletions().isEmpty()) {
                status.lastAction()
                        .filter(last -> last.outcome() == LastAction.Outcome.FAILED)
                        .ifPresent(last -> refuted.add(new SentDeletion(facts.item(), Optional.empty(), last.at())));
            }
        }
        return state.missing(missed(claims))
                .seeingGone(gone.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), input.now())
                .recovered(ready)
                .sparing(refuted);
    }

    /** Since when the items have been missed that no read shows, for as long as that matters. */
    private Map<ClaimId, Instant> missed(List<ClaimFacts> claims) {
        Map<ClaimId, Instant> missed = new HashMap<>();
        claims.forEach(facts -> {
            ClaimId id = facts.claim().id();
            if (facts.observation() instanceof Unconfirmed seen) {
                missed.put(id, seen.since());
            } else if (facts.observation() instanceof Gone) {
                Optional.ofNullable(state.times().missed().get(id)).ifPresent(since -> missed.put(id, since));
            }
        });
        return missed;
    }

    /** The entries of each ledger that mean nothing any more, as far as what is known now tells. */
    private Map<PolicyId, Set<ItemKey>> gone() {
        OutdatedDeletions outdated = new OutdatedDeletions(workspace);
        Map<PolicyId, Set<ItemKey>> gone = new HashMap<>();
        policies.forEach((id, facts) -> facts.state()
                .records()
                .ledger()
                .map(outdated::in)
                .filter(items -> !items.isEmpty())
                .ifPresent(items -> gone.put(id, items)));
        return gone;
    }
}

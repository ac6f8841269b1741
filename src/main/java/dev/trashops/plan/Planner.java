package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.DecisionTable;
import dev.trashops.plan.checks.KeepAdvice;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.checks.SupersededClaims;
import dev.trashops.plan.history.OutdatedDeletions;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.Unconfirmed;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.projection.ItemProjections;
import dev.trashops.plan.projection.Returning;
import dev.trashops.plan.release.ApprovalGate;
import dev.trashops.plan.release.BatchRelease;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.TrashBudget;
import dev.trashops.plan.rules.RestoringRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides for every claim on a workspace whether it is in order and what may be done now. A pure function: the same input
 * gives the same plan, whatever the order of its claims and policies.
 */
public final class Planner {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PlanInput input;
    private final ObservedWorkspace workspace;
    private final PlannerState state;
    private final Map<PolicyId, PolicyFacts> policies;
    private final Optional<TrashingHalt> halt;
    private final ModelChecks models;
    private final TrashBudget budget;
    private final Duration unsettled;

    private Planner(PlanInput input) {
        this.input = input;
        this.workspace = input.observed();
        this.state = PlannerState.next(input);
        this.policies = PolicyFacts.all(input, workspace, state);
        this.halt = TrashingHalt.inForce(input.policies());
        this.models = new ModelChecks(workspace);
        this.budget = new TrashBudget(
                workspace,
                input.policies(),
                policies.values().stream().map(PolicyFacts::deletions).toList(),
                input.claims(),
                state.deletions());
        this.unsettled =
                state.settling().orElseThrow().remaining(budget.limits().settle());
    }

    /** The plan for that input: observe, apply rules, decide, release, project. */
    public static Plan plan(PlanInput input) {
        return new Planner(input.withClaims(SupersededClaims.released(input.claims()))).plan();
    }

    private Plan plan() {
        List<ClaimFacts> claims = observe();
        DecisionTable table = DecisionTable.of(claims, restoring());
        List<Decision> decided =
                claims.stream().flatMap(facts -> table.decide(facts).stream()).toList();
        BatchRelease checks = releaseChecks();
        BatchRelease.Result released = checks.decide(claims, decided);
        ReviewPlans reviewed = ReviewPlans.of(workspace, released.eligible(), models);
        List<Decision> made =
                Stream.concat(decided.stream(), released.decisions().stream()).toList();
        Map<PolicyId, PlanCertainty> certainties = certainties(made, reviewed, checks.settled());
        List<Decision> all = made.stream()
                .map(decision -> Objects.requireNonNull(
                                certainties.get(decision.claim().policy()))
                        .told(decision))
                .toList();
        requestNotices();

        Map<ClaimId, ItemProjection> items = project(all);
        Map<PolicyId, Set<ItemKey>> gone = gone();
        PlannerState next = state.missing(missed(claims))
                .seeingGone(gone.values().stream().flatMap(Set::stream).collect(Collectors.toSet()), input.now());
        return new Plan(
                Map.copyOf(items),
                new PolicySummaries(
                                policies,
                                released,
                                reviewed,
                                certainties,
                                items,
                                new PolicyBrakes(input.allowed()),
                                halt)
                        .all(all),
                new ActionQueue(input, items).ordered(all),
                workspace.requests(),
                OutdatedDeletions.goneForLong(gone, next.goneSince(), input.now()),
                wakeAt(!released.decisions().isEmpty(), items.values()),
                next);
    }

    /** Where the items are, and what rules say about them. A claim whose policy is unknown is not observed. */
    private List<ClaimFacts> observe() {
        ClaimReader reader = new ClaimReader(input, workspace, state, policies.values(), halt);
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
    private Map<PolicyId, PlanCertainty> certainties(List<Decision> made, ReviewPlans reviewed, boolean settled) {
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
                models,
                budget,
                approvals,
                unsettled.compareTo(Duration.ZERO) <= 0,
                state.times().clockSkewed());
    }

    /** A new claim is looked at soon, a requested one at once. */
    private void requestNotices() {
        if (!input.claims().isEmpty()) {
            workspace.requestRegularly(new ReadTarget.Projects());
        }
        state.times().noticed().values().stream()
                .map(notice -> notice.requestedAt().isPresent()
                        ? notice.at()
                        : notice.at().minus(SOON))
                .max(Instant::compareTo)
                .ifPresent(at -> workspace.request(new ReadTarget.Trash(), at));
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
                                claim,
                                state.times().finalLook(claim.id(), Optional.empty(), input.now()),
                                input.now())));
        return items;
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

    /** When what is said of a purge to come changes by the passing of time alone. */
    private Stream<Instant> stages(Collection<ItemProjection> items) {
        Set<Duration> warnBefore = input.policies().stream()
                .map(state -> state.policy().warnBefore())
                .collect(Collectors.toSet());
        return Stream.concat(
                        workspace.entries().stream().flatMap(entry -> entry.scheduledCleanupAt().stream()),
                        items.stream()
                                .map(ItemProjection::claimStatus)
                                .filter(status -> status.observed() == ObservedState.IN_TRASH)
                                .flatMap(status -> status.trash().stream())
                                .flatMap(facts -> facts.scheduledCleanupAt().stream()))
                .distinct()
                .flatMap(cleanupAt -> CleanupWarning.changes(cleanupAt, warnBefore));
    }

    private Optional<Instant> wakeAt(boolean trashes, Collection<ItemProjection> items) {
        Stream<Instant> settled = trashes ? Stream.of(input.now().plus(unsettled)) : Stream.empty();
        Stream<Instant> retries = state.backoffs().values().stream().map(ActionBackoff::notBefore);
        Stream<Instant> pauses = items.stream()
                .flatMap(item -> item.claimStatus().lastAction().stream())
                .flatMap(last -> last.pausedUntil(input.now()).stream());
        Stream<Instant> farewells = input.claims().stream()
                .flatMap(claim -> state.times().deletingSince(claim.id()).stream())
                .map(since -> since.plus(FinalLook.PATIENCE));
        // A part of something in the Trash waits so long for a resource that restores the whole.
        Stream<Instant> arrivals = input.claims().stream()
                .filter(claim -> claim.item().parent().isPresent())
                .map(claim -> claim.spec().settledAt());
        return Stream.of(settled, retries, pauses, farewells, arrivals, stages(items))
                .flatMap(times -> times)
                .filter(at -> at.isAfter(input.now()))
                .min(Instant::compareTo);
    }
}

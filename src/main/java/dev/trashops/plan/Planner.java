package dev.trashops.plan;

import dev.trashops.plan.checks.CheckChains;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.DecidedClaim;
import dev.trashops.plan.checks.DecisionTable;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.projection.ItemProjections;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.TrashBatch;
import dev.trashops.plan.release.TrashBudget;
import dev.trashops.plan.release.UnobservedTrashings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final ReadRequests requests;
    private final PlannerState state;
    private final Map<PolicyId, PolicyFacts> policies;

    private Planner(PlanInput input) {
        this.input = input;
        this.workspace = new ObservedWorkspace(input.trash(), input.inventory(), input.now());
        this.requests = new ReadRequests(workspace, input.inventoryInterval());
        this.state = PlannerState.next(input);
        this.policies = PolicyFacts.all(input, workspace, requests);
    }

    /** The plan for that input: observe, apply rules, decide, release, project. */
    public static Plan plan(PlanInput input) {
        return new Planner(input).plan();
    }

    private Plan plan() {
        List<ClaimFacts> claims = observe();
        List<DecidedClaim> decided = decide(claims);
        List<ClaimFacts> toTrash = undecided(claims, decided);
        ModelChecks models = new ModelChecks(workspace, requests);
        TrashBatch batch = batch(models);
        TrashBatch.Result released = batch.decide(toTrash, UnobservedTrashings.of(claims), underWay(decided));
        List<DecidedClaim> all =
                Stream.concat(decided.stream(), released.decided().stream()).toList();
        requestNews();

        Map<ClaimId, ItemProjection> items = project(all);
        ReviewPlans reviewed = ReviewPlans.of(input.workspace(), released.eligible(), models);
        return new Plan(
                Map.copyOf(items),
                new PolicyProjections(workspace, policies, batch, reviewed).all(all, items),
                new ActionQueue(input).ordered(all, items),
                requests.all(),
                wakeAt(toTrash),
                state);
    }

    /** Where the items are, and what rules say about them. A claim whose policy is unknown is not observed. */
    private List<ClaimFacts> observe() {
        ClaimReader reader = new ClaimReader(input, workspace, requests, state, policies);
        return input.claims().stream()
                .sorted(Comparator.comparing(Claim::item)
                        .thenComparing(claim -> claim.id().uid()))
                .flatMap(claim ->
                        Optional.ofNullable(policies.get(claim.policy()))
                                .map(policy -> reader.read(claim, policy))
                                .stream())
                .toList();
    }

    /** Every claim but those whose active item has to be trashed. */
    private List<DecidedClaim> decide(List<ClaimFacts> claims) {
        DecisionTable table = DecisionTable.of(new CheckChains(input.allowed()), claims);
        return claims.stream()
                .flatMap(facts -> table.decide(facts).map(decision -> new DecidedClaim(facts, decision)).stream())
                .toList();
    }

    private static List<ClaimFacts> undecided(List<ClaimFacts> claims, List<DecidedClaim> decided) {
        Set<ClaimId> done =
                decided.stream().map(one -> one.facts().claim().id()).collect(Collectors.toSet());
        return claims.stream()
                .filter(facts -> !done.contains(facts.claim().id()))
                .toList();
    }

    private TrashBatch batch(ModelChecks models) {
        TrashBudget budget = new TrashBudget(
                workspace,
                requests,
                input.policies(),
                policies.values().stream().map(PolicyFacts::deletions).toList(),
                input.claims(),
                state.release().deletions());
        return new TrashBatch(
                new CheckChains(input.allowed()),
                models,
                budget,
                policies.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().approvals())),
                state.release().settledAt(budget.limits()),
                state.times().clockSkewed(),
                input.now());
    }

    /** Items with a DELETE that may or may not have taken effect. */
    private static Set<ItemKey> underWay(List<DecidedClaim> decided) {
        return decided.stream()
                .filter(one -> one.facts().journal().waiting() && one.decision().plans(ActionKind.TRASH))
                .map(one -> one.facts().item())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A new claim is looked at soon, a requested one at once. */
    private void requestNews() {
        if (!input.claims().isEmpty()) {
            requests.wantRegularly(new ReadTarget.Projects());
        }
        state.times().noticed().values().stream()
                .map(notice -> notice.requestedAt().isPresent()
                        ? notice.at()
                        : notice.at().minus(SOON))
                .max(Instant::compareTo)
                .ifPresent(at -> requests.want(new ReadTarget.Trash(), at));
    }

    private Map<ClaimId, ItemProjection> project(List<DecidedClaim> decided) {
        Map<ClaimId, ItemProjection> items = new HashMap<>();
        decided.forEach(one -> items.put(one.facts().claim().id(), ItemProjections.of(one, input.workspace())));
        input.claims().stream()
                .filter(claim -> !policies.containsKey(claim.policy()))
                .forEach(claim -> items.put(claim.id(), ItemProjections.withoutPolicy(claim, input.now())));
        return items;
    }

    private Optional<Instant> wakeAt(List<ClaimFacts> toTrash) {
        Stream<Instant> settled = toTrash.isEmpty()
                ? Stream.empty()
                : Stream.of(state.release().settledAt(TrashBudget.strictest(input.policies())));
        return Stream.concat(settled, state.backoffs().retries())
                .filter(at -> at.isAfter(input.now()))
                .min(Instant::compareTo);
    }
}

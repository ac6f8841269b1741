package dev.trashops.plan;

import dev.trashops.plan.checks.CheckChains;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ClaimIndex;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.DecisionTable;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.history.ActionJournal;
import dev.trashops.plan.history.DriftDetector;
import dev.trashops.plan.history.JournalState;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.observe.ItemObserver;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.projection.ClaimStatusUpdate;
import dev.trashops.plan.projection.CleanupWarnings;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.TrashBatch;
import dev.trashops.plan.release.TrashBudget;
import dev.trashops.plan.release.UnobservedTrashings;
import dev.trashops.plan.rules.RestoreProtection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides, for every claim on a workspace, how it stands and what may be done now. A pure function: the same input gives
 * the same plan, whatever the order of claims and policies in it.
 */
public final class Planner {
    private static final Duration WARN_BEFORE = Duration.ofDays(7);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final PlanInput input;
    private final ObservedWorkspace world;
    private final ReadRequests requests;
    private final PlannerState ledger;
    private final Map<PolicyId, PolicyFacts> estates;
    private final ClaimIndex crowd;
    private final RestoreProtection protection;

    private Planner(PlanInput input) {
        this.input = input;
        this.world = new ObservedWorkspace(input.trash(), input.inventory(), input.now());
        this.requests = new ReadRequests(world, input.inventoryInterval());
        this.ledger = PlannerState.next(input);
        this.estates = PolicyFacts.all(input, world, requests);
        this.protection = new RestoreProtection(
                estates.values().stream()
                        .filter(this::protects)
                        .map(estate -> estate.state().policy())
                        .sorted(Comparator.comparing(Policy::createdAt).thenComparing(Policy::uid))
                        .toList(),
                world,
                requests);
        this.crowd =
                new ClaimIndex(input.claims().stream().filter(this::protects).toList());
    }

    /** The plan that follows from all this. */
    public static Plan plan(PlanInput input) {
        return new Planner(input).plan();
    }

    private Plan plan() {
        List<ClaimFacts> cases = input.claims().stream()
                .sorted(Comparator.comparing(Claim::item)
                        .thenComparing(claim -> claim.id().uid()))
                .flatMap(claim ->
                        Optional.ofNullable(estates.get(claim.policy())).map(estate -> toCase(claim, estate)).stream())
                .toList();
        IdentityHashMap<ClaimFacts, Decision> outcomes = new IdentityHashMap<>();
        List<ClaimFacts> toTrash = new ArrayList<>();
        decide(cases, outcomes, toTrash);
        ModelChecks losses = new ModelChecks(world, requests);
        TrashBatch batch = batch(losses);
        TrashBatch.Result result = batch.decide(toTrash, UnobservedTrashings.of(outcomes.keySet()), underWay(outcomes));
        outcomes.putAll(result.outcomes());

        Map<ClaimId, ItemProjection> items = new HashMap<>();
        IdentityHashMap<Claim, Claim> remembered = new IdentityHashMap<>();
        outcomes.forEach((one, outcome) -> {
            ItemProjection view = view(one, outcome);
            items.put(one.claim().id(), view);
            remembered.put(one.claim(), one.claim().withStatus(view.memory()));
        });
        input.claims().stream()
                .filter(claim -> !estates.containsKey(claim.policy()))
                .forEach(claim -> items.put(claim.id(), withoutPolicy(claim)));
        List<PlannedAction> actions = new ActionQueue(input).ordered(outcomes, remembered);
        wantWhatIsNew();
        PolicyProjections views = new PolicyProjections(
                world, estates, batch, new ReviewPlans(input.workspace(), result.eligible(), losses));
        return new Plan(
                Map.copyOf(items), views.all(outcomes, items), actions, requests.all(), wakeAt(toTrash), ledger);
    }

    /** Nobody knows the way to its workspace any more: nothing can be done for it but to warn. */
    private ItemProjection withoutPolicy(Claim claim) {
        return new ItemProjection(
                claim.status(),
                CleanupWarnings.of(claim, claim.status(), WARN_BEFORE, input.now()),
                claim.spec().deleting(),
                claim.spec().deleting() && claim.wanted() == DesiredState.RESTORED,
                false);
    }

    /** A new claim is looked at soon, a requested one at once. */
    private void wantWhatIsNew() {
        if (!input.claims().isEmpty()) {
            requests.wantRegularly(new ReadTarget.Projects());
        }
        ledger.times().noticed().values().stream()
                .map(notice -> notice.requestedAt().isPresent()
                        ? notice.at()
                        : notice.at().minus(SOON))
                .max(Instant::compareTo)
                .ifPresent(at -> requests.want(new ReadTarget.Trash(), at));
    }

    private void decide(
            List<ClaimFacts> cases, IdentityHashMap<ClaimFacts, Decision> outcomes, List<ClaimFacts> toTrash) {
        Set<ItemKey> beingRestored = new HashSet<>();
        DecisionTable verdicts = new DecisionTable(new CheckChains(input.allowed()), beingRestored);
        for (ClaimFacts one : cases) {
            Optional<Decision> outcome =
                    takesPart(one) ? verdicts.decide(one) : Optional.of(DecisionTable.unknown(one));
            if (outcome.isEmpty()) {
                toTrash.add(one);
                continue;
            }
            outcomes.put(one, outcome.get());
            boolean goesOn = outcome.get()
                    .standing()
                    .map(standing -> standing.kind() == Readiness.Kind.RECONCILING)
                    .orElse(false);
            if (one.item().type() == ItemType.PROJECT
                    && goesOn
                    && outcome.get().planned().equals(Optional.of(ActionKind.RESTORE))) {
                beingRestored.add(one.item());
            }
        }
    }

    /** What a DELETE was begun for of which it is not known yet whether it took effect. */
    private static Set<ItemKey> underWay(IdentityHashMap<ClaimFacts, Decision> outcomes) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().journal().waiting())
                .filter(entry -> entry.getValue().planned().equals(Optional.of(ActionKind.TRASH)))
                .map(entry -> entry.getKey().item())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A policy joins only once its own key has proved to open the workspace. */
    private boolean takesPart(ClaimFacts one) {
        return one.policy().proved();
    }

    /** What was Restored once outlasts failures of the key; a key that was never proved right protects nothing. */
    private boolean protects(Claim claim) {
        return Optional.ofNullable(estates.get(claim.policy()))
                .map(estate -> mayJoin(estate.state()) || joinedBefore(claim))
                .orElse(false);
    }

    /** The same holds of what its rules protect. */
    private boolean protects(PolicyFacts estate) {
        return mayJoin(estate.state()) || estate.claims().stream().anyMatch(this::joinedBefore);
    }

    private static boolean mayJoin(PolicyState state) {
        return state.proved() || !state.refused();
    }

    private boolean joinedBefore(Claim claim) {
        return claim.status()
                .fingerprint()
                .map(ItemIdentity::workspace)
                .map(input.workspace()::equals)
                .orElse(false);
    }

    private ClaimFacts toCase(Claim claim, PolicyFacts estate) {
        PolicyState policy = estate.state();
        Optional<Claim> rival = claim.wanted() == DesiredState.TRASHED ? crowd.rival(claim) : Optional.empty();
        ItemObserver observer = new ItemObserver(world, requests, ledger.times());
        Observation seen = policy.proved() ? observer.observe(claim) : Observation.Unknown.UNREAD;
        JournalState read = undone(claim, ActionJournal.read(claim, world, requests));
        JournalState journal = vanished(claim, seen) ? read.stillWaiting() : read;
        // A reversal that is counted while its verdict is put off would not hold anything later.
        Observation certain = journal.waiting() ? Observation.Unknown.UNREAD : seen;
        boolean toBeTrashed = claim.wanted() == DesiredState.TRASHED && seen.state() == ObservedState.ACTIVE;
        Optional<RestoreProtection.Protector> protector =
                toBeTrashed ? protection.of(claim.item(), seen.created()) : Optional.empty();
        return new ClaimFacts(
                claim,
                policy,
                seen,
                journal,
                DriftDetector.of(claim, policy.policy().createdAt(), certain, rival.isPresent(), input.now()),
                rival,
                crowd.isSuspended(claim),
                ledger.backoffs().of(claim.id()),
                estate.ruling(claim, seen, journal, protector),
                estate.book(),
                input.now());
    }

    /** What was just brought back is not brought back again because of a listing from before. */
    private JournalState undone(Claim claim, JournalState journal) {
        Instant touched = ledger.times().touched().getOrDefault(claim.item(), Instant.MIN);
        boolean listedBefore =
                input.trash().map(seen -> !seen.begunAt().isAfter(touched)).orElse(false);
        if (journal.revert().isEmpty() || !listedBefore) {
            return journal;
        }
        requests.want(new ReadTarget.Trash(), touched.plusMillis(1));
        return journal.withoutRevert();
    }

    /** Right after our own change an item that is nowhere is not yet believed to be gone. */
    private boolean vanished(Claim claim, Observation seen) {
        boolean gone = seen instanceof Observation.Gone;
        boolean recent = claim.status()
                .lastAction()
                .map(last -> input.now().isBefore(last.at().plus(ActionJournal.GRACE)))
                .orElse(false);
        if (gone && recent) {
            requests.want(new ReadTarget.Projects(), input.now().minus(ReadRequest.LOOK_AGAIN));
        }
        return gone && recent;
    }

    private TrashBatch batch(ModelChecks losses) {
        TrashBudget limits = new TrashBudget(
                world,
                requests,
                input.policies(),
                estates.values().stream().map(PolicyFacts::book).toList(),
                input.claims(),
                ledger.release().deletions());
        return new TrashBatch(
                new CheckChains(input.allowed()),
                losses,
                limits,
                estates.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().approvals())),
                ledger.release().settledAt(limits.limits()),
                ledger.times().clockSkewed(),
                input.now());
    }

    private ItemProjection view(ClaimFacts one, Decision outcome) {
        ClaimStatus memory = ClaimStatusUpdate.next(one, outcome, input.workspace());
        Policy policy = one.policy().policy();
        boolean known =
                one.sight().state() != ObservedState.UNKNOWN && !one.journal().waiting();
        boolean done = known && one.sight().state() != ObservedState.IN_TRASH;
        boolean owesARestore = one.claim().spec().deletion() == DeletionPolicy.RESTORE;
        boolean orphaned =
                !done && (one.claim().spec().abandoned() || one.policy().keyless());
        return new ItemProjection(
                memory,
                CleanupWarnings.of(one.claim(), memory, policy.warnBefore(), input.now()),
                one.claim().spec().deleting() && (done || orphaned || !owesARestore),
                one.claim().spec().deleting() && orphaned && owesARestore,
                one.ruling().retired());
    }

    private Optional<Instant> wakeAt(List<ClaimFacts> toTrash) {
        Stream<Instant> settled = toTrash.isEmpty()
                ? Stream.empty()
                : Stream.of(ledger.release().settledAt(TrashBudget.strictest(input.policies())));
        Stream<Instant> retries = ledger.backoffs().retries();
        return Stream.concat(settled, retries)
                .filter(at -> at.isAfter(input.now()))
                .min(Instant::compareTo);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Fingerprint;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Standing;
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
    private final Ledger ledger;
    private final Map<PolicyId, Estate> estates;
    private final Crowd crowd;
    private final Protection protection;

    private Planner(PlanInput input) {
        this.input = input;
        this.world = new ObservedWorkspace(input.trash(), input.inventory(), input.now());
        this.requests = new ReadRequests(world, input.inventoryInterval());
        this.ledger = Ledger.next(input);
        this.estates = Estate.all(input, world, requests);
        this.protection = new Protection(
                estates.values().stream()
                        .filter(this::protects)
                        .map(estate -> estate.state().policy())
                        .sorted(Comparator.comparing(Policy::createdAt).thenComparing(Policy::uid))
                        .toList(),
                world,
                requests);
        this.crowd = new Crowd(input.claims().stream().filter(this::protects).toList());
    }

    /** The plan that follows from all this. */
    public static Plan plan(PlanInput input) {
        return new Planner(input).plan();
    }

    private Plan plan() {
        List<Case> cases = input.claims().stream()
                .sorted(Comparator.comparing(Claim::item)
                        .thenComparing(claim -> claim.id().uid()))
                .flatMap(claim ->
                        Optional.ofNullable(estates.get(claim.policy())).map(estate -> toCase(claim, estate)).stream())
                .toList();
        IdentityHashMap<Case, Outcome> outcomes = new IdentityHashMap<>();
        List<Case> toTrash = new ArrayList<>();
        decide(cases, outcomes, toTrash);
        Losses losses = new Losses(world, requests);
        TrashBatch batch = batch(losses);
        TrashBatch.Result result = batch.decide(toTrash, Unseen.of(outcomes.keySet()), underWay(outcomes));
        outcomes.putAll(result.outcomes());

        Map<ClaimId, ItemView> items = new HashMap<>();
        IdentityHashMap<Claim, Claim> remembered = new IdentityHashMap<>();
        outcomes.forEach((one, outcome) -> {
            ItemView view = view(one, outcome);
            items.put(one.claim().id(), view);
            remembered.put(one.claim(), one.claim().remembering(view.memory()));
        });
        input.claims().stream()
                .filter(claim -> !estates.containsKey(claim.policy()))
                .forEach(claim -> items.put(claim.id(), withoutPolicy(claim)));
        List<PlannedAction> actions = new Actions(input).ordered(outcomes, remembered);
        wantWhatIsNew();
        PolicyViews views =
                new PolicyViews(world, estates, batch, new Proposals(input.workspace(), result.eligible(), losses));
        return new Plan(
                Map.copyOf(items), views.all(outcomes, items), actions, requests.all(), wakeAt(toTrash), ledger);
    }

    /** Nobody knows the way to its workspace any more: nothing can be done for it but to warn. */
    private ItemView withoutPolicy(Claim claim) {
        return new ItemView(
                claim.memory(),
                Warnings.of(claim, claim.memory(), WARN_BEFORE, input.now()),
                claim.deleting(),
                claim.deleting() && claim.wanted() == DesiredState.RESTORED,
                false);
    }

    /** A new claim is looked at soon, a requested one at once. */
    private void wantWhatIsNew() {
        if (!input.claims().isEmpty()) {
            requests.wantRegularly(new Read.Projects());
        }
        ledger.times().noticed().values().stream()
                .map(notice -> notice.requestedAt().isPresent()
                        ? notice.at()
                        : notice.at().minus(SOON))
                .max(Instant::compareTo)
                .ifPresent(at -> requests.want(new Read.Trash(), at));
    }

    private void decide(List<Case> cases, IdentityHashMap<Case, Outcome> outcomes, List<Case> toTrash) {
        Set<ItemKey> beingRestored = new HashSet<>();
        Verdicts verdicts = new Verdicts(new Checks(input.allowed()), beingRestored);
        for (Case one : cases) {
            Optional<Outcome> outcome = takesPart(one) ? verdicts.decide(one) : Optional.of(Verdicts.unknown(one));
            if (outcome.isEmpty()) {
                toTrash.add(one);
                continue;
            }
            outcomes.put(one, outcome.get());
            boolean goesOn = outcome.get()
                    .standing()
                    .map(standing -> standing.kind() == Standing.Kind.RECONCILING)
                    .orElse(false);
            if (one.item().type() == ItemType.PROJECT
                    && goesOn
                    && outcome.get().planned().equals(Optional.of(ActionKind.RESTORE))) {
                beingRestored.add(one.item());
            }
        }
    }

    /** What a DELETE was begun for of which it is not known yet whether it took effect. */
    private static Set<ItemKey> underWay(IdentityHashMap<Case, Outcome> outcomes) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().journal().waiting())
                .filter(entry -> entry.getValue().planned().equals(Optional.of(ActionKind.TRASH)))
                .map(entry -> entry.getKey().item())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** A policy joins only once its own key has proved to open the workspace. */
    private boolean takesPart(Case one) {
        return one.policy().proved();
    }

    /** What was Restored once outlasts failures of the key; a key that was never proved right protects nothing. */
    private boolean protects(Claim claim) {
        return Optional.ofNullable(estates.get(claim.policy()))
                .map(estate -> mayJoin(estate.state()) || joinedBefore(claim))
                .orElse(false);
    }

    /** The same holds of what its rules protect. */
    private boolean protects(Estate estate) {
        return mayJoin(estate.state()) || estate.claims().stream().anyMatch(this::joinedBefore);
    }

    private static boolean mayJoin(PolicyState state) {
        return state.proved() || !state.refused();
    }

    private boolean joinedBefore(Claim claim) {
        return claim.memory()
                .fingerprint()
                .map(Fingerprint::workspace)
                .map(input.workspace()::equals)
                .orElse(false);
    }

    private Case toCase(Claim claim, Estate estate) {
        PolicyState policy = estate.state();
        Optional<Claim> rival = claim.wanted() == DesiredState.TRASHED ? crowd.rival(claim) : Optional.empty();
        ItemObserver observer = new ItemObserver(world, requests, ledger.times());
        Observation seen = policy.proved() ? observer.observe(claim) : Observation.Unknown.UNREAD;
        JournalState read = undone(claim, Journal.read(claim, world, requests));
        JournalState journal = vanished(claim, seen) ? read.stillWaiting() : read;
        // A reversal that is counted while its verdict is put off would not hold anything later.
        Observation certain = journal.waiting() ? Observation.Unknown.UNREAD : seen;
        boolean toBeTrashed = claim.wanted() == DesiredState.TRASHED && seen.state() == ObservedState.ACTIVE;
        Optional<Protection.Protector> protector =
                toBeTrashed ? protection.of(claim.item(), seen.created()) : Optional.empty();
        return new Case(
                claim,
                policy,
                seen,
                journal,
                Drifts.of(claim, policy.policy().createdAt(), certain, rival.isPresent(), input.now()),
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
        requests.want(new Read.Trash(), touched.plusMillis(1));
        return journal.withoutRevert();
    }

    /** Right after our own change an item that is nowhere is not yet believed to be gone. */
    private boolean vanished(Claim claim, Observation seen) {
        boolean gone = seen instanceof Observation.Gone;
        boolean recent = claim.memory()
                .lastAction()
                .map(last -> input.now().isBefore(last.at().plus(Journal.GRACE)))
                .orElse(false);
        if (gone && recent) {
            requests.want(new Read.Projects(), input.now().minusSeconds(2));
        }
        return gone && recent;
    }

    private TrashBatch batch(Losses losses) {
        LimitBook limits = new LimitBook(
                world,
                requests,
                input.policies(),
                estates.values().stream().map(Estate::book).toList(),
                input.claims(),
                ledger.release().deletions());
        return new TrashBatch(
                new Checks(input.allowed()),
                losses,
                limits,
                estates.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().approvals())),
                ledger.release().settledAt(limits.limits()),
                ledger.times().clockSkewed(),
                input.now());
    }

    private ItemView view(Case one, Outcome outcome) {
        Memory memory = Memories.next(one, outcome, input.workspace());
        Policy policy = one.policy().policy();
        boolean known =
                one.sight().state() != ObservedState.UNKNOWN && !one.journal().waiting();
        boolean done = known && one.sight().state() != ObservedState.IN_TRASH;
        boolean owesARestore = one.claim().deletion() == DeletionPolicy.RESTORE;
        boolean orphaned = !done && (one.claim().abandoned() || one.policy().keyless());
        return new ItemView(
                memory,
                Warnings.of(one.claim(), memory, policy.warnBefore(), input.now()),
                one.claim().deleting() && (done || orphaned || !owesARestore),
                one.claim().deleting() && orphaned && owesARestore,
                one.ruling().retired());
    }

    private Optional<Instant> wakeAt(List<Case> toTrash) {
        Stream<Instant> settled = toTrash.isEmpty()
                ? Stream.empty()
                : Stream.of(ledger.release().settledAt(LimitBook.strictest(input.policies())));
        Stream<Instant> retries = ledger.backoffs().retries();
        return Stream.concat(settled, retries)
                .filter(at -> at.isAfter(input.now()))
                .min(Instant::compareTo);
    }
}

package dev.trashops.workspace.fake;

import static dev.trashops.Workspaces.us;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A workspace in memory that obeys the documented rules of the Trash. */
public final class FakeRoboflowGateway extends FakeWorkspace implements RoboflowGateway {
    public static final WorkspaceId WORKSPACE = us("acme");

    /** How long a call takes. */
    public static final Duration CALL = Duration.ofMillis(50);

    /**
     * A change that took effect through the API.
     *
     * @param thing as it was before
     */
    public record Mutation(ActionKind kind, FakeItem thing, ApiKey key, Instant at) {}

    private final ManualClock clock;
    private final FaultInjector faults;
    private Optional<TrashAnswer.Endpoint> endpoint = Optional.empty();
    private UnaryOperator<TrashAnswer> falsified = UnaryOperator.identity();
    private List<Contradiction> restoreAnswers = List.of();
    private final List<Mutation> mutations = new ArrayList<>();
    private Consumer<Mutation> witness = mutation -> {};
    private Consumer<Mutation> unshownWitness = mutation -> {};
    private Consumer<String> callWitness = route -> {};
    private final Map<String, RoboflowFailure> failures = new HashMap<>();
    private final Set<String> keys = new HashSet<>(Set.of("key"));
    private Duration skew = Duration.ZERO;
    private Duration call = CALL;
    private boolean losesAnswers;
    private int listings;
    private Optional<TrashListing> lastListing = Optional.empty();
    private List<FakeItem> lastShown = List.of();

    public FakeRoboflowGateway(ManualClock clock, FaultInjector faults) {
        super(clock);
        this.clock = clock;
        this.faults = faults;
    }

    public void witness(Consumer<Mutation> newWitness) {
        witness = newWitness;
    }

    /** Who learns of changes that were answered well and never took effect. */
    public void witnessUnshown(Consumer<Mutation> newWitness) {
        unshownWitness = newWitness;
    }

    /** Who learns of the route of each call. */
    public void witnessCalls(Consumer<String> newWitness) {
        callWitness = newWitness;
    }

    /** Every call of that route fails so, until it is {@link #mend mended}. */
    public void fail(String route, RoboflowFailure failure) {
        failures.put(route, failure);
    }

    /** How long each call takes from now on, waiting for the request budget included. */
    public void callsTake(Duration time) {
        call = time;
    }

    /** How long a call takes now. */
    public Duration callTakes() {
        return call;
    }

    /** Changes take effect, and nobody hears of it. */
    public void loseAnswers(boolean lose) {
        losesAnswers = lose;
    }

    public void mend(String route) {
        failures.remove(route);
    }

    /** Replaces the keys that open the workspace. */
    public void keys(String... valid) {
        keys.clear();
        keys.addAll(List.of(valid));
    }

    public void skew(Duration by) {
        skew = by;
    }

    Instant serverDate() {
        return clock.instant().plus(skew);
    }

    public List<Mutation> mutations() {
        return mutations;
    }

    void listed() {
        listings++;
    }

    void answered(TrashListing newest, List<FakeItem> shown) {
        lastListing = Optional.of(newest);
        lastShown = shown;
    }

    /** What the Trash was last said to hold. */
    public Optional<TrashListing> lastListing() {
        return lastListing;
    }

    /** The things in the Trash as they were when it was last listed, whatever the listing told of them. */
    public List<FakeItem> lastShown() {
        return lastShown;
    }

    public int listings() {
        return listings;
    }

    /** What is said of the endpoint of a version when one of its trainings is trashed; nothing unless this is said. */
    public void repoint(TrashAnswer.Endpoint change) {
        endpoint = Optional.of(change);
    }

    /** The answers to DELETEs say something else than what happened. */
    public void falsify(UnaryOperator<TrashAnswer> how) {
        falsified = how;
    }

    /** The answers to DELETEs say that, too, which was not asked for. */
    public void contradict(Contradiction... contradictions) {
        falsify(answer ->
                new TrashAnswer(answer.id(), answer.endpoint(), List.of(contradictions), answer.restorable()));
    }

    /** The answers to restores say that, which was not asked for. */
    public void contradictRestores(Contradiction... contradictions) {
        restoreAnswers = List.of(contradictions);
    }

    void call(String route, ApiKey key) throws RoboflowException {
        faults.mayCrash();
        callWitness.accept(route);
        clock.advance(call);
        faults.mayFail(route);
        RoboflowFailure failure = failures.get(route);
        if (failure != null) {
            throw new RoboflowException(failure);
        }
        if (!keys.contains(key.reveal())) {
            throw new RoboflowException(new RoboflowFailure.Unauthorized(route));
        }
    }

    private void answered(String route) throws RoboflowException {
        faults.mayLoseAnswer(route);
        if (losesAnswers) {
            throw new RoboflowException(new RoboflowFailure.Unavailable(route));
        }
        faults.mayCrash();
    }

    @Override
    public Reader reader(WorkspaceId workspace, ApiKey key) {
        return new FakeReader(this, faults, key);
    }

    @Override
    public Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key) {
        return Optional.of(target -> {
            String route = "POST /:workspace/trash/restore";
            call(route, key);
            FakeItem thing = trash().stream()
                    .filter(one -> isMeant(one, target))
                    .findFirst()
                    .orElseThrow(() -> new RoboflowException(new RoboflowFailure.NotFound(route)));
            Mutation mutation = new Mutation(ActionKind.RESTORE, thing, key, clock.instant());
            if (faults.ignores(thing.itemId())) {
                unshownWitness.accept(mutation);
                answered(route);
                return restoreAnswers;
            }
            if (!restore(thing)) {
                throw new RoboflowException(new RoboflowFailure.Conflict(route));
            }
            happened(mutation);
            answered(route);
            return restoreAnswers;
        });
    }

    private boolean isMeant(FakeItem thing, RestoreTarget target) {
        boolean version = target.type() == ItemType.VERSION;
        boolean sameId = target.id().equals(entry(thing).id())
                || (version && target.id().equals(String.valueOf(thing.key().version())));
        return thing.is(target.type())
                && sameId
                && (!version || target.parentId().equals(Optional.of(new InternalId(thing.project()))));
    }

    @Override
    public Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released) {
        return Optional.of(() -> {
            String route = "DELETE";
            call(route, key);
            FakeItem thing = active().get(released);
            if (thing == null || !isActive(released)) {
                throw new RoboflowException(new RoboflowFailure.NotFound(route));
            }
            Mutation mutation = new Mutation(ActionKind.TRASH, thing, key, clock.instant());
            if (faults.ignores(thing.itemId())) {
                unshownWitness.accept(mutation);
            } else {
                trash(released);
                happened(mutation);
            }
            answered(route);
            return falsified.apply(new TrashAnswer(
                    Optional.of(new InternalId(thing.id())),
                    endpoint,
                    List.of(),
                    Optional.of(
                            thing.is(ItemType.VERSION)
                                    ? new RestoreTarget(
                                            ItemType.VERSION,
                                            String.valueOf(thing.key().version()),
                                            Optional.of(new InternalId(thing.id())))
                                    : new RestoreTarget(thing.key().type(), thing.id(), Optional.empty()))));
        });
    }

    private void happened(Mutation mutation) {
        mutations.add(mutation);
        witness.accept(mutation);
    }
}

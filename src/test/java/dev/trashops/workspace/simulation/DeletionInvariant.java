package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeModels;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeWorkspace.Moment;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no DELETE may hit: another thing than is known, or what others need, unless that is acknowledged. */
final class DeletionInvariant {
    /** How old the looks may be on which a DELETE rests. */
    private static final Duration LOOKS = Duration.ofSeconds(35);

    /** How long the reads before one action may take when answers are slow. */
    private static final Duration TURN = Duration.ofMinutes(6);

    /** The same for the versions of a project, of which there are many. */
    private static final Duration VERSIONS = Duration.ofSeconds(95);

    /** The same for workflows, whose reads are shared by the DELETEs of some minutes. */
    private static final Duration WORKFLOWS = Duration.ofMinutes(7);

    private final FakeRoboflowGateway roboflow;
    private final ManualClock clock;
    private final SimCounts counts;
    private final Map<String, Set<String>> references;
    private boolean slow;
    private boolean cut;

    /**
     * For one history.
     *
     * @param references what each workflow names, by its internal id
     */
    DeletionInvariant(
            FakeRoboflowGateway roboflow, ManualClock clock, Map<String, Set<String>> references, SimCounts counts) {
        this.counts = counts;
        this.roboflow = roboflow;
        this.clock = clock;
        this.references = references;
    }

    /** Answers are slow from now on, or have been. */
    void slow() {
        slow = true;
    }

    /** Listings leave out what is on another page from now on, or have. */
    void cut() {
        cut = true;
    }

    /** How old the looks may be on which a DELETE rests. */
    Duration looks() {
        return slow ? LOOKS.plus(TURN) : LOOKS;
    }

    /** Right after a thing was trashed for a claim. */
    void check(Claim claim, FakeItem thing) {
        assertThat(claim.item()).as("the name of what was trashed").isEqualTo(thing.key());
        if (isAnother(claim, thing)) {
            throw new AssertionError(thing + " was trashed and is not what is known of " + claim);
        }
        if (thing.is(ItemType.WORKFLOW)) {
            return;
        }
        Set<Acknowledgement> acknowledged = claim.spec().acknowledged();
        Duration oldest = thing.is(ItemType.PROJECT) && !slow ? VERSIONS : looks();
        List<Moment> moments = roboflow.momentsBefore(clock.instant().minus(oldest));
        boolean models = moments.stream().allMatch(moment -> hasModels(moment, thing));
        if (models && !acknowledged.contains(Acknowledgement.TRAINED_MODEL)) {
            throw new AssertionError("models went with " + thing + " for " + claim);
        }
        boolean open = roboflow.isPublic(ItemKey.project(thing.key().slug())) != Tristate.NO;
        if (open && !acknowledged.contains(Acknowledgement.PUBLIC_PROJECT)) {
            throw new AssertionError("a public project lost " + thing + " for " + claim);
        }
        boolean used = models && references.keySet().stream().anyMatch(workflow -> uses(workflow, thing, moments));
        if (used && !acknowledged.contains(Acknowledgement.WORKFLOW_REFERENCE)) {
            throw new AssertionError("a workflow uses " + thing + ", trashed for " + claim);
        }
        if (models || open) {
            counts.add(Rarity.ACKNOWLEDGED_LOSS);
        }
    }

    /** Nobody can tell a project by its id while it is active; but by when it was created, where that was remembered. */
    private boolean isAnother(Claim claim, FakeItem thing) {
        boolean sameId = claim.itemId().isEmpty() || claim.itemId().equals(Optional.of(thing.itemId()));
        Optional<Boolean> sameAge = claim.fingerprint()
                .flatMap(ItemIdentity::createdAt)
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS)
                        .equals(thing.created().truncatedTo(ChronoUnit.SECONDS)));
        boolean knowable = thing.is(ItemType.WORKFLOW) ? !sameId : !sameAge.orElse(true);
        boolean listed = !sameId
                && claim.itemId()
                        .flatMap(roboflow::inTrash)
                        .filter(other -> roboflow.entry(other).itemId().isPresent())
                        .filter(other -> !cut || isShown(other))
                        .flatMap(FakeItem::deletedAt)
                        .filter(at -> at.isBefore(clock.instant().minus(looks())))
                        .isPresent();
        return (knowable || listed) && !wasJustNow(claim);
    }

    private boolean isShown(FakeItem thing) {
        return roboflow.lastListing().orElseThrow().entries().contains(roboflow.entry(thing));
    }

    /** Whether the name belonged to the right thing when it was looked at. */
    private boolean wasJustNow(Claim claim) {
        return roboflow.momentsBefore(clock.instant().minus(looks())).stream()
                .flatMap(moment -> Optional.ofNullable(moment.active().get(claim.item())).stream())
                .anyMatch(before -> claim.itemId().equals(Optional.of(before.itemId())));
    }

    private static boolean hasModels(Moment moment, FakeItem thing) {
        return models(moment, thing).findAny().isPresent();
    }

    private static Stream<FakeItem> models(Moment moment, FakeItem thing) {
        return moment.active().values().stream()
                .filter(one -> one.trained() && (one.itemId().equals(thing.itemId()) || one.isPartOf(thing)));
    }

    private boolean uses(String workflow, FakeItem thing, List<Moment> moments) {
        boolean active = roboflow.momentsBefore(clock.instant().minus(WORKFLOWS)).stream()
                .allMatch(moment -> moment.active().values().stream()
                        .anyMatch(one -> one.id().equals(workflow)));
        Set<String> named = references.getOrDefault(workflow, Set.of());
        boolean byItsOwnName = moments.stream()
                .allMatch(
                        moment -> models(moment, thing).map(FakeModels::nameOf).anyMatch(named::contains));
        return active && (byItsOwnName || names(thing).anyMatch(named::contains));
    }

    private static Stream<String> names(FakeItem thing) {
        String slug = thing.key().slug().toLowerCase(Locale.ROOT);
        return thing.is(ItemType.PROJECT)
                ? Stream.iterate(1, number -> number < 20, number -> number + 1).map(number -> slug + "/" + number)
                : Stream.of(slug + "/" + thing.key().version());
    }
}

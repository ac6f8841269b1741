package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A resource that is deleted with {@code deletionPolicy: Restore} goes once its item is not in the Trash any more. */
final class ReleaseInvariant {
    private static final Duration LAG = Duration.ofMinutes(1);

    private final FakeKubernetes kube;
    private final FakeRoboflowGateway roboflow;
    private final Predicate<PolicyId> joined;
    private final SimCounts counts;
    private final Map<String, Instant> deletedAt = new HashMap<>();
    private final Map<String, Instant> supersededAt = new HashMap<>();

    /** For one history; {@code joined} tells whether the key of a policy opens the workspace. */
    ReleaseInvariant(FakeKubernetes kube, FakeRoboflowGateway roboflow, Predicate<PolicyId> joined, SimCounts counts) {
        this.kube = kube;
        this.roboflow = roboflow;
        this.joined = joined;
        this.counts = counts;
        kube.witness(this::noteSuperseded, claim -> deletedAt.put(claim.id().uid(), roboflow.now()), this::check);
    }

    private void check(Claim claim, Disposition disposition) {
        if (disposition == Disposition.ORPHAN) {
            counts.add(Rarity.ORPHANED);
            if (kube.policy(claim.policy()).isPresent() && joined.test(claim.policy())) {
                throw new AssertionError("nobody waited until it was restored: " + claim);
            }
            return;
        }
        counts.add(Rarity.LET_GO);
        Instant deleted = Optional.ofNullable(deletedAt.get(claim.id().uid())).orElseThrow();
        Optional<FakeItem> left = roboflow.trash().stream()
                .filter(thing -> thing.deletedAt().orElseThrow().isBefore(deleted))
                .filter(thing -> Meaning.means(claim, thing, roboflow))
                .filter(thing ->
                        claim.names().stream().noneMatch(roboflow::isActive) && !wasActiveLately(claim, deleted))
                .filter(thing -> isKnowable(claim, thing))
                .findFirst();
        if (left.isPresent() && !isSuperseded(claim, kube) && !wasSupersededLately(claim)) {
            throw new AssertionError(left.get() + " was left in the Trash by " + claim);
        }
    }

    /** Whether a namesake, which the claim was about, was trashed after the last look. */
    private boolean wasActiveLately(Claim claim, Instant deleted) {
        return roboflow.trash().stream()
                .filter(thing -> Meaning.isNamed(claim, thing))
                .filter(thing -> !thing.deletedAt().orElseThrow().isBefore(deleted))
                .anyMatch(thing -> lastShown(thing).isEmpty());
    }

    private Optional<FakeItem> lastShown(FakeItem thing) {
        return roboflow.lastShown().stream()
                .filter(one -> one.itemId().equals(thing.itemId()))
                .findFirst();
    }

    private void noteSuperseded() {
        kube.claims().stream()
                .filter(claim -> claim.spec().deleting() && isSuperseded(claim, kube))
                .forEach(claim -> supersededAt.put(claim.id().uid(), roboflow.now()));
    }

    /** That the other resource has changed since may not be known yet. */
    private boolean wasSupersededLately(Claim claim) {
        return Optional.ofNullable(supersededAt.get(claim.id().uid()))
                .filter(at -> at.plus(LAG).isAfter(roboflow.now()))
                .isPresent();
    }

    /** What is cut off for long counts as lost, and a name given in the Trash is seen nowhere while that lists the old one. */
    private boolean isKnowable(Claim claim, FakeItem thing) {
        boolean shownAs = roboflow.entry(thing).itemId().isPresent() && Meaning.isKnownAs(claim, thing);
        boolean recognizable = shownAs || claim.names().stream().anyMatch(thing.listedKey()::equals);
        Optional<FakeItem> last = lastShown(thing);
        boolean shown = !kube.faults().hasCut() || last.isPresent();
        boolean renamedSince =
                last.filter(one -> !one.listedKey().equals(thing.listedKey())).isPresent();
        return recognizable && shown && !renamedSince;
    }

    /** Whether another resource asks for the same item to be trashed, as after its manifest was renamed. */
    static boolean isSuperseded(Claim gone, FakeKubernetes kube) {
        return gone.spec().desired() == DesiredState.TRASHED
                && kube.claims().stream()
                        .filter(other -> other.spec().origin() == ClaimOrigin.PERSON
                                && other.wanted() == DesiredState.TRASHED
                                && other.id().namespace().equals(gone.id().namespace()))
                        .anyMatch(other -> other.item().equals(gone.item())
                                || (other.itemId().isPresent() && other.itemId().equals(gone.itemId())));
    }
}

package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that one process never calls gone what the listing that it believes shows under a known id, nor purged what is in
 * the Trash. It looks at everything that a process says, after the plan that came after the listing.
 */
final class GoneOracle extends ForwardingLoopListener {
    private static final Set<ObservedState> GONE =
            EnumSet.of(ObservedState.PURGED, ObservedState.LOST, ObservedState.MISSING);
    private static final Set<Reason> SAID_GONE = EnumSet.of(Reason.PURGED, Reason.LOST, Reason.NOT_FOUND);

    private final FakeRoboflowGateway roboflow;
    private final FakeStores process;
    private Set<ItemId> shown = Set.of();
    private Optional<WorkspaceProjection> said = Optional.empty();
    /** Whether the plan is yet to come that takes in the last listing; before it, little else is read. */
    private boolean planDue;

    private boolean checked;

    GoneOracle(LoopListener listener, FakeRoboflowGateway roboflow, FakeStores process) {
        super(listener);
        this.roboflow = roboflow;
        this.process = process;
    }

    @Override
    public void listed(WorkspaceId workspace, int entries, Instant at) {
        super.listed(workspace, entries, at);
        Set<ItemId> ids = new HashSet<>();
        roboflow.lastListing()
                .map(TrashListing::entries)
                .orElseThrow()
                .forEach(entry -> entry.itemId().ifPresent(ids::add));
        planDue |= !ids.equals(shown);
        shown = ids;
        checked = false;
    }

    @Override
    public void planned(WorkspaceId workspace, Duration took) {
        super.planned(workspace, took);
        planDue = false;
    }

    @Override
    public void published(WorkspaceProjection projection) {
        super.published(projection);
        said = Optional.of(projection);
        checked = false;
    }

    @Override
    public void passed(WorkspaceId workspace, Duration took, Instant at) {
        super.passed(workspace, took, at);
        if (!planDue && !checked) {
            checked = true;
            said.ifPresent(this::check);
        }
    }

    private void check(WorkspaceProjection projection) {
        Map<ClaimId, Claim> claims = new HashMap<>();
        process.known().claims().forEach(claim -> claims.put(claim.id(), claim));
        projection.items().forEach((id, item) -> {
            if (isSaidGone(item)) {
                Optional.ofNullable(claims.get(id))
                        .filter(claim -> hasJoined(projection, claim))
                        .ifPresent(claim -> check(claim.withStatus(item.claimStatus())));
            }
        });
    }

    /** What was said before a restart stays until the policy's key has been tried. */
    private static boolean hasJoined(WorkspaceProjection projection, Claim claim) {
        return Optional.ofNullable(projection.policies().get(claim.policy()))
                .filter(policy -> policy.readiness().isReady())
                .isPresent();
    }

    private static boolean isSaidGone(ItemProjection item) {
        ClaimStatus claimStatus = item.claimStatus();
        return GONE.contains(claimStatus.observed())
                || claimStatus
                        .readiness()
                        .filter(readiness -> SAID_GONE.contains(readiness.reason()))
                        .isPresent();
    }

    private void check(Claim claim) {
        Optional<ItemId> id = claim.itemId();
        boolean purged = claim.status().observed() == ObservedState.PURGED;
        if (purged && id.flatMap(roboflow::inTrash).filter(this::isKept).isPresent()) {
            throw new AssertionError(claim.item() + " is in the Trash and called purged: " + claim);
        }
        if (id.filter(shown::contains).isPresent()) {
            throw new AssertionError(claim.item() + " is listed as " + id + " and called gone: " + claim);
        }
    }

    /** Whether the date of its purge has not come. */
    private boolean isKept(FakeItem thing) {
        return roboflow.now().isBefore(thing.cleanupAt());
    }
}

package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sees to it that a policy whose key does not open the workspace, and its items, learn nothing of it. */
final class TenantOracle extends ForwardingLoopListener {
    private final FakeStores process;
    private final Map<ClaimId, Seen> said = new HashMap<>();

    /** What a status tells of an item in Roboflow. */
    private record Seen(ObservedState observed, Optional<TrashFacts> trash, Optional<ItemIdentity> identity) {
        static final Seen NOTHING = of(ClaimStatus.NONE);

        static Seen of(ClaimStatus status) {
            return new Seen(status.observed(), status.trash(), status.fingerprint());
        }
    }

    TenantOracle(LoopListener listener, FakeStores process) {
        super(listener);
        this.process = process;
    }

    @Override
    public void published(WorkspaceProjection projection) {
        super.published(projection);
        projection.policies().forEach((id, policy) -> {
            if (policy.proof() != KeyProof.CURRENT) {
                checkTellsNothing(id, policy);
            }
        });
        Map<ClaimId, Claim> claims = new HashMap<>();
        process.known().claims().forEach(claim -> claims.put(claim.id(), claim));
        projection.items().forEach((id, item) -> {
            Seen now = Seen.of(item.claimStatus());
            Optional.ofNullable(claims.get(id))
                    .filter(claim -> isBlind(projection, claim.policy()))
                    .filter(claim -> !now.equals(Seen.of(claim.status())) && !now.equals(said.get(id)))
                    .ifPresent(claim -> {
                        throw new AssertionError(claim + " learned from a foreign key that " + now + ", and knew "
                                + said.getOrDefault(id, Seen.NOTHING));
                    });
            said.put(id, now);
        });
    }

    private static boolean isBlind(WorkspaceProjection projection, PolicyId policy) {
        return Optional.ofNullable(projection.policies().get(policy))
                .filter(shown -> shown.proof() != KeyProof.CURRENT)
                .isPresent();
    }

    private static void checkTellsNothing(PolicyId id, PolicyProjection policy) {
        boolean tells = policy.trash().isPresent()
                || policy.trashPlan().isPresent()
                || policy.condition(PolicyCondition.RULES_QUESTIONABLE)
                        .filter(notice -> !notice.isOfTheSpec())
                        .isPresent()
                || !policy.children().isEmpty();
        if (tells) {
            throw new AssertionError(id + " learned from a foreign key: " + policy);
        }
    }
}

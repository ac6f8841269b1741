package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import java.util.Optional;

/** The status of an item that no loop handles, because its policy or the item itself is invalid or missing. */
public record UnhandledItemStatus(ResourceIndex index) {

    /** The workspace whose loop handles an item; empty if none does. */
    Optional<WorkspaceId> workspace(TrashedItem item) {
        Optional<WorkspaceId> ofPolicy = ClaimMapper.policy(item)
                .flatMap(index::reading)
                .flatMap(MappingResult::valid)
                .map(Policy::workspace);
        return ofPolicy.isEmpty() && ResourceMetadata.waitsForUs(item)
                ? ClaimMapper.rememberedWorkspace(item)
                : ofPolicy;
    }

    /** Whether the finalizer of an item waits in vain: nobody could ever restore the item. */
    boolean isHeldInVain(TrashedItem item) {
        return workspace(item).isEmpty() || ClaimMapper.claim(item).refusal().isPresent();
    }

    /** Whether a rule created an item, and its policy still owns it. */
    boolean isOfARule(TrashedItem item) {
        return ClaimMapper.policy(item)
                .flatMap(index::policy)
                .filter(policy -> ClaimMapper.isOfARule(item, policy))
                .isPresent();
    }

    /** What is wrong with an item that no loop handles; empty if one does, or if the item is being deleted. */
    Optional<ItemProjection> projection(TrashedItem item, MappingResult<Claim> claim) {
        return item.isMarkedForDeletion()
                ? Optional.empty()
                : readiness(item, claim).map(readiness -> projection(item, readiness));
    }

    private Optional<Readiness> readiness(TrashedItem item, MappingResult<Claim> claim) {
        return claim.refusal()
                .map(message -> Readiness.stalled(Reason.REJECTED, message))
                .or(() -> ClaimMapper.policy(item).flatMap(this::readiness));
    }

    private Optional<Readiness> readiness(PolicyId id) {
        Optional<MappingResult<Policy>> policy = index.reading(id);
        if (policy.isEmpty()) {
            return Optional.of(
                    Readiness.stalled(
                            Reason.POLICY_NOT_FOUND,
                            "RoboflowTrashPolicy " + id.name() + " does not exist in namespace " + id.namespace()
                                    + ". Create it, with the workspace of this item and the Secret that contains its API key."));
        }
        return policy.get()
                .refusal()
                .map(message -> Readiness.stalled(
                        Reason.REJECTED, "RoboflowTrashPolicy " + id.name() + " is invalid: " + message));
    }

    /** Keeps what is known, a warning too: the purge comes in any case. */
    private static ItemProjection projection(TrashedItem item, Readiness readiness) {
        ItemProjection shown = ItemStatusMapper.projection(item.getStatus());
        ClaimStatus claimStatus = shown.claimStatus();
        ClaimStatus unplanned = new ClaimStatus(
                ResourceMetadata.generation(item),
                ResourceMetadata.requestedAt(item),
                claimStatus.observed(),
                Optional.empty(),
                Hold.of(readiness),
                Optional.of(readiness),
                claimStatus.fingerprint(),
                claimStatus.trash(),
                claimStatus.lastAction(),
                claimStatus.drift());
        return new ItemProjection(unplanned, shown.warning(), Disposition.KEEP);
    }
}

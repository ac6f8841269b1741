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
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;

/** The little that can be said of an item without its workspace, because no loop will: its policy or itself is unusable. */
public final class UnplannedItemStatus {
    private final ResourceIndex catalog;

    public UnplannedItemStatus(ResourceIndex catalog) {
        this.catalog = catalog;
    }

    /** The workspace whose loop speaks for an item; nothing where none does. */
    Optional<String> workspace(TrashedItem item) {
        Optional<String> ofPolicy = ClaimMapper.policy(item)
                .flatMap(catalog::reading)
                .flatMap(MappingResult::valid)
                .map(Policy::workspace);
        return ofPolicy.isEmpty() && ResourceMetadata.waitsForUs(item)
                ? ClaimMapper.rememberedWorkspace(item)
                : ofPolicy;
    }

    /** Whether an item that is being deleted is held for nothing: nobody could ever restore it. */
    boolean isHeldInVain(TrashedItem item) {
        return workspace(item).isEmpty() || ClaimMapper.claim(item).refusal().isPresent();
    }

    /** Whether a rule made an item, and its policy still owns it. */
    boolean isOfARule(TrashedItem item) {
        return ClaimMapper.policy(item)
                .flatMap(catalog::policy)
                .filter(policy -> ClaimMapper.isOfARule(item, policy))
                .isPresent();
    }

    /** What is wrong with an item that no loop speaks for; nothing where one does, or where it is being deleted. */
    Optional<ItemProjection> view(TrashedItem item, MappingResult<Claim> claim) {
        return item.isMarkedForDeletion()
                ? Optional.empty()
                : standing(item, claim).map(standing -> view(item, standing));
    }

    private Optional<Readiness> standing(TrashedItem item, MappingResult<Claim> claim) {
        return claim.refusal()
                .map(message -> Readiness.stalled(Reason.REJECTED, message))
                .or(() -> ClaimMapper.policy(item).flatMap(this::standing));
    }

    private Optional<Readiness> standing(PolicyId id) {
        Optional<MappingResult<Policy>> policy = catalog.reading(id);
        if (policy.isEmpty()) {
            return Optional.of(Readiness.stalled(
                    Reason.POLICY_NOT_FOUND,
                    "There is no RoboflowTrashPolicy " + id.name() + " in the namespace " + id.namespace()
                            + ": create it, with the workspace of this item and the Secret that holds its API key."));
        }
        return policy.get()
                .refusal()
                .map(message -> Readiness.stalled(
                        Reason.REJECTED, "The RoboflowTrashPolicy " + id.name() + " can't be used: " + message));
    }

    /** What is remembered stays, a warning too: the purge comes whether somebody looks or not. */
    private static ItemProjection view(TrashedItem item, Readiness standing) {
        ItemProjection shown = ItemStatusMapper.view(item.getStatus());
        ClaimStatus memory = shown.memory();
        return new ItemProjection(
                new ClaimStatus(
                        ResourceMetadata.generation(item),
                        ResourceMetadata.requestedAt(item),
                        memory.observed(),
                        Optional.empty(),
                        Hold.of(standing),
                        Optional.of(standing),
                        memory.fingerprint(),
                        memory.trash(),
                        memory.lastAction(),
                        memory.drift()),
                shown.warning(),
                false,
                false,
                false);
    }
}

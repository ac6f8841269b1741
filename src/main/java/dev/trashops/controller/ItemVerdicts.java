package dev.trashops.controller;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import java.util.Optional;

/** The little that can be said of an item without its workspace, because no loop will: its policy or itself is unusable. */
final class ItemVerdicts {
    private final Catalog catalog;

    ItemVerdicts(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The workspace whose loop speaks for an item; nothing where none does. */
    Optional<String> workspace(TrashedItem item) {
        Optional<String> ofPolicy = Claims.policy(item)
                .flatMap(catalog::reading)
                .flatMap(Mapped::valid)
                .map(Policy::workspace);
        return ofPolicy.isEmpty() && ResourceMetadata.waitsForUs(item) ? Claims.rememberedWorkspace(item) : ofPolicy;
    }

    /** Whether an item that is being deleted is held for nothing: nobody could ever restore it. */
    boolean isHeldInVain(TrashedItem item) {
        return workspace(item).isEmpty() || Claims.claim(item).refusal().isPresent();
    }

    /** Whether a rule made an item, and its policy still owns it. */
    boolean isOfARule(TrashedItem item) {
        return Claims.policy(item)
                .flatMap(catalog::policy)
                .filter(policy -> Claims.isOfARule(item, policy))
                .isPresent();
    }

    /** What is wrong with an item that no loop speaks for; nothing where one does, or where it is being deleted. */
    Optional<ItemView> view(TrashedItem item, Mapped<Claim> claim) {
        return item.isMarkedForDeletion()
                ? Optional.empty()
                : standing(item, claim).map(standing -> view(item, standing));
    }

    private Optional<Standing> standing(TrashedItem item, Mapped<Claim> claim) {
        return claim.refusal()
                .map(message -> Standing.stalled(Reason.REJECTED, message))
                .or(() -> Claims.policy(item).flatMap(this::standing));
    }

    private Optional<Standing> standing(PolicyId id) {
        Optional<Mapped<Policy>> policy = catalog.reading(id);
        if (policy.isEmpty()) {
            return Optional.of(Standing.stalled(
                    Reason.POLICY_NOT_FOUND,
                    "There is no RoboflowTrashPolicy " + id.name() + " in the namespace " + id.namespace()
                            + ": create it, with the workspace of this item and the Secret that holds its API key."));
        }
        return policy.get()
                .refusal()
                .map(message -> Standing.stalled(
                        Reason.REJECTED, "The RoboflowTrashPolicy " + id.name() + " can't be used: " + message));
    }

    /** What is remembered stays, a warning too: the purge comes whether somebody looks or not. */
    private static ItemView view(TrashedItem item, Standing standing) {
        ItemView shown = ItemStatuses.view(item.getStatus());
        Memory memory = shown.memory();
        return new ItemView(
                new Memory(
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

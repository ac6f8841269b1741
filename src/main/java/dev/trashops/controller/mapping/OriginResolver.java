package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import java.util.Optional;

/**
 * Resolves where a TrashedItem comes from. Only the uid of its owner and its computed name make it the child of a rule;
 * anybody can write a label, so a label only ever takes rights away.
 */
public final class OriginResolver {
    private OriginResolver() {}

    /**
     * Where a TrashedItem comes from.
     *
     * @param pinnedId the internal id that its spec pins
     * @param policy the policy it refers to, if it exists
     */
    public static ClaimOrigin of(
            TrashedItem item, ItemKey key, Optional<InternalId> pinnedId, Optional<RoboflowTrashPolicy> policy) {
        Optional<String> owner = PolicyOwner.uidOf(item);
        return policy.map(PolicyOwner::of)
                .filter(found -> ClaimMapper.policy(item).equals(Optional.of(found.id())) && found.owns(item))
                .flatMap(found -> ChildName.action(
                        item.getMetadata().getName(), found.id().name(), key, pinnedId))
                .map(ClaimOrigin::of)
                .orElseGet(() -> owner.isPresent() || isLabelled(item) ? ClaimOrigin.LEFTOVER : ClaimOrigin.PERSON);
    }

    private static boolean isLabelled(TrashedItem item) {
        return Optional.ofNullable(item.getMetadata().getLabels())
                .filter(labels -> labels.containsKey(ApiNames.RULE_LABEL))
                .isPresent();
    }
}

package dev.trashops.controller;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Origin;
import java.util.Optional;

/**
 * Tells where TrashedItems come from. What makes one a rule's is the uid of its owner and its computed name; a label can
 * be written by anybody, so it only ever takes rights away.
 */
final class Origins {
    private Origins() {}

    /**
     * Where an item comes from.
     *
     * @param key what people call the item
     * @param pinnedId the internal id that its spec pins
     * @param policy the policy it refers to, as far as there is one
     */
    static Origin of(TrashedItem item, ItemKey key, Optional<String> pinnedId, Optional<RoboflowTrashPolicy> policy) {
        Optional<String> owner = Owner.uidOf(item);
        return policy.map(Owner::of)
                .filter(found -> Claims.policy(item).equals(Optional.of(found.id())) && found.owns(item))
                .flatMap(found -> ChildName.action(
                        item.getMetadata().getName(), found.id().name(), key, pinnedId))
                .map(Origin::of)
                .orElseGet(() -> owner.isPresent() || isLabelled(item) ? Origin.LEFTOVER : Origin.PERSON);
    }

    private static boolean isLabelled(TrashedItem item) {
        return Optional.ofNullable(item.getMetadata().getLabels())
                .filter(labels -> labels.containsKey(ApiNames.RULE_LABEL))
                .isPresent();
    }
}

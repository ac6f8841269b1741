package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.api.v1alpha1.TrashedItemSpec.PolicyRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.ExternalRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus.TrashInfo;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the resources that the informers keep small: without what is only read from the API server itself, right before an
 * action, and with one instance of what they repeat. Two thirds of a resource are {@code managedFields} and what kubectl last
 * applied.
 */
public final class LeanResources {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final SharedValues shared = new SharedValues();

    /** Changes an item that nobody else has seen yet. */
    public TrashedItem item(TrashedItem item) {
        slim(item);
        item.setKind(shared.one(item.getKind()));
        item.setApiVersion(shared.one(item.getApiVersion()));
        if (item.getSpec() != null) {
            item.setSpec(spec(item.getSpec()));
        }
        if (item.getStatus() != null) {
            item.setStatus(status(item.getStatus()));
        }
        return item;
    }

    /** Changes a policy that nobody else has seen yet. There are few, so only its metadata counts. */
    public RoboflowTrashPolicy policy(RoboflowTrashPolicy policy) {
        slim(policy);
        return policy;
    }

    private void slim(HasMetadata resource) {
        ObjectMeta metadata = resource.getMetadata();
        metadata.setManagedFields(List.of());
        metadata.setNamespace(shared.oneIfAny(metadata.getNamespace()));
        metadata.setCreationTimestamp(shared.oneIfAny(metadata.getCreationTimestamp()));
        metadata.setLabels(texts(metadata.getLabels()));
        metadata.setAnnotations(texts(metadata.getAnnotations()));
        metadata.setFinalizers(
                shared.one(metadata.getFinalizers().stream().map(shared::one).toList()));
        List<OwnerReference> owners = metadata.getOwnerReferences();
        owners.forEach(owner -> owner.setAdditionalProperties(Map.of()));
        metadata.setOwnerReferences(shared.one(List.copyOf(owners)));
        metadata.setAdditionalProperties(Map.of());
    }

    private Map<String, String> texts(@Nullable Map<String, String> entries) {
        Map<String, String> texts = new HashMap<>();
        if (entries != null) {
            entries.forEach((key, value) -> texts.put(shared.one(key), shared.one(value)));
        }
        texts.remove(LAST_APPLIED);
        return shared.one(Map.copyOf(texts));
    }

    private TrashedItemSpec spec(TrashedItemSpec spec) {
        PolicyRef policy = spec.policyRef();
        ItemRef item = spec.item();
        return new TrashedItemSpec(
                // A server that does not validate stores items without.
                policy == null ? policy : shared.one(policy),
                item == null ? item : ref(item),
                spec.desiredState(),
                spec.driftPolicy(),
                spec.acknowledge(),
                spec.deletionPolicy(),
                spec.suspend());
    }

    private ItemRef ref(ItemRef item) {
        return new ItemRef(
                item.type(),
                shared.oneIfAny(item.project()),
                item.version(),
                item.training(),
                item.workflow(),
                item.id(),
                item.createdBefore());
    }

    private TrashedItemStatus status(TrashedItemStatus status) {
        return new TrashedItemStatus(
                status.observedGeneration(),
                shared.oneIfAny(status.lastHandledReconcileAt()),
                shared.oneIfAny(status.handledBy()),
                shared.oneIfAny(status.item()),
                status.observedState(),
                status.plannedAction(),
                status.hold(),
                status.endangered(),
                status.externalRef() == null ? null : seen(status.externalRef()),
                status.trash() == null ? null : trash(status.trash()),
                status.lastAction(),
                status.drift(),
                shared.one(status.conditions().stream().map(this::condition).collect(Collectors.toUnmodifiableList())));
    }

    private ExternalRef seen(ExternalRef ref) {
        return new ExternalRef(
                shared.oneIfAny(ref.workspace()),
                ref.region(),
                ref.id(),
                shared.oneIfAny(ref.parentId()),
                ref.name(),
                shared.oneIfAny(ref.url()),
                shared.oneIfAny(ref.parentUrl()),
                ref.createdAt());
    }

    private TrashInfo trash(TrashInfo info) {
        return new TrashInfo(
                info.deletedAt(),
                shared.oneIfAny(info.deletedBy()),
                shared.oneIfAny(info.deletedByName()),
                info.scheduledCleanupAt(),
                info.cleanupEstimated(),
                info.cleanup(),
                info.parentInTrash(),
                info.cleanupDeleteImages());
    }

    private Condition condition(Condition condition) {
        return shared.one(new Condition(
                shared.one(condition.type()),
                condition.status(),
                shared.one(condition.reason()),
                shared.one(condition.message()),
                shared.one(condition.lastTransitionTime()),
                condition.observedGeneration()));
    }
}

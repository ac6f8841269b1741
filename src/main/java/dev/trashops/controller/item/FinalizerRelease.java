package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.plan.model.PolicyId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes our finalizer from items when nobody is left who would do what it waits for. Roboflow is never asked. */
public final class FinalizerRelease {
    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final Shard share;

    /**
     * Those of a deployment.
     *
     * @param namespaces those it watches; empty for all
     * @param share what is its own
     */
    public FinalizerRelease(KubernetesClient client, Set<String> namespaces, Shard share) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
        this.share = share;
    }

    /**
     * Takes them away.
     *
     * @param released is given each item after its finalizer is gone
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if the API server refuses or can't be reached
     */
    public void release(Consumer<TrashedItem> released) {
        ResourceWriter<TrashedItemStatus, TrashedItem> writer =
                new ResourceWriter<>(client, TrashedItem.class, TrashedItem::new, () -> true);
        Map<PolicyId, RoboflowTrashPolicy> policies = policies();
        for (TrashedItem item : all(TrashedItem.class).toList()) {
            if (item.hasFinalizer(ApiNames.RESTORE_FINALIZER) && isOurs(item, policies)) {
                writer.finalizers(item, FinalizerRelease::without)
                        .ifPresent(written -> released.accept(written.before()));
            }
        }
    }

    private boolean isOurs(TrashedItem item, Map<PolicyId, RoboflowTrashPolicy> policies) {
        return share.has(item, ClaimMapper.policy(item).flatMap(id -> Optional.ofNullable(policies.get(id))));
    }

    /** They matter only where they say whose an item is. */
    private Map<PolicyId, RoboflowTrashPolicy> policies() {
        return share.isWhole()
                ? Map.of()
                : all(RoboflowTrashPolicy.class).collect(Collectors.toMap(PolicyMapper::id, policy -> policy));
    }

    private <R extends HasMetadata> Stream<R> all(Class<R> kind) {
        return namespaces.isEmpty()
                ? client.resources(kind).inAnyNamespace().list().getItems().stream()
                : namespaces.stream()
                        .flatMap(namespace -> client.resources(kind).inNamespace(namespace).list().getItems().stream());
    }

    /** Our finalizer may go from an item; what others wait for stays. */
    static List<String> without(TrashedItem item) {
        return item.getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(ApiNames.RESTORE_FINALIZER))
                .toList();
    }
}

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

/**
 * Removes our finalizer from the items of one deployment before it is uninstalled. Never calls Roboflow.
 *
 * @param namespaces that it watches; empty for all
 */
public record UninstallFinalizers(KubernetesClient client, Set<String> namespaces, Shard shard) {

    /** The items that our finalizer holds. */
    public List<TrashedItem> held() {
        // Only needed where they decide whose an item is.
        Map<PolicyId, RoboflowTrashPolicy> policies = shard.isWhole()
                ? Map.of()
                : all(RoboflowTrashPolicy.class).collect(Collectors.toMap(PolicyMapper::id, policy -> policy));
        return all(TrashedItem.class)
                .filter(item -> item.hasFinalizer(ApiNames.RESTORE_FINALIZER))
                .filter(item ->
                        shard.has(item, ClaimMapper.policy(item).flatMap(id -> Optional.ofNullable(policies.get(id)))))
                .toList();
    }

    /** Removes the finalizers of items, and passes on each one after that. */
    public void release(List<TrashedItem> items, Consumer<TrashedItem> released) {
        ResourceWriter<TrashedItemStatus, TrashedItem> writer =
                new ResourceWriter<>(client, TrashedItem.class, TrashedItem::new, () -> true, written -> {});
        items.forEach(item -> writer.finalizers(item, UninstallFinalizers::without)
                .ifPresent(written -> released.accept(written.before())));
    }

    private <R extends HasMetadata> Stream<R> all(Class<R> kind) {
        return namespaces.isEmpty()
                ? client.resources(kind).inAnyNamespace().list().getItems().stream()
                : namespaces.stream()
                        .flatMap(namespace -> client.resources(kind).inNamespace(namespace).list().getItems().stream());
    }

    /** Removes only our finalizer. */
    static List<String> without(TrashedItem item) {
        return item.getFinalizers().stream()
                .filter(finalizer -> !finalizer.equals(ApiNames.RESTORE_FINALIZER))
                .toList();
    }
}

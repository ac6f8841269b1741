package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.DriftPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.api.v1alpha1.TrashedItemSpec.PolicyRef;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.EnumMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Utils;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the TrashedItems of rules, each once. Existing ones belong to people and are left alone.
 * Works in parallel, since a rule may match thousands of items and each create takes a while.
 */
public final class ChildCreator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildCreator.class);
    private static final int THREADS = 8;

    private final KubernetesClient client;
    private final ResourceIndex index;
    private final NameConflicts conflicts;
    private final BooleanSupplier mayWrite;
    private final ExecutorService creators = Executors.newFixedThreadPool(THREADS, Utils.daemonThreadFactory(this));

    public ChildCreator(
            KubernetesClient client, ResourceIndex index, NameConflicts conflicts, BooleanSupplier mayWrite) {
        this.client = client;
        this.index = index;
        this.conflicts = conflicts;
        this.mayWrite = mayWrite;
    }

    /** Creates the missing children in a projection. A failed create does not stop the others; the first failure is returned. */
    Optional<KubernetesClientException> create(RoboflowTrashPolicy policy, PolicyProjection projection) {
        List<KubernetesClientException> failures = missing(policy, projection).stream()
                .map(child -> creators.submit(() -> create(policy, projection, child)))
                .toList()
                .stream()
                .flatMap(result -> failure(result).stream())
                .toList();
        if (!failures.isEmpty()) {
            LOG.warn(
                    "Failed to create {} TrashedItems for the rules of RoboflowTrashPolicy {} (first HTTP status {})",
                    failures.size(),
                    PolicyMapper.id(policy),
                    failures.get(0).getCode());
        }
        return failures.stream().findFirst();
    }

    /** Takes no new work; in-flight creates finish. */
    @Override
    public void close() {
        creators.shutdown();
    }

    /** Reports foreign objects that have the name of a child. */
    private List<ChildToCreate> missing(RoboflowTrashPolicy policy, PolicyProjection projection) {
        List<ChildToCreate> missing = new ArrayList<>();
        for (ChildToCreate child : isCurrent(policy, projection) ? projection.children() : List.<ChildToCreate>of()) {
            index.item(ResourceMetadata.namespace(policy), child.name())
                    .ifPresentOrElse(there -> reportIfForeign(policy, there), () -> missing.add(child));
        }
        return missing;
    }

    private static Optional<KubernetesClientException> failure(Future<?> creation) {
        try {
            creation.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KubernetesClientException failure) {
                return Optional.of(failure);
            }
            throw new IllegalStateException("creating an item failed unexpectedly", e);
        }
        return Optional.empty();
    }

    /** Checked before each create: creating thousands takes a while, and people may change the policy meanwhile. */
    private boolean isCurrent(RoboflowTrashPolicy policy, PolicyProjection projection) {
        return mayWrite.getAsBoolean()
                && index.policy(PolicyMapper.id(policy))
                        .filter(now -> ResourceMetadata.uid(now).equals(ResourceMetadata.uid(policy))
                                && ResourceMetadata.generation(now) == projection.generation()
                                && !now.isMarkedForDeletion())
                        .isPresent();
    }

    private void create(RoboflowTrashPolicy policy, PolicyProjection projection, ChildToCreate child) {
        if (!isCurrent(policy, projection)) {
            return;
        }
        try {
            index.learn(client.resource(resource(policy, child)).create());
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw failure;
            }
            TrashedItem there = client.resources(TrashedItem.class)
                    .inNamespace(ResourceMetadata.namespace(policy))
                    .withName(child.name())
                    .get();
            if (there == null) {
                // A 409 is not always about the name: quotas cause it, too.
                throw failure;
            }
            index.learn(there);
            reportIfForeign(policy, there);
        }
    }

    private void reportIfForeign(RoboflowTrashPolicy policy, TrashedItem there) {
        if (!ClaimMapper.isOfARule(there, policy)) {
            conflicts.report(PolicyOwner.of(policy), there);
        }
    }

    private static TrashedItem resource(RoboflowTrashPolicy policy, ChildToCreate child) {
        TrashedItem item = new TrashedItem();
        item.setMetadata(PolicyOwner.of(policy)
                .metadata(child.name())
                .addToLabels(ApiNames.RULE_LABEL, child.rule())
                .build());
        item.setSpec(new TrashedItemSpec(
                new PolicyRef(policy.getMetadata().getName()),
                ref(child),
                EnumMapper.DESIRED_STATE.toApi(child.action().desired()),
                child.action() == RuleAction.TRASH ? DriftPolicy.Report : null,
                List.of(),
                null,
                null));
        return item;
    }

    private static ItemRef ref(ChildToCreate child) {
        ItemKey key = child.item();
        boolean workflow = key.type() == ItemType.WORKFLOW;
        return new ItemRef(
                EnumMapper.ITEM_TYPE.toApi(key.type()),
                workflow ? null : key.slug(),
                key.version() > 0 ? (Integer) key.version() : null,
                key.type() == ItemType.TRAINING ? key.training() : null,
                workflow ? key.slug() : null,
                child.id().map(InternalId::value).orElse(null),
                child.createdBefore().orElse(null));
    }
}

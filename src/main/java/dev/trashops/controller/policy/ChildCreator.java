package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.DriftPolicy;
import dev.trashops.api.v1alpha1.ItemRef;
import dev.trashops.api.v1alpha1.PolicyRef;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.EnumMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.plan.model.ChildToCreate;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.RuleAction;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the TrashedItems that the rules of policies want, each once. What is there already is people's to change.
 * Several are created at a time, as a rule may want thousands of them and each takes the API server a while.
 */
public final class ChildCreator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChildCreator.class);
    private static final int THREADS = 8;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final ResourceIndex catalog;
    private final NameConflicts conflicts;
    private final BooleanSupplier mayWrite;
    private final ExecutorService creators;

    public ChildCreator(
            KubernetesClient client, ResourceIndex catalog, NameConflicts conflicts, BooleanSupplier mayWrite) {
        this.client = client;
        this.catalog = catalog;
        this.conflicts = conflicts;
        this.mayWrite = mayWrite;
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                ChildCreator::thread);
        threads.allowCoreThreadTimeOut(true);
        this.creators = threads;
    }

    /**
     * Creates what a view of a policy lists and is not there. One that can't be created stops no other one.
     *
     * @return the first failure, for somebody to try again later
     */
    Optional<KubernetesClientException> create(RoboflowTrashPolicy policy, PolicyProjection view) {
        List<KubernetesClientException> failures = missing(policy, view).stream()
                .map(child -> creators.submit(() -> create(policy, view, child)))
                .toList()
                .stream()
                .flatMap(result -> failure(result).stream())
                .toList();
        if (!failures.isEmpty()) {
            LOG.warn(
                    "{} TrashedItems of the rules of the RoboflowTrashPolicy {} could not be created (first HTTP"
                            + " status {})",
                    failures.size(),
                    PolicyMapper.id(policy),
                    failures.get(0).getCode());
        }
        return failures.stream().findFirst();
    }

    /** Takes no new work; what is under way ends by itself. */
    @Override
    public void close() {
        creators.shutdown();
    }

    /** What is wanted and not there; whatever else has such a name is told of. */
    private List<ChildToCreate> missing(RoboflowTrashPolicy policy, PolicyProjection view) {
        List<ChildToCreate> missing = new ArrayList<>();
        for (ChildToCreate child : isCurrent(policy, view) ? view.children() : List.<ChildToCreate>of()) {
            catalog.item(ResourceMetadata.namespace(policy), child.name())
                    .ifPresentOrElse(there -> tellIfForeign(policy, there), () -> missing.add(child));
        }
        return missing;
    }

    private static Optional<KubernetesClientException> failure(Future<Optional<KubernetesClientException>> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("creating an item failed in an unforeseen way", e);
        }
    }

    /** Asked before each one: creating thousands takes a while, and people may change their mind meanwhile. */
    private boolean isCurrent(RoboflowTrashPolicy policy, PolicyProjection view) {
        return mayWrite.getAsBoolean()
                && catalog.policy(PolicyMapper.id(policy))
                        .filter(now -> ResourceMetadata.uid(now).equals(ResourceMetadata.uid(policy))
                                && ResourceMetadata.generation(now) == view.generation()
                                && !now.isMarkedForDeletion())
                        .isPresent();
    }

    private Optional<KubernetesClientException> create(
            RoboflowTrashPolicy policy, PolicyProjection view, ChildToCreate child) {
        if (!isCurrent(policy, view)) {
            return Optional.empty();
        }
        try {
            catalog.learn(client.resource(resource(policy, child)).create());
            return Optional.empty();
        } catch (KubernetesClientException failure) {
            return failure.getCode() == HttpURLConnection.HTTP_CONFLICT
                    ? taken(policy, child, failure)
                    : Optional.of(failure);
        }
    }

    /** A conflict is not always about the name: quotas have them, too. */
    private Optional<KubernetesClientException> taken(
            RoboflowTrashPolicy policy, ChildToCreate child, KubernetesClientException conflict) {
        try {
            Optional<TrashedItem> there = Optional.ofNullable(client.resources(TrashedItem.class)
                    .inNamespace(ResourceMetadata.namespace(policy))
                    .withName(child.name())
                    .get());
            there.ifPresent(item -> {
                catalog.learn(item);
                tellIfForeign(policy, item);
            });
            return there.isPresent() ? Optional.empty() : Optional.of(conflict);
        } catch (KubernetesClientException failure) {
            return Optional.of(failure);
        }
    }

    private void tellIfForeign(RoboflowTrashPolicy policy, TrashedItem there) {
        if (!ClaimMapper.isOfARule(there, policy)) {
            conflicts.tell(PolicyOwner.of(policy), there);
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
                EnumMapper.of(child.action().desired()),
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
                EnumMapper.of(key.type()),
                workflow ? null : key.slug(),
                number(key),
                workflow ? key.slug() : null,
                child.id().map(InternalId::value).orElse(null),
                child.createdBefore().orElse(null));
    }

    private static @Nullable Integer number(ItemKey key) {
        return key.type() == ItemType.VERSION ? (Integer) key.version() : null;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "items-of-rules");
        thread.setDaemon(true);
        return thread;
    }
}

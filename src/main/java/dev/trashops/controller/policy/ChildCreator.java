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
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.workspace.port.Uptime;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Utils;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Uptime uptime;
    private final ConcurrentMap<PolicyId, ChildRefusal> refusals = new ConcurrentHashMap<>();
    private final ExecutorService creators = Executors.newFixedThreadPool(THREADS, Utils.daemonThreadFactory(this));

    public ChildCreator(
            KubernetesClient client,
            ResourceIndex index,
            NameConflicts conflicts,
            BooleanSupplier mayWrite,
            Uptime uptime) {
        this.client = client;
        this.index = index;
        this.conflicts = conflicts;
        this.mayWrite = mayWrite;
        this.uptime = uptime;
    }

    /**
     * Creates the missing children in a projection; while they are refused one of them, each time another one, and the others only
     * once that is stored. Returns the first failure that is not a refusal; it does not stop the others.
     */
    Optional<KubernetesClientException> create(RoboflowTrashPolicy policy, PolicyProjection projection) {
        PolicyId id = PolicyMapper.id(policy);
        List<ChildToCreate> missing = missing(policy, projection);
        Optional<ChildRefusal> before = refusal(id);
        if (missing.isEmpty()) {
            refusals.remove(id);
            return Optional.empty();
        }
        if (before.filter(known -> uptime.elapsed().compareTo(known.retryAt()) < 0)
                .isPresent()) {
            return Optional.empty();
        }
        return settle(
                id,
                before.map(known -> retry(policy, projection, known, known.inTurn(missing)))
                        .orElseGet(() -> first(policy, projection, missing)));
    }

    private List<KubernetesClientException> first(
            RoboflowTrashPolicy policy, PolicyProjection projection, List<ChildToCreate> missing) {
        List<KubernetesClientException> failures = attempt(policy, projection, missing);
        refusal(failures).ifPresent(failure -> {
            PolicyId id = PolicyMapper.id(policy);
            ChildRefusal now = ChildRefusal.first(failure, uptime.elapsed());
            refusals.put(id, now);
            int refused = missing(policy, projection).size();
            LOG.warn(
                    "The API server refuses {} for the rules of RoboflowTrashPolicy {}: {}",
                    refused == 1 ? "a TrashedItem" : refused + " TrashedItems",
                    id,
                    now.words().get(0));
        });
        return failures;
    }

    private List<KubernetesClientException> retry(
            RoboflowTrashPolicy policy, PolicyProjection projection, ChildRefusal before, List<ChildToCreate> turned) {
        PolicyId id = PolicyMapper.id(policy);
        List<KubernetesClientException> failures = attempt(policy, projection, turned.subList(0, 1));
        if (!failures.isEmpty()) {
            refusal(failures).ifPresent(failure -> refusals.put(id, before.again(failure, uptime.elapsed())));
            return failures;
        }
        List<KubernetesClientException> others = attempt(policy, projection, turned.subList(1, turned.size()));
        refusal(others)
                .ifPresentOrElse(failure -> refusals.put(id, before.ofTheRest(failure, uptime.elapsed())), () -> {
                    refusals.remove(id);
                    LOG.info("The TrashedItems for the rules of RoboflowTrashPolicy {} are no longer refused", id);
                });
        return others;
    }

    private static Optional<KubernetesClientException> refusal(List<KubernetesClientException> failures) {
        return failures.stream().filter(ChildRefusal::isRefusal).findFirst();
    }

    private static Optional<KubernetesClientException> settle(PolicyId id, List<KubernetesClientException> failures) {
        Optional<KubernetesClientException> failed = failures.stream()
                .filter(failure -> !ChildRefusal.isRefusal(failure))
                .findFirst();
        failed.ifPresent(failure -> LOG.warn(
                "Failed to create TrashedItems for the rules of RoboflowTrashPolicy {} (first HTTP status {})",
                id,
                failure.getCode()));
        return failed;
    }

    /** Stops with the first refusal: what refuses one will most likely refuse all. */
    private List<KubernetesClientException> attempt(
            RoboflowTrashPolicy policy, PolicyProjection projection, List<ChildToCreate> children) {
        AtomicBoolean refused = new AtomicBoolean();
        return children.stream()
                .map(child -> creators.submit(() -> {
                    if (!refused.get()) {
                        try {
                            create(policy, projection, child);
                        } catch (KubernetesClientException failure) {
                            refused.compareAndSet(false, ChildRefusal.isRefusal(failure));
                            throw failure;
                        }
                    }
                }))
                .toList()
                .stream()
                .flatMap(result -> failure(result).stream())
                .toList();
    }

    /** That the children of a policy are refused. */
    public Optional<ChildRefusal> refusal(PolicyId policy) {
        return Optional.ofNullable(refusals.get(policy));
    }

    /** How long until refused children are tried again. */
    Optional<Duration> retryIn(PolicyId policy) {
        return refusal(policy).map(known -> {
            Duration wait = known.retryAt().minus(uptime.elapsed());
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    void forget(PolicyId gone) {
        refusals.remove(gone);
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

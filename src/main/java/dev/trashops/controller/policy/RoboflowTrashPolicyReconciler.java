package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.informer.ResourceFeed;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.informer.SpecChangeTracker;
import dev.trashops.controller.informer.SyncGate;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.write.StatusListener.RefusedWrite;
import dev.trashops.controller.write.WriteRefusals;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.WorkspaceId;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes the loop of the workspace and requeues the items when a policy has changed, then writes what the loop projects. */
public final class RoboflowTrashPolicyReconciler implements Reconciler<RoboflowTrashPolicy> {
    private static final Logger LOG = LoggerFactory.getLogger(RoboflowTrashPolicyReconciler.class);

    private final Shard shard;
    private final SyncGate gate;
    private final ResourceIndex index;
    private final RoboflowTrashPolicyProjector policies;
    private final ChildCreator children;
    private final TrashedItemProjector items;
    private final Consumer<WorkspaceId> waker;
    private final WriteRefusals refusals;
    private final ResourceFeed<RoboflowTrashPolicy> feed;
    private final SpecChangeTracker changes = new SpecChangeTracker();

    public RoboflowTrashPolicyReconciler(
            Shard shard,
            SyncGate gate,
            ResourceIndex index,
            RoboflowTrashPolicyProjector policies,
            ChildCreator children,
            TrashedItemProjector items,
            Consumer<WorkspaceId> waker,
            WriteRefusals refusals,
            ResourceFeed.Listener<RoboflowTrashPolicy> listener) {
        this.shard = shard;
        this.gate = gate;
        this.index = index;
        this.policies = policies;
        this.children = children;
        this.items = items;
        this.waker = waker;
        this.refusals = refusals;
        this.feed = new ResourceFeed<>("policy-feed", listener);
    }

    @Override
    public List<EventSource<?, RoboflowTrashPolicy>> prepareEventSources(
            EventSourceContext<RoboflowTrashPolicy> context) {
        index.policies(context.getPrimaryCache());
        return List.of(policies.requeues(), feed);
    }

    @Override
    public UpdateControl<RoboflowTrashPolicy> reconcile(
            RoboflowTrashPolicy policy, Context<RoboflowTrashPolicy> context) {
        if (context.isPrimaryResourceDeleted()) {
            forget(policy);
            return UpdateControl.noUpdate();
        }
        if (!gate.isOpen()) {
            return UpdateControl.noUpdate();
        }
        if (!shard.has(policy)) {
            if (changes.knows(policy)) {
                forget(policy);
            }
            return UpdateControl.noUpdate();
        }
        if (changes.isNew(policy)) {
            if (changes.isFirst(policy)) {
                policies.forget(policy);
                warnOfOthers(policy);
            }
            requeueItems(policy);
            changes.takeIn(policy);
        }
        boolean refused = isRefused(policy);
        UpdateControl<RoboflowTrashPolicy> done = UpdateControl.noUpdate();
        return Stream.concat(
                        children.retryIn(PolicyMapper.id(policy)).stream(),
                        refused ? Stream.of(WriteRefusals.RETRY) : Stream.of())
                .min(Comparator.naturalOrder())
                .map(done::rescheduleAfter)
                .orElse(done);
    }

    /** Makes all writes, also where one is refused. Neither an unpublished plan nor a failed create stops the rest. */
    private boolean isRefused(RoboflowTrashPolicy policy) {
        Optional<PolicyProjection> projection = policies.projected(policy);
        Optional<KubernetesClientException> unpublished = policies.publish(policy, projection);
        if (policies.isTurning(policy, projection)) {
            writeItems(policy);
        }
        boolean refused = refusals.isRefused(policy, RefusedWrite.STATUS, () -> policies.project(policy, projection));
        Optional<KubernetesClientException> uncreated = create(policy);
        refused |= refusals.isRefused(
                policy,
                RefusedWrite.PLAN,
                () -> unpublished.ifPresent(failure -> {
                    throw failure;
                }));
        // The framework retries.
        uncreated.ifPresent(failure -> {
            throw failure;
        });
        return refused;
    }

    /**
     * Whoever waits for a policy, as Flux and kubectl can, looks at its items next. So these are written first: none of them may
     * still say by then what follows from the policy as it was.
     */
    private void writeItems(RoboflowTrashPolicy policy) {
        try {
            index.itemsOf(PolicyMapper.id(policy))
                    .forEach(item -> refusals.isRefused(item, RefusedWrite.STATUS, () -> items.refresh(item)));
        } catch (KubernetesClientException failure) {
            // No item may hold up the policy for good. Its own reconciler tries again.
            LOG.debug("Not all items of {} could be written before it", PolicyMapper.id(policy), failure);
        }
    }

    private Optional<KubernetesClientException> create(RoboflowTrashPolicy policy) {
        PolicyId id = PolicyMapper.id(policy);
        Optional<ChildRefusal> before = children.refusal(id);
        Optional<KubernetesClientException> uncreated =
                policies.projected(policy).flatMap(current -> children.create(policy, current));
        if (!before.map(ChildRefusal::message).equals(children.refusal(id).map(ChildRefusal::message))) {
            index.workspace(policy).ifPresent(waker);
        }
        return uncreated;
    }

    private void forget(RoboflowTrashPolicy policy) {
        policies.forget(policy);
        children.forget(PolicyMapper.id(policy));
        changes.forget(policy);
        requeueItems(policy);
        index.forget(PolicyMapper.id(policy));
    }

    /** Nothing that is counted or compared within a workspace reaches across deployments. */
    private void warnOfOthers(RoboflowTrashPolicy policy) {
        index.workspace(policy).ifPresent(workspace -> {
            List<PolicyId> others =
                    index.othersOf(workspace).stream().map(PolicyMapper::id).toList();
            if (!others.isEmpty()) {
                LOG.warn(
                        "Workspace {} of RoboflowTrashPolicy {} has policies that --policy-selector leaves to other"
                                + " deployments ({}): conflicts and protections do not work across deployments. Give all"
                                + " policies of a workspace the same labels.",
                        workspace,
                        PolicyMapper.id(policy),
                        others);
            }
        });
    }

    /** Requeues the items too: whether their policy is valid decides which status they get. */
    private void requeueItems(RoboflowTrashPolicy policy) {
        index.workspace(policy).ifPresent(waker);
        index.itemsOf(PolicyMapper.id(policy)).forEach(item -> items.requeue(ClaimMapper.id(item)));
    }
}

package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.informer.SpecChangeTracker;
import dev.trashops.controller.item.TrashedItemProjector;
import dev.trashops.controller.item.TrashedItemReconciler;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.plan.model.PolicyId;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands news of a policy to the loop of its workspace and to its items, and brings about what the loop says. */
public final class RoboflowTrashPolicyReconciler implements Reconciler<RoboflowTrashPolicy> {
    private static final Logger LOG = LoggerFactory.getLogger(RoboflowTrashPolicyReconciler.class);

    private final Shard share;
    private final ResourceIndex catalog;
    private final RoboflowTrashPolicyProjector policies;
    private final ChildCreator children;
    private final TrashedItemProjector items;
    private final Consumer<String> waker;
    private final SpecChangeTracker news = new SpecChangeTracker();

    public RoboflowTrashPolicyReconciler(
            Shard share,
            ResourceIndex catalog,
            RoboflowTrashPolicyProjector policies,
            ChildCreator children,
            TrashedItemProjector items,
            Consumer<String> waker) {
        this.share = share;
        this.catalog = catalog;
        this.policies = policies;
        this.children = children;
        this.items = items;
        this.waker = waker;
    }

    @Override
    public List<EventSource<?, RoboflowTrashPolicy>> prepareEventSources(
            EventSourceContext<RoboflowTrashPolicy> context) {
        catalog.policies(context.getPrimaryCache());
        return List.of(policies.nudges());
    }

    @Override
    public UpdateControl<RoboflowTrashPolicy> reconcile(
            RoboflowTrashPolicy policy, Context<RoboflowTrashPolicy> context) {
        if (context.isPrimaryResourceDeleted()) {
            forget(policy);
            return UpdateControl.noUpdate();
        }
        if (!catalog.synced()) {
            return UpdateControl.<RoboflowTrashPolicy>noUpdate().rescheduleAfter(TrashedItemReconciler.UNTIL_SYNCED);
        }
        if (!share.has(policy)) {
            if (news.knows(policy)) {
                forget(policy);
            }
            return UpdateControl.noUpdate();
        }
        if (news.isNew(policy)) {
            if (news.isFirst(policy)) {
                policies.forget(policy);
                warnOfOthers(policy);
            }
            spread(policy);
            news.takeIn(policy);
        }
        bringAbout(policy);
        return UpdateControl.noUpdate();
    }

    /** Neither an unpublished plan nor an item that can't be created stops the rest; the framework tries again later. */
    private void bringAbout(RoboflowTrashPolicy policy) {
        Optional<KubernetesClientException> unpublished = policies.project(policy);
        Optional<KubernetesClientException> uncreated =
                policies.said(policy).flatMap(view -> children.create(policy, view));
        unpublished.or(() -> uncreated).ifPresent(failure -> {
            throw failure;
        });
    }

    private void forget(RoboflowTrashPolicy policy) {
        policies.forget(policy);
        news.forget(policy);
        spread(policy);
        catalog.forget(PolicyMapper.id(policy));
    }

    /** Nothing that is counted or compared within a workspace reaches across deployments. */
    private void warnOfOthers(RoboflowTrashPolicy policy) {
        catalog.workspace(policy).ifPresent(workspace -> {
            List<PolicyId> others =
                    catalog.othersOf(workspace).stream().map(PolicyMapper::id).toList();
            if (!others.isEmpty()) {
                LOG.warn(
                        "The workspace {} of the RoboflowTrashPolicy {} has policies that --policy-selector leaves to"
                                + " other deployments ({}): conflicts and protections do not reach across. Label all"
                                + " policies of a workspace alike.",
                        workspace,
                        PolicyMapper.id(policy),
                        others);
            }
        });
    }

    /** The items have to hear of it too: whether their policy can be used decides who speaks for them. */
    private void spread(RoboflowTrashPolicy policy) {
        catalog.workspace(policy).ifPresent(waker);
        catalog.itemsOf(PolicyMapper.id(policy)).forEach(item -> items.nudge(ClaimMapper.id(item)));
    }
}

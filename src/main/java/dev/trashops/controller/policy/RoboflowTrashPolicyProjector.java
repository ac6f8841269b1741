package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.KeyStatus;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.PolicyStatusMapper;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.write.ProjectionStore;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.controller.write.ResourceWriter.Written;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.time.Clock;
import java.util.Optional;

/** Writes the projections of policies to their statuses, and publishes their plans. */
public final class RoboflowTrashPolicyProjector {
    private static final Readiness CLOSED = Readiness.stalled(
            Reason.NOT_ALLOWED,
            "The operator may not list TrashedItems in this namespace, so it does not know what is to be kept and handles nothing"
                    + " here. Whoever runs it grants the right, for example by binding the ClusterRole roboflow-trash-operator"
                    + " to its ServiceAccount in this namespace.");

    /** What people and tools wait for. */
    private record Progress(Optional<Long> generation, Optional<Readiness.Kind> kind, Optional<Reason> reason) {
        static Progress of(RoboflowTrashPolicyStatus status) {
            Optional<Readiness> readiness = PolicyConditions.of(status).map(PolicyConditions::readiness);
            return new Progress(
                    Optional.ofNullable(status.observedGeneration()),
                    readiness.map(Readiness::kind),
                    readiness.map(Readiness::reason));
        }
    }

    private final ResourceWriter<RoboflowTrashPolicyStatus, RoboflowTrashPolicy> writer;
    private final ResourceIndex index;
    private final ProjectionStore projections;
    private final PlanConfigMaps plans;
    private final DeletionLedgerConfigMap ledgers;
    private final NameConflicts conflicts;
    private final StatusListener listener;
    private final Clock clock;
    private final SimpleInboundEventSource<RoboflowTrashPolicy> requeues =
            new SimpleInboundEventSource<>("policy-projections");

    public RoboflowTrashPolicyProjector(
            ResourceWriter<RoboflowTrashPolicyStatus, RoboflowTrashPolicy> writer,
            ResourceIndex index,
            ProjectionStore projections,
            PlanConfigMaps plans,
            DeletionLedgerConfigMap ledgers,
            NameConflicts conflicts,
            StatusListener listener,
            Clock clock) {
        this.writer = writer;
        this.index = index;
        this.projections = projections;
        this.plans = plans;
        this.ledgers = ledgers;
        this.conflicts = conflicts;
        this.listener = listener;
        this.clock = clock;
    }

    /** Triggers the reconciler when the projection of a policy has changed. */
    SimpleInboundEventSource<RoboflowTrashPolicy> requeues() {
        return requeues;
    }

    public void requeue(PolicyId policy) {
        requeues.propagateEvent(new ResourceID(policy.name(), policy.namespace()));
    }

    /** Publishes the plan of a policy, before its status names it. Returns why it could not be published. */
    Optional<KubernetesClientException> publish(RoboflowTrashPolicy cached, Optional<PolicyProjection> projection) {
        return projection
                .flatMap(PolicyProjection::trashPlan)
                .filter(plan -> !cached.isMarkedForDeletion())
                .flatMap(plan -> publish(cached, plan));
    }

    /** Whether the status is about to say that the policy stands otherwise, or that a newer spec was taken in. */
    boolean isTurning(RoboflowTrashPolicy cached, Optional<PolicyProjection> projection) {
        RoboflowTrashPolicy policy = writer.newest(cached);
        return wanted(policy, projection).map(Progress::of).stream()
                .anyMatch(next -> !Optional.of(next)
                        .equals(Optional.ofNullable(policy.getStatus()).map(Progress::of)));
    }

    /** Writes the projection of a policy to its status if that differs. */
    void project(RoboflowTrashPolicy cached, Optional<PolicyProjection> projection) {
        writer.project(cached, policy -> wanted(policy, projection)).ifPresent(this::notifyListener);
    }

    /** The projection of a policy, unless it is outdated. */
    Optional<PolicyProjection> projected(RoboflowTrashPolicy cached) {
        RoboflowTrashPolicy policy = writer.newest(cached);
        return index.workspace(policy)
                .flatMap(workspace -> projections.policy(PolicyMapper.id(policy), workspace))
                .filter(projection -> isCurrent(projection, policy));
    }

    /** Drops the state of a policy that was deleted or recreated. */
    void forget(RoboflowTrashPolicy gone) {
        writer.forget(gone);
        projections.forget(PolicyMapper.id(gone));
        PolicyOwner owner = PolicyOwner.of(gone);
        plans.forget(owner);
        ledgers.forget(owner.id());
        conflicts.forget(owner);
    }

    private Optional<KubernetesClientException> publish(RoboflowTrashPolicy policy, TrashPlan plan) {
        try {
            plans.publish(policy, plan);
            return Optional.empty();
        } catch (KubernetesClientException failure) {
            return Optional.of(failure);
        }
    }

    private Optional<RoboflowTrashPolicyStatus> wanted(
            RoboflowTrashPolicy policy, Optional<PolicyProjection> projected) {
        if (!index.isKnown(PolicyMapper.id(policy))) {
            return Optional.of(PolicyStatusMapper.refused(
                    CLOSED, ResourceMetadata.generation(policy), policy.getStatus(), clock.instant()));
        }
        Optional<String> refusal = index.reading(policy).refusal();
        if (refusal.isPresent()) {
            return Optional.of(PolicyStatusMapper.refused(
                    Readiness.stalled(Reason.REJECTED, refusal.get()),
                    ResourceMetadata.generation(policy),
                    policy.getStatus(),
                    clock.instant()));
        }
        return projected
                .filter(projection -> isCurrent(projection, policy))
                .map(projection -> PolicyStatusMapper.status(
                        projection, plans.shown(policy, projection), policy.getStatus(), clock.instant()));
    }

    private static boolean isCurrent(PolicyProjection projection, RoboflowTrashPolicy policy) {
        RoboflowTrashPolicyStatus shown = policy.getStatus();
        if (shown == null || shown.observedGeneration() == null) {
            return true;
        }
        boolean outdated = projection.generation() < shown.observedGeneration()
                && shown.observedGeneration() <= ResourceMetadata.generation(policy);
        // After a restart the status is kept until the workspace has been read.
        boolean unread = projection.readiness().reason() == Reason.SNAPSHOT_PENDING
                && PolicyConditions.of(shown).isPresent()
                && shown.observedGeneration() == projection.generation()
                && (projection.handledRequest().isEmpty()
                        || Optional.ofNullable(shown.lastHandledReconcileAt()).equals(projection.handledRequest()));
        return !outdated && !unread;
    }

    private void notifyListener(Written<RoboflowTrashPolicy> written) {
        Optional<PolicyConditions> before = PolicyConditions.of(written.before().getStatus());
        PolicyConditions.of(written.after().getStatus())
                .filter(after -> before.filter(after::isOnlyReworded).isEmpty())
                .ifPresent(
                        after -> StatusListener.guarded(() -> listener.policyChanged(written.after(), before, after)));
        KeyStatus.verdict(written.before(), written.after())
                .ifPresent(verdict -> StatusListener.guarded(() -> {
                    if (verdict.accepted()) {
                        listener.keyAccepted(written.after(), verdict.secretResourceVersion());
                    } else {
                        listener.keyRefused(written.after(), verdict.secretResourceVersion());
                    }
                }));
    }
}

package dev.trashops.controller.policy;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.controller.informer.ResourceIndex;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what is said of RoboflowTrashPolicies into their statuses. */
public final class RoboflowTrashPolicyProjector {
    private static final Logger LOG = LoggerFactory.getLogger(RoboflowTrashPolicyProjector.class);

    /** What makes two views tell different things; a reworded message does not. */
    private record Gist(
            Readiness.Kind kind, Reason reason, boolean limitExceeded, boolean approvalRequired, boolean truncated) {
        static Gist of(PolicyProjection view) {
            return new Gist(
                    view.standing().kind(),
                    view.standing().reason(),
                    view.limitExceeded().isPresent(),
                    view.approvalRequired().isPresent(),
                    view.truncated().isPresent());
        }
    }

    private final ResourceWriter<RoboflowTrashPolicyStatus, RoboflowTrashPolicy> writer;
    private final ResourceIndex catalog;
    private final ProjectionStore views;
    private final PlanConfigMaps plans;
    private final DeletionLedgerConfigMap books;
    private final NameConflicts conflicts;
    private final StatusListener transitions;
    private final Clock clock;
    private final SimpleInboundEventSource<RoboflowTrashPolicy> nudges = new SimpleInboundEventSource<>("policy-views");

    public RoboflowTrashPolicyProjector(
            ResourceWriter<RoboflowTrashPolicyStatus, RoboflowTrashPolicy> writer,
            ResourceIndex catalog,
            ProjectionStore views,
            PlanConfigMaps plans,
            DeletionLedgerConfigMap books,
            NameConflicts conflicts,
            StatusListener transitions,
            Clock clock) {
        this.writer = writer;
        this.catalog = catalog;
        this.views = views;
        this.plans = plans;
        this.books = books;
        this.conflicts = conflicts;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** By which the reconciler hears that something else is said of a policy. */
    SimpleInboundEventSource<RoboflowTrashPolicy> nudges() {
        return nudges;
    }

    /** Has a policy looked at again. */
    public void nudge(PolicyId policy) {
        nudges.propagateEvent(new ResourceID(policy.name(), policy.namespace()));
    }

    /**
     * Publishes the plan of a policy, and writes what is said of it now, where its status says something else.
     *
     * @return why the plan could not be published, for somebody to try again later
     */
    Optional<KubernetesClientException> project(RoboflowTrashPolicy cached) {
        Optional<PolicyProjection> view = said(writer.newest(cached));
        Optional<KubernetesClientException> failure = view.flatMap(PolicyProjection::trashPlan)
                .filter(plan -> !cached.isMarkedForDeletion())
                .flatMap(plan -> publish(cached, plan));
        writer.project(cached, policy -> wanted(policy, view)).ifPresent(this::tell);
        return failure;
    }

    /** What its loop says of a policy, where that is worth saying. */
    Optional<PolicyProjection> said(RoboflowTrashPolicy policy) {
        return catalog.workspace(policy)
                .flatMap(workspace -> views.policy(PolicyMapper.id(policy), workspace))
                .filter(view -> isWorthSaying(view, policy));
    }

    /** Forgets what was said of a policy that is gone or was created anew. */
    void forget(RoboflowTrashPolicy gone) {
        writer.forget(gone);
        views.forget(PolicyMapper.id(gone));
        PolicyOwner owner = PolicyOwner.of(gone);
        plans.forget(owner);
        books.forget(owner);
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

    private Optional<RoboflowTrashPolicyStatus> wanted(RoboflowTrashPolicy policy, Optional<PolicyProjection> said) {
        Optional<String> refusal = catalog.reading(policy).refusal();
        if (refusal.isPresent()) {
            return Optional.of(PolicyStatusMapper.refused(
                    Readiness.stalled(Reason.REJECTED, refusal.get()),
                    ResourceMetadata.generation(policy),
                    policy.getStatus(),
                    clock.instant()));
        }
        return said.filter(view -> isWorthSaying(view, policy))
                .map(view -> PolicyStatusMapper.status(
                        view, plans.shown(policy, view), policy.getStatus(), clock.instant()));
    }

    private static boolean isWorthSaying(PolicyProjection view, RoboflowTrashPolicy policy) {
        return !isOutdated(view, policy) && !isFirstGlimpse(view, policy);
    }

    private static boolean isOutdated(PolicyProjection view, RoboflowTrashPolicy policy) {
        long shown = Optional.ofNullable(policy.getStatus())
                .flatMap(status -> Optional.ofNullable(status.observedGeneration()))
                .orElse(-1L);
        return view.generation() < shown && shown <= ResourceMetadata.generation(policy);
    }

    /** A start that has not seen the workspace yet has nothing to say of a policy that says something already. */
    private static boolean isFirstGlimpse(PolicyProjection view, RoboflowTrashPolicy policy) {
        return view.standing().reason() == Reason.SNAPSHOT_PENDING
                && PolicyStatusMapper.view(policy.getStatus())
                        .filter(shown -> shown.generation() == view.generation()
                                && shown.handledRequest().equals(view.handledRequest()))
                        .isPresent();
    }

    private void tell(Written<RoboflowTrashPolicy> written) {
        Optional<PolicyProjection> before =
                PolicyStatusMapper.view(written.before().getStatus());
        PolicyStatusMapper.view(written.after().getStatus())
                .filter(after -> !before.map(Gist::of).equals(Optional.of(Gist.of(after))))
                .ifPresent(after -> {
                    try {
                        transitions.policyChanged(written.after(), before, after);
                    } catch (RuntimeException failure) {
                        LOG.warn("A listener of transitions failed", failure);
                    }
                });
    }
}

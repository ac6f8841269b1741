package dev.trashops.controller.write;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.Conditions;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Is notified of status changes, such as the publisher of Kubernetes Events. Each call follows a successful write; a write
 * that only changed dates or counts makes none. Calls come from several threads; an exception is logged and has no
 * effect.
 */
public interface StatusListener {

    /** What the conditions of a policy say. */
    record PolicyConditions(Readiness readiness, Map<PolicyCondition, Notice> conditions) {
        public PolicyConditions {
            conditions = Map.copyOf(conditions);
        }

        /** Empty if this operator did not write the status. */
        public static Optional<PolicyConditions> of(@Nullable RoboflowTrashPolicyStatus status) {
            List<Condition> conditions = status == null ? List.of() : status.conditions();
            return Conditions.readiness(conditions)
                    .map(readiness -> new PolicyConditions(readiness, Conditions.notices(conditions)));
        }

        public Optional<Notice> condition(PolicyCondition type) {
            return Optional.ofNullable(conditions.get(type));
        }

        /** Whether the same conditions have the same reasons, which is not worth notifying; doubts about rules are as they are worded. */
        public boolean isOnlyReworded(PolicyConditions before) {
            return readiness.kind() == before.readiness.kind()
                    && readiness.reason() == before.readiness.reason()
                    && conditions.keySet().equals(before.conditions.keySet())
                    && condition(PolicyCondition.RULES_QUESTIONABLE)
                            .equals(before.condition(PolicyCondition.RULES_QUESTIONABLE));
        }
    }

    /** What the API server refuses to write for a resource, with what follows from that. */
    enum RefusedWrite {
        STATUS("the status of this resource, so it shows what it showed before"),
        OWNER("to give this resource to its policy, so it is not deleted with that policy"),
        FINALIZER("the finalizer of this resource, so its deletionPolicy is not in force"),
        RELEASE("to remove the finalizer of this resource, so it stays although there is nothing left to wait for"),
        DELETION("to delete this resource, which no rule needs any more"),
        PLAN("the ConfigMap with the plan of this policy, so the plan cannot be read and approved");

        private final String consequence;

        RefusedWrite(String consequence) {
            this.consequence = consequence;
        }

        /** What is refused, and what follows. */
        public String consequence() {
            return consequence;
        }
    }

    /** Notifies a listener; what it throws is logged and has no effect. */
    static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(StatusListener.class).warn("A status listener failed", failure);
        }
    }

    /**
     * The readiness, the observed state, the name or the stage of the cleanup warning of an item has changed. Before the first status
     * there was {@code ClaimStatus.NONE}.
     */
    default void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {}

    /**
     * The journal of an item has a new last entry, or a new outcome of it. The first call for an action has the outcome
     * {@code STARTED}, before it is sent.
     */
    default void acted(TrashedItem item, LastAction action) {}

    /**
     * The readiness of a policy has changed, or another of its conditions started or stopped to apply, or doubts about its rules
     * are others now.
     */
    default void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyConditions> before, PolicyConditions after) {}

    /** Roboflow accepted the API key in that version of a policy's Secret, which it had not before, or had refused since. */
    default void keyAccepted(RoboflowTrashPolicy policy, String secretResourceVersion) {}

    /** Roboflow refused the API key in that version of a policy's Secret. */
    default void keyRefused(RoboflowTrashPolicy policy, String secretResourceVersion) {}

    /** The API server refused a write for a resource. Called once until that write succeeds. */
    default void writeRefused(HasMetadata resource, RefusedWrite what, String words) {}

    /** A foreign object has the name of one that the operator would create for a policy. Called once for each one. */
    default void conflict(RoboflowTrashPolicy policy, HasMetadata other) {}

    /** The finalizer of an item that is being deleted was removed; {@code orphaned} if the item was not restored. */
    default void letGo(TrashedItem item, boolean orphaned, Instant at) {}
}

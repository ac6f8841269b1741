package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of an item. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrashedItemStatus(
        @JsonPropertyDescription(
                "The generation of this resource that the status speaks of; -1 before the operator has looked at it.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "The last value of the annotation trashops.dev/requested-at (or reconcile.fluxcd.io/requestedAt) that"
                        + " was acted upon.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "The deployment of the operator that speaks here, by the name of its Lease; only where several share"
                        + " the policies of a cluster.")
        @Nullable
        String handledBy,

        @JsonPropertyDescription("The item as people write it, for example my-detector/3.") @Nullable
        String item,

        @JsonPropertyDescription(
                "Where the item is. Active: in the workspace. InTrash: in the Trash, by itself or with its project."
                    + " Purged: destroyed when its time in the Trash was over. Lost: gone from the Trash before that."
                    + " Missing: never seen. Unknown: no trustworthy look yet.")
        @Nullable
        ObservedState observedState,

        @JsonPropertyDescription("What the operator means to do next, also where something holds it back.") @Nullable
        Action plannedAction,

        @JsonPropertyDescription(
                "What keeps the item from its desired state until somebody or a fresh look lifts it: a Limit, a"
                    + " missing Approval, a trained Model, a Fight over it, a Conflict, a policy that is PlanOnly, or"
                    + " Other, which the conditions name.")
        @Nullable
        Hold hold,

        @JsonPropertyDescription("The fingerprint of the item in Roboflow, by which it is told from a namesake.")
        @Nullable
        ExternalRef externalRef,

        @JsonPropertyDescription("What the Trash says of the item while it is in it.") @Nullable
        TrashInfo trash,

        @JsonPropertyDescription("The last thing the operator did to the item.") @Nullable
        LastAction lastAction,

        @JsonPropertyDescription("What others did to the item after it had reached its desired state.") @Nullable
        Drift drift,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "How things stand. Ready is always there; Reconciling and Stalled are there only while they are true,"
                        + " and never both.")
        List<Condition> conditions) {
    public TrashedItemStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** This status with another journal entry. */
    public TrashedItemStatus withLastAction(@Nullable LastAction entry) {
        return new TrashedItemStatus(
                observedGeneration,
                lastHandledReconcileAt,
                handledBy,
                item,
                observedState,
                plannedAction,
                hold,
                externalRef,
                trash,
                entry,
                drift,
                conditions);
    }
}

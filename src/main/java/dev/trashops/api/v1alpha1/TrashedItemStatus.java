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
                "The generation of this resource that the status reflects; -1 until the operator has processed it.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "The last value of the annotation trashops.dev/requested-at (or reconcile.fluxcd.io/requestedAt) that "
                        + "the operator has handled.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription(
                "The operator deployment that writes this status, by the name of its Lease; only set where several "
                        + "deployments share a cluster's policies.")
        @Nullable
        String handledBy,

        @JsonPropertyDescription("The item in short form, for example my-detector/3.") @Nullable
        String item,

        @JsonPropertyDescription(
                "Where the item is. Active: in the workspace. InTrash: in the Trash, on its own or with its project."
                        + " Purged: permanently deleted when its time in the Trash was up. Lost: gone from the Trash"
                        + " before that. Missing: never seen. Unknown: not reliably observed yet.")
        @Nullable
        ObservedState observedState,

        @JsonPropertyDescription("What the operator plans to do next, even if something holds it back.") @Nullable
        Action plannedAction,

        @JsonPropertyDescription(
                "What keeps the item from its desired state until it is lifted: Limit, Approval, Model, Fight, Conflict,"
                        + " PlanOnly, or Other (see the conditions).")
        @Nullable
        Hold hold,

        @JsonPropertyDescription(
                "What identifies the item in Roboflow and distinguishes it from another item with the same name.")
        @Nullable
        ExternalRef externalRef,

        @JsonPropertyDescription("The item's entry in the Trash, while it is there.") @Nullable
        TrashInfo trash,

        @JsonPropertyDescription("The operator's last action on the item.") @Nullable
        LastAction lastAction,

        @JsonPropertyDescription("What others did to the item after it had reached its desired state.") @Nullable
        Drift drift,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "The conditions. Ready is always present; Reconciling and Stalled are present only while true, and "
                        + "never together.")
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

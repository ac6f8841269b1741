package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of a policy and its workspace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RoboflowTrashPolicyStatus(
        @JsonPropertyDescription(
                "The generation of this resource that the status reflects; -1 until the operator has processed it.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "The last value of the annotation trashops.dev/requested-at (or reconcile.fluxcd.io/requestedAt) that "
                        + "the operator has handled.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription("A summary of the workspace's Trash.") @Nullable
        TrashSummary trash,

        @JsonPropertyDescription("A summary of this policy's TrashedItems.") @Nullable
        ItemsSummary items,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonPropertyDescription("A summary of each rule.")
        List<RuleSummary> rules,

        @JsonPropertyDescription("A summary of what the operator plans to do for this policy.") @Nullable
        PlanSummary plan,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = RoboflowTrashPolicyStatus.MAX_HISTORY)
        @JsonPropertyDescription("The last 20 actions taken for this policy, newest first.")
        List<PastAction> history,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "The conditions. Ready is always present; Reconciling and Stalled are present only while true, and "
                        + "never together.")
        List<Condition> conditions) {
    /** The maximum length of the history. */
    public static final int MAX_HISTORY = 20;

    public RoboflowTrashPolicyStatus {
        rules = rules == null ? List.of() : List.copyOf(rules);
        history = history == null ? List.of() : List.copyOf(history);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}

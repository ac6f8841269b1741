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
                "The generation of this resource that the status speaks of; -1 before the operator has looked at it.")
        @Nullable
        Long observedGeneration,

        @JsonPropertyDescription(
                "The last value of the annotation trashops.dev/requested-at (or reconcile.fluxcd.io/requestedAt) that"
                        + " was acted upon.")
        @Nullable
        String lastHandledReconcileAt,

        @JsonPropertyDescription("What is in the Trash of the workspace.") @Nullable
        TrashSummary trash,

        @JsonPropertyDescription("How the TrashedItems of this policy stand.") @Nullable
        ItemsSummary items,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonPropertyDescription("How each rule stands.")
        List<RuleSummary> rules,

        @JsonPropertyDescription("What the operator means to do for this policy.") @Nullable
        PlanSummary plan,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = RoboflowTrashPolicyStatus.MAX_HISTORY)
        @JsonPropertyDescription("What the operator did for this policy, the last 20 actions, the newest first.")
        List<PastAction> history,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "How things stand. Ready is always there; Reconciling and Stalled are there only while they are true,"
                        + " and never both.")
        List<Condition> conditions) {
    /** How many past actions are remembered at most. */
    public static final int MAX_HISTORY = 20;

    public RoboflowTrashPolicyStatus {
        rules = rules == null ? List.of() : List.copyOf(rules);
        history = history == null ? List.of() : List.copyOf(history);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }
}

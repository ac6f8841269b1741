package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of a policy and its workspace. */
@WireFormat
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

        @JsonPropertyDescription("What is known of the API key.") @Nullable
        Credentials credentials,

        @JsonPropertyDescription("A summary of what is in the workspace's Trash and in the scope of this policy.")
        @Nullable
        TrashSummary trash,

        @JsonPropertyDescription(
                "What the operator does for this policy at present: Enforce or Plan as in spec.mode, Suspended, or what the"
                        + " operator is limited to, such as Observe (operator).")
        @Nullable
        String effectiveMode,

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

        @JsonPropertyDescription(
                "Present while nothing is trashed in the workspace, because Roboflow answered an action with something other"
                        + " than was asked for. A new value of the annotation trashops.dev/requested-at ends it for the"
                        + " whole workspace.")
        @Nullable
        Halt halt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = RoboflowTrashPolicyStatus.MAX_RENAMES)
        @JsonPropertyDescription(
                "Projects and workflows that were renamed, so that a rule does not restore or exclude them any more, newest"
                        + " first. RulesQuestionable says what to do.")
        List<Rename> renames,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription(
                "The conditions. Ready is always present; Reconciling and Stalled are present only while true, and "
                        + "never together.")
        List<Condition> conditions) {
    /** The maximum length of the history. */
    public static final int MAX_HISTORY = 20;
    /** The maximum number of renames. */
    public static final int MAX_RENAMES = 100;

    public RoboflowTrashPolicyStatus {
        rules = rules == null ? List.of() : List.copyOf(rules);
        history = history == null ? List.of() : List.copyOf(history);
        renames = renames == null ? List.of() : List.copyOf(renames);
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** A summary of a policy's items. */
    @WireFormat
    public record ItemsSummary(
            @JsonPropertyDescription("How many TrashedItems refer to this policy.") @Nullable
            Integer total,

            @JsonPropertyDescription("How many of them are in their desired state.") @Nullable
            Integer ready,

            @JsonPropertyDescription(
                    "How many of them have a planned action, restore or trash, without those that stay; see plan.kept.")
            @Nullable
            Integer acting,

            @JsonPropertyDescription("How many of them are not in their desired state yet and need no action from you.")
            @Nullable
            Integer waiting,

            @JsonPropertyDescription("How many of them need somebody to act.") @Nullable
            Integer stalled) {}

    /** What is known of a policy's API key. */
    @WireFormat
    public record Credentials(
            @JsonPropertyDescription(
                    "When an API key of this policy opened the workspace that had not before: another one, one in another"
                            + " version of the Secret, or one that was refused since.")
            @Nullable
            Instant verifiedAt,

            @JsonPropertyDescription(
                    "The metadata.resourceVersion of the Secret whose key is in use. Absent while Roboflow refuses the key.")
            @Nullable
            String secretResourceVersion,

            @JsonPropertyDescription(
                    "The metadata.resourceVersion of the Secret whose key Roboflow refuses. Absent unless it does.")
            @Nullable
            String refusedResourceVersion) {
        public Credentials {
            verifiedAt = Times.wholeSeconds(verifiedAt);
        }
    }

    /** A summary of a workspace's Trash, as far as the policy's key can see it. */
    @WireFormat
    public record TrashSummary(
            @JsonPropertyDescription("How many items are in the Trash.") @Nullable
            Integer total,

            @JsonPropertyDescription("How many of them are projects.") @Nullable
            Integer projects,

            @JsonPropertyDescription("How many of them are dataset versions.") @Nullable
            Integer versions,

            @JsonPropertyDescription("How many of them are workflows.") @Nullable
            Integer workflows,

            @JsonPropertyDescription("How many of them are trainings of dataset versions.") @Nullable
            Integer trainings,

            @JsonPropertyDescription("How many of them are of a type unknown to the operator.") @Nullable
            Integer other,

            @JsonPropertyDescription(
                    "How many of them Roboflow may permanently delete soon, without those that a TrashedItem of this policy"
                            + " wants Trashed and those that are just being restored. Whether a TrashedItem lists them does"
                            + " not matter.")
            @Nullable
            EndangeredSummary endangered,

            @JsonPropertyDescription("When Roboflow may permanently delete the first of them.") @Nullable
            Instant nextCleanupAt,

            @JsonPropertyDescription("nextCleanupAt as the NEXT-CLEANUP column shows it, with ~ if it is only likely.")
            @Nullable
            String nextCleanup,

            @JsonPropertyDescription("The item that is permanently deleted first, for example version my-detector/3.")
            @Nullable
            String nextCleanupItem,

            @JsonPropertyDescription(
                    "Whether this is what was seen some time ago, because nothing of the workspace may be, or has been,"
                            + " read for this policy since.")
            @Nullable
            Boolean stale) {
        public TrashSummary {
            nextCleanupAt = Times.wholeSeconds(nextCleanupAt);
        }
    }

    /** How many items of a Trash are lost soon. */
    @WireFormat
    public record EndangeredSummary(
            @JsonPropertyDescription("How many within 1 day.") @Nullable
            Integer within1d,

            @JsonPropertyDescription("How many within 3 days, those within 1 day included.") @Nullable
            Integer within3d,

            @JsonPropertyDescription("How many within 7 days, those within 3 days included.") @Nullable
            Integer within7d) {}

    /** A summary of one rule. */
    @WireFormat
    public record RuleSummary(
            @Required @JsonPropertyDescription("The name of the rule.")
            String name,

            @JsonPropertyDescription("How many items it matches that no earlier rule matches.") @Nullable
            Integer matched,

            @JsonPropertyDescription("How many of them have a planned action.") @Nullable
            Integer planned,

            @JsonPropertyDescription("How many of the planned actions wait for approval or exceed a limit.") @Nullable
            Integer held) {}

    /** A summary of what the operator plans to do for a policy. */
    @WireFormat
    public record PlanSummary(
            @JsonPropertyDescription(
                    "The digest of the plan: of every item that is planned to be trashed. Set spec.approvedPlan.digest to "
                            + "it to approve the plan.")
            @Nullable
            String digest,

            @JsonPropertyDescription("How many items are planned to be restored.") @Nullable
            Integer restore,

            @JsonPropertyDescription(
                    "How many items the plan lists to be trashed. Items with which something would be lost that is not "
                            + "acknowledged are not listed.")
            @Nullable
            Integer trash,

            @JsonPropertyDescription(
                    "How many of these are held: waiting for approval, over a limit, or because of a brake such as suspend or"
                            + " mode: Plan. Trashings count once the digest is there.")
            @Nullable
            Integer held,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @JsonPropertyDescription(
                    "Items that are to be trashed and stay, and are therefore not in the plan: how many, by the reason that"
                            + " their condition gives.")
            List<KeptItems> kept,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = PlanSummary.MAX_PREVIEW)
            @JsonPropertyDescription("The first lines of the plan; the ConfigMap has all of it.")
            List<String> preview,

            @JsonPropertyDescription("The ConfigMap in this namespace that lists every item planned to be trashed.")
            @Nullable
            String configMap,

            @JsonPropertyDescription(
                    "Whether this is the plan as it was last known, because the workspace can't be read now. Absent otherwise.")
            @Nullable
            Boolean stale) {
        /** The maximum number of lines shown. */
        public static final int MAX_PREVIEW = 20;

        public PlanSummary {
            preview = preview == null ? List.of() : List.copyOf(preview);
            kept = kept == null ? List.of() : List.copyOf(kept);
        }
    }

    /** How many items stay for one reason. */
    @WireFormat
    public record KeptItems(
            @Required @JsonPropertyDescription("The reason, for example Spared.")
            String reason,

            @Required @JsonPropertyDescription("How many items.")
            Integer items) {}

    /** That nothing is trashed in a workspace. */
    @WireFormat
    public record Halt(
            @Required @JsonPropertyDescription("When the action started that Roboflow answered so.")
            Instant since,

            @Required @JsonPropertyDescription("Which action it was, and what Roboflow answered.")
            String message,

            @JsonPropertyDescription("The policy that the action was for. Absent if it is in another namespace.")
            @Nullable
            String policy,

            @JsonPropertyDescription(
                    "The value of the annotation trashops.dev/requested-at when this policy began to show this; another"
                            + " one ends it.")
            @Nullable
            String request) {}

    /** That a project or workflow was renamed. */
    @WireFormat
    public record Rename(
            @Required @JsonPropertyDescription("Project or Workflow.")
            ItemType type,

            @Required @JsonPropertyDescription("The slug it had.")
            String from,

            @Required @JsonPropertyDescription("The slug it has now.")
            String to,

            @Required
            @JsonPropertyDescription(
                    "What tells that both are the same: when the project was created, or the internal id of the workflow.")
            String knownBy) {}

    /** An action taken for a policy. */
    @WireFormat
    public record PastAction(
            @Required @JsonPropertyDescription("When the action started.")
            Instant at,

            @Required @JsonPropertyDescription("The action: Restore or Trash.")
            Action action,

            @Required @JsonPropertyDescription("The item in short form, for example version my-detector/3.")
            String item,

            @Required
            @JsonPropertyDescription(
                    "The outcome. Started: begun, effect not seen yet. Done: it took effect. Failed: it did not take"
                            + " effect. Reverted: it hit a different item than intended, and that item was restored at once.")
            Outcome outcome,

            @JsonPropertyDescription(
                    "Who requested the action: a rule, or a TrashedItem and what set the field that asks for it, for example"
                            + " TrashedItem hard-hats, desiredState set by kubectl-edit at 2026-11-29T07:02:11Z.")
            @Nullable
            String cause) {}
}

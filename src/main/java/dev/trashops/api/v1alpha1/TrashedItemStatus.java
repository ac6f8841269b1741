package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator knows of an item. */
@WireFormat
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
                "What keeps the item from its desired state until it is lifted: Limit, Approval, Model (a model, a"
                        + " workflow that uses it, or a public project would be lost), Fight, Conflict, PlanOnly,"
                        + " Halt (nothing is trashed in the workspace, see the policy), or Other (see the conditions).")
        @Nullable
        Hold hold,

        @JsonPropertyDescription(
                "How soon Roboflow may permanently delete the item: Within1d, Within3d or Within7d. Absent while it is not in"
                        + " the Trash, has more time left, is to be Trashed, or is just being restored.")
        @Nullable
        Endangered endangered,

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

    /** What identifies an item, recorded when it was first seen. */
    @WireFormat
    public record ExternalRef(
            @JsonPropertyDescription("The slug of the workspace in which the item was seen.") @Nullable
            String workspace,

            @JsonPropertyDescription("The region of that workspace. Absent: US.") @Nullable
            Region region,

            @JsonPropertyDescription(
                    "The internal id of the project, workflow or training, or the number of the version. Known once the "
                            + "item was seen in the Trash.")
            @Nullable
            String id,

            @JsonPropertyDescription("The internal id of the project of a version or training.") @Nullable
            String parentId,

            @JsonPropertyDescription("The item's display name.") @Nullable
            String name,

            @JsonPropertyDescription("The item's slug, as reported by Roboflow.") @Nullable
            String url,

            @JsonPropertyDescription("The slug of the project of a version or training.") @Nullable
            String parentUrl,

            @JsonPropertyDescription("When the item was created in Roboflow.") @Nullable
            Instant createdAt) {
        public ExternalRef {
            createdAt = Times.wholeSeconds(createdAt);
        }
    }

    /** An item's entry in the Trash. */
    @WireFormat
    public record TrashInfo(
            @JsonPropertyDescription("When the item was moved to the Trash.") @Nullable
            Instant deletedAt,

            @JsonPropertyDescription("The id of the user or API key that trashed the item, if Roboflow reports it.")
            @Nullable
            String deletedBy,

            @JsonPropertyDescription(
                    "The name of the user who trashed the item. Only set if the operator runs with --show-names.")
            @Nullable
            String deletedByName,

            @JsonPropertyDescription(
                    "When Roboflow may permanently delete the item. For a version whose project is in the Trash, the "
                            + "earlier of the two dates.")
            @Nullable
            Instant scheduledCleanupAt,

            @JsonPropertyDescription(
                    "Whether scheduledCleanupAt is only likely: Roboflow tells no date, and keeps things for 30 days.")
            @Nullable
            Boolean cleanupEstimated,

            @JsonPropertyDescription("scheduledCleanupAt as the CLEANUP column shows it, with ~ if it is only likely.")
            @Nullable
            String cleanup,

            @JsonPropertyDescription(
                    "Whether this version's project is in the Trash; the project must be restored before the version.")
            @Nullable
            Boolean parentInTrash,

            @JsonPropertyDescription(
                    "Whether permanently deleting this project also deletes the images that belong to it alone.")
            @Nullable
            Boolean cleanupDeleteImages) {
        public TrashInfo {
            deletedAt = Times.wholeSeconds(deletedAt);
            scheduledCleanupAt = Times.wholeSeconds(scheduledCleanupAt);
        }
    }

    /** The operator's last action on an item: a journal entry that survives restarts. */
    @WireFormat
    public record LastAction(
            @Required @JsonPropertyDescription("The action: Restore or Trash.")
            Action action,

            @Required @JsonPropertyDescription("When the action started.")
            Instant at,

            @Required
            @JsonPropertyDescription(
                    "The outcome. Started: begun, effect not seen yet. Done: it took effect. Failed: it did not take"
                            + " effect. Reverted: it hit a different item than intended, and that item was restored at once.")
            Outcome outcome,

            @JsonPropertyDescription("What happened, in a sentence.") @Nullable
            String message,

            @JsonPropertyDescription("The digest of the approved plan this action belongs to.") @Nullable
            String planDigest,

            @JsonPropertyDescription(
                    "The internal id that the item was expected to have when the action started. If Roboflow's response "
                            + "names another one, a different item of the same name was hit.")
            @Nullable
            String expectedId,

            @JsonPropertyDescription(
                    "When the operator last trashed the item, if this action followed that. It counts against the limits "
                            + "for their window, even if the item was restored since.")
            @Nullable
            Instant trashedAt,

            @JsonPropertyDescription(
                    "How many times in a row Roboflow answered that the action was done while its Trash listing has not shown "
                            + "it. Absent once a listing has.")
            @Nullable
            Integer unconfirmed,

            @JsonPropertyDescription(
                    "Who requested it: the rule, with who approved it, or the TrashedItem and what set the field that asks"
                            + " for it, as its metadata.managedFields told.")
            @Nullable
            String cause) {}

    /** What others did to an item after it had reached its desired state. */
    @WireFormat
    public record Drift(
            @JsonPropertyDescription(
                    "The state in which the item met the desired state, until somebody changed it. Absent: nothing counts "
                            + "as drift yet.")
            @Nullable
            ObservedState reachedState,

            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = Drift.MAX_REVERSALS)
            @JsonPropertyDescription(
                    "When somebody else undid the desired state, the last three times. After three within 24 hours the "
                            + "operator leaves the item alone.")
            List<Instant> reversals,

            @JsonPropertyDescription(
                    "When it was moved to the Trash, the last time that it was found there against the desired state.")
            @Nullable
            Instant deletedAt,

            @JsonPropertyDescription(
                    "The id of the user or API key that moved it there then, if Roboflow reports it. It reports nobody for what"
                            + " was restored.")
            @Nullable
            String deletedBy,

            @JsonPropertyDescription("The name of that user. Only set if the operator runs with --show-names.")
            @Nullable
            String deletedByName) {
        /** The maximum number of reversals kept. */
        public static final int MAX_REVERSALS = 3;

        public Drift {
            deletedAt = Times.wholeSeconds(deletedAt);
            reversals = reversals == null
                    ? List.of()
                    : reversals.stream()
                            .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                            .toList();
        }
    }
}

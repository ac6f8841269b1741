package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desired state of one item. */
@WireFormat
@ValidationRule(
        value = Rules.SOME_DESIRED_STATE,
        message = "set desiredState to Observed, Restored or Trashed",
        fieldPath = ".desiredState",
        reason = "FieldValueRequired")
@ValidationRule(
        value = Rules.NO_RESERVED_PROJECT,
        message = Rules.NO_RESERVED_PROJECT_MESSAGE,
        fieldPath = ".item.project")
public record TrashedItemSpec(
        @Required @JsonPropertyDescription("The policy of this item, which connects it to a workspace and its API key.")
        PolicyRef policyRef,

        @Required @JsonPropertyDescription("The project, dataset version, workflow or training.")
        ItemRef item,

        @Required
        @JsonPropertyDescription("The state the item must be in. Observed: report where it is and warn before it is"
                + " permanently deleted, but never act. Restored: bring it back whenever it is in the Trash."
                + " Trashed: move it to the Trash, where Roboflow permanently deletes it after 30 days.")
        DesiredState desiredState,

        @Default("Correct")
        @JsonPropertyDescription(
                "What to do when somebody changes the item in Roboflow after it had reached the desired state."
                        + " Correct: bring it back to the desired state. Report: report it in the conditions and leave the"
                        + " item alone.")
        @Nullable
        DriftPolicy driftPolicy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 8)
        @JsonPropertyDescription(
                "What may be lost when this item (or any version of this project) is trashed. TrainedModel: it has a"
                        + " trained model, which is no longer served. RunningTraining: a training or version generation is"
                        + " running and is cancelled for good; a Training that is under way is never trashed."
                        + " WorkflowReference: a workflow uses one of its models, and fails. PublicProject: the project"
                        + " is public, and others lose what they use of it. The item is not trashed until everything"
                        + " that applies is listed here.")
        List<Acknowledgement> acknowledge,

        @Default("Orphan")
        @JsonPropertyDescription(
                "What deleting this resource does in Roboflow. Orphan: nothing. Restore: the item is restored from the"
                        + " Trash first, and the resource is kept until then. Deleting a resource never trashes anything.")
        @Nullable
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription(
                "If true, neither this resource nor any rule changes the item. It is still observed and warned about.")
        @Nullable
        Boolean suspend) {
    public TrashedItemSpec {
        acknowledge = acknowledge == null ? List.of() : List.copyOf(acknowledge);
    }

    /** An item's policy, always in the item's own namespace. */
    @WireFormat
    public record PolicyRef(
            @Required
            @Size(max = 253)
            @ValidationRule(
                    value = Rules.OBJECT_NAME,
                    message = "must be the name of a RoboflowTrashPolicy in this namespace")
            @ValidationRule(
                    value = Rules.UNCHANGED,
                    message =
                            "policyRef is immutable: create a new TrashedItem that names the other policy and delete this "
                                    + "one")
            @JsonPropertyDescription(
                    "The name of the RoboflowTrashPolicy in this namespace that provides the workspace, the API key and "
                            + "the limits. Immutable: create a new TrashedItem instead.")
            String name) {}

    /** Which item of the workspace is meant. Immutable, except that an id can be added once and createdBefore can change. */
    @WireFormat
    @ValidationRule(
            value = "self.type != 'Project' || has(self.project)",
            message = "type Project requires project: set it to the project's slug",
            fieldPath = ".project",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Version' || has(self.project)",
            message = "type Version requires project: set it to the slug of the version's project",
            fieldPath = ".project",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Version' || has(self.version)",
            message = "type Version requires version: set its number, for example version: 3",
            fieldPath = ".version",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Workflow' || has(self.workflow)",
            message = "type Workflow requires workflow: set it to the workflow's slug",
            fieldPath = ".workflow",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Training' || has(self.project)",
            message = "type Training requires project: set it to the slug of the training's project",
            fieldPath = ".project",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Training' || has(self.version)",
            message = "type Training requires version: set it to the number of the training's version, for example "
                    + "version: 3",
            fieldPath = ".version",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type != 'Training' || has(self.training)",
            message = "type Training requires training: set it to the training's id, for example training: t_abc123",
            fieldPath = ".training",
            reason = "FieldValueRequired")
    @ValidationRule(
            value = "self.type == 'Training' || !has(self.training)",
            message = "training is only allowed for type Training: remove it, or set type: Training",
            fieldPath = ".training",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "self.type != 'Training' || !has(self.id)",
            message = "id is not allowed for type Training: remove it, as training already is the id",
            fieldPath = ".id",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "self.type == 'Version' || self.type == 'Training' || !has(self.version)",
            message = "version is only allowed for types Version and Training: remove it, or set type: Version",
            fieldPath = ".version",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "self.type != 'Workflow' || !has(self.project)",
            message = "project is not allowed for type Workflow: remove it and set workflow",
            fieldPath = ".project",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "self.type == 'Workflow' || !has(self.workflow)",
            message = "workflow is only allowed for type Workflow: remove it, or set type: Workflow",
            fieldPath = ".workflow",
            reason = "FieldValueForbidden")
    @ValidationRule(
            value = "!has(oldSelf.id) || (has(self.id) && self.id == oldSelf.id)",
            message = "id is immutable once set: create a new TrashedItem for the other item and delete this one",
            fieldPath = ".id")
    public record ItemRef(
            @Required
            @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
            @JsonPropertyDescription(
                    "The kind of item: Project, Version, Workflow or Training. It is explicit so that a version whose "
                            + "number was forgotten is never mistaken for its project.")
            ItemType type,

            @Size(max = Rules.SLUG_SIZE)
            @ValidationRule(value = Rules.SLUG, message = Rules.PROJECT_SLUG_MESSAGE)
            @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
            @JsonPropertyDescription(
                    "The project's slug, from the URL of the Roboflow app; quote one that YAML would take for something"
                            + " else, such as '-'. Required for a Project, and for a Version or Training (the project that"
                            + " it belongs to), not allowed for a Workflow.")
            @Nullable
            String project,

            @Min(1)
            @ValidationRule(
                    value = "self <= " + Integer.MAX_VALUE,
                    message = "must be a version number from 1 to " + Integer.MAX_VALUE)
            @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
            @JsonPropertyDescription(
                    "The number of the dataset version, starting at 1. Required for a Version and for a Training (the "
                            + "version that was trained), not allowed otherwise.")
            @Nullable
            Integer version,

            @Size(max = Rules.TRAINING_ID_SIZE)
            @ValidationRule(value = Rules.TRAINING_ID, message = Rules.TRAINING_ID_MESSAGE)
            @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
            @JsonPropertyDescription(
                    "The id of the training, as Roboflow lists it for the version. It alone identifies the training, whatever"
                            + " the project is called later. Required for a Training, not allowed otherwise.")
            @Nullable
            String training,

            @Size(max = Rules.SLUG_SIZE)
            @ValidationRule(value = Rules.SLUG, message = Rules.WORKFLOW_SLUG_MESSAGE)
            @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
            @JsonPropertyDescription(
                    "The workflow's slug, from the URL of the Roboflow app. Required for a Workflow, not allowed"
                            + " otherwise.")
            @Nullable
            String workflow,

            @Size(max = Rules.SLUG_SIZE)
            @ValidationRule(
                    value = "self.matches('^[!-~]+$')",
                    message =
                            "must be the internal id shown in the Trash listing, without spaces, for example d_abc123")
            @JsonPropertyDescription(
                    "Roboflow's internal id of the project or workflow; for a Version, the id of its project; not"
                            + " for a Training. It pins the item: a different item that takes over the slug is never touched. Optional; it can be added"
                            + " later and is immutable once set.")
            @Nullable
            String id,

            @Size(max = 40)
            @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
            @JsonPropertyDescription(
                    "An item created after this time is a different item with the same name and is never touched. A time "
                            + "with its zone, for example 2026-04-20T17:05:33Z.")
            @Nullable
            Instant createdBefore) {}
}

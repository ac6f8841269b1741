package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants of one item. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.desiredState)",
        message = "write desiredState: Observed, Restored or Trashed",
        fieldPath = ".desiredState",
        reason = "FieldValueRequired")
public record TrashedItemSpec(
        @Required
        @JsonPropertyDescription("The policy this item belongs to, which ties it to a workspace and its API key.")
        PolicyRef policyRef,

        @Required @JsonPropertyDescription("Which project, dataset version or workflow of the workspace is meant.")
        ItemRef item,

        @JsonPropertyDescription(
                "Required. The state the item must be in. Observed: report where it is and warn before it is lost, "
                        + "but never act. Restored: bring it back whenever it is in the Trash. Trashed: move it to the Trash, "
                        + "where Roboflow destroys it for good after its retention of 30 days.")
        DesiredState desiredState,

        @Default("Correct")
        @JsonPropertyDescription(
                "What to do when somebody changes the item in Roboflow after it had reached the desired state. "
                        + "Correct: bring it back to the desired state. Report: say so in the conditions and leave it alone.")
        @Nullable
        DriftPolicy driftPolicy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 8)
        @JsonPropertyDescription(
                "What has been seen and may be lost when this item (or any version of this project) goes to the "
                        + "Trash. TrainedModel: there is a trained model, which stops being served. RunningTraining: a training"
                        + " or a generation is running, which is cancelled for good. Until it is named here, such an item stays"
                        + " where it is.")
        List<Acknowledgement> acknowledge,

        @Default("Orphan")
        @JsonPropertyDescription(
                "What deleting this resource does in Roboflow. Orphan: nothing. Restore: the item is brought back "
                        + "from the Trash first, and the resource waits for that. Deleting a resource never trashes anything.")
        @Nullable
        DeletionPolicy deletionPolicy,

        @JsonPropertyDescription(
                "While true nothing is done to this item, neither for this resource nor for a rule. Observing and "
                        + "warning go on.")
        @Nullable
        Boolean suspend) {
    public TrashedItemSpec {
        acknowledge = acknowledge == null ? List.of() : List.copyOf(acknowledge);
    }
}

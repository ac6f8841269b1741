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

/** The desired state of one item. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "has(self.desiredState)",
        message = "set desiredState to Observed, Restored or Trashed",
        fieldPath = ".desiredState",
        reason = "FieldValueRequired")
public record TrashedItemSpec(
        @Required @JsonPropertyDescription("The policy of this item, which connects it to a workspace and its API key.")
        PolicyRef policyRef,

        @Required @JsonPropertyDescription("The project, dataset version or workflow.")
        ItemRef item,

        @JsonPropertyDescription(
                "Required. The state the item must be in. Observed: report where it is and warn before it is"
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
                        + " running and is cancelled for good. The item is not trashed until everything that applies is"
                        + " listed here.")
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
}

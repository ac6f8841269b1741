package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator means to do for a policy, in short. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanSummary(
        @JsonPropertyDescription(
                "The digest of everything that is planned to be trashed. Name it in spec.approvedPlan to approve it.")
        @Nullable
        String digest,

        @JsonPropertyDescription("How many items are planned to be restored.") @Nullable
        Integer restore,

        @JsonPropertyDescription(
                "How many items are planned to be trashed: those that the plan lists. What has a trained model or is being trained is not among them.")
        @Nullable
        Integer trash,

        @JsonPropertyDescription(
                "How many of all these are held: they wait for an approval, are over a limit, or the policy only plans.")
        @Nullable
        Integer held,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = PlanSummary.MAX_PREVIEW)
        @JsonPropertyDescription("The first lines of the plan; the whole of it is in the ConfigMap.")
        List<String> preview,

        @JsonPropertyDescription("The ConfigMap of this namespace that lists everything that is to be trashed.")
        @Nullable
        String configMap) {
    /** How many lines are shown at most. */
    public static final int MAX_PREVIEW = 20;

    public PlanSummary {
        preview = preview == null ? List.of() : List.copyOf(preview);
    }
}

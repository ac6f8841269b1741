package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary of what the operator plans to do for a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlanSummary(
        @JsonPropertyDescription(
                "The digest of the plan: of every item that is planned to be trashed. Set spec.approvedPlan.digest to "
                        + "it to approve the plan.")
        @Nullable
        String digest,

        @JsonPropertyDescription("How many items are planned to be restored.") @Nullable
        Integer restore,

        @JsonPropertyDescription(
                "How many items the plan lists to be trashed. Items with a trained model or a running training that is "
                        + "not acknowledged are not listed.")
        @Nullable
        Integer trash,

        @JsonPropertyDescription(
                "How many of these are held: waiting for approval, over a limit, or because mode is Plan.")
        @Nullable
        Integer held,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = PlanSummary.MAX_PREVIEW)
        @JsonPropertyDescription("The first lines of the plan; the ConfigMap has all of it.")
        List<String> preview,

        @JsonPropertyDescription("The ConfigMap in this namespace that lists every item planned to be trashed.")
        @Nullable
        String configMap) {
    /** The maximum number of lines shown. */
    public static final int MAX_PREVIEW = 20;

    public PlanSummary {
        preview = preview == null ? List.of() : List.copyOf(preview);
    }
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is in the Trash of a workspace, as far as the policy's key shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrashSummary(
        @JsonPropertyDescription("How many items are in the Trash.") @Nullable
        Integer total,

        @JsonPropertyDescription("How many of them are projects.") @Nullable
        Integer projects,

        @JsonPropertyDescription("How many of them are dataset versions.") @Nullable
        Integer versions,

        @JsonPropertyDescription("How many of them are workflows.") @Nullable
        Integer workflows,

        @JsonPropertyDescription("How many of them are of a type the operator does not know.") @Nullable
        Integer other,

        @JsonPropertyDescription("From this time on Roboflow may destroy the first of them for good.") @Nullable
        Instant nextCleanupAt,

        @JsonPropertyDescription("What is destroyed first, for example version my-detector/3.") @Nullable
        String nextCleanupItem) {
    public TrashSummary {
        nextCleanupAt = Times.wholeSeconds(nextCleanupAt);
    }
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A summary of a workspace's Trash, as far as the policy's key can see it. */
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

        @JsonPropertyDescription("How many of them are of a type unknown to the operator.") @Nullable
        Integer other,

        @JsonPropertyDescription("When Roboflow may permanently delete the first of them.") @Nullable
        Instant nextCleanupAt,

        @JsonPropertyDescription("The item that is permanently deleted first, for example version my-detector/3.")
        @Nullable
        String nextCleanupItem) {
    public TrashSummary {
        nextCleanupAt = Times.wholeSeconds(nextCleanupAt);
    }
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the Trash says of an item. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TrashInfo(
        @JsonPropertyDescription("When the item was moved to the Trash.") @Nullable
        Instant deletedAt,

        @JsonPropertyDescription("The id of the user or the key that moved it there, where Roboflow tells.") @Nullable
        String deletedBy,

        @JsonPropertyDescription(
                "The name of the user that moved it there. Shown only if the operator runs with --show-names.")
        @Nullable
        String deletedByName,

        @JsonPropertyDescription(
                "From this time on Roboflow may destroy the item for good. For a version whose project is in the "
                        + "Trash, the earlier date of the two.")
        @Nullable
        Instant scheduledCleanupAt,

        @JsonPropertyDescription(
                "Whether the project of this version is in the Trash; it has to be restored before the version.")
        @Nullable
        Boolean parentInTrash,

        @JsonPropertyDescription(
                "Whether the cleanup of this project also destroys the images that belong to it alone.")
        @Nullable
        Boolean cleanupDeleteImages) {
    public TrashInfo {
        deletedAt = Times.wholeSeconds(deletedAt);
        scheduledCleanupAt = Times.wholeSeconds(scheduledCleanupAt);
    }
}

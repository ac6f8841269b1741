package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An item's entry in the Trash. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
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

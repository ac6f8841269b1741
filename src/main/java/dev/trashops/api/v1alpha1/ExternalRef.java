package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What identifies an item, recorded when it was first seen. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExternalRef(
        @JsonPropertyDescription("The slug of the workspace in which the item was seen.") @Nullable
        String workspace,

        @JsonPropertyDescription(
                "The internal id of the project or workflow, or the number of the version. Known once the item was "
                        + "seen in the Trash.")
        @Nullable
        String id,

        @JsonPropertyDescription("The internal id of the version's project.") @Nullable
        String parentId,

        @JsonPropertyDescription("The item's display name.") @Nullable
        String name,

        @JsonPropertyDescription("The item's slug, as reported by Roboflow.") @Nullable
        String url,

        @JsonPropertyDescription("The slug of the version's project.") @Nullable
        String parentUrl,

        @JsonPropertyDescription("When the item was created in Roboflow.") @Nullable
        Instant createdAt) {
    public ExternalRef {
        createdAt = Times.wholeSeconds(createdAt);
    }
}

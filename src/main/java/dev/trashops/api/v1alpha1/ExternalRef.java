package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fingerprint of an item, remembered when it was first seen. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ExternalRef(
        @JsonPropertyDescription("The slug of the workspace the item was seen in.") @Nullable
        String workspace,

        @JsonPropertyDescription(
                "The internal id of the project or the workflow, or the number of the version. Known once the item "
                        + "was seen in the Trash.")
        @Nullable
        String id,

        @JsonPropertyDescription("The internal id of the project a version belongs to.") @Nullable
        String parentId,

        @JsonPropertyDescription("The name people gave the item.") @Nullable
        String name,

        @JsonPropertyDescription("The slug of the item, as Roboflow reports it.") @Nullable
        String url,

        @JsonPropertyDescription("The slug of the project a version belongs to.") @Nullable
        String parentUrl,

        @JsonPropertyDescription("When the item was created in Roboflow.") @Nullable
        Instant createdAt) {
    public ExternalRef {
        createdAt = Times.wholeSeconds(createdAt);
    }
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;

/** Where the Roboflow API key is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Credentials(
        @Required
        @JsonPropertyDescription(
                "The Secret in this namespace that holds the Roboflow API key. A changed key is used once it has been "
                        + "verified to belong to the workspace.")
        SecretKeyRef secretKeyRef) {}

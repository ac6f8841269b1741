package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** An item's policy, always in the item's own namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicyRef(
        @Required
        @Size(max = 253)
        @ValidationRule(
                value = Rules.OBJECT_NAME,
                message = "must be the name of a RoboflowTrashPolicy in this namespace")
        @ValidationRule(
                value = Rules.UNCHANGED,
                message =
                        "policyRef is immutable: create a new TrashedItem that names the other policy and delete this "
                                + "one")
        @JsonPropertyDescription(
                "The name of the RoboflowTrashPolicy in this namespace that provides the workspace, the API key and "
                        + "the limits. Immutable: create a new TrashedItem instead.")
        String name) {}

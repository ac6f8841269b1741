package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** The policy an item belongs to; always one of the item's own namespace. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PolicyRef(
        @Required
        @Size(max = 253)
        @ValidationRule(
                value = Rules.OBJECT_NAME,
                message = "write the name of a RoboflowTrashPolicy in this namespace")
        @ValidationRule(
                value = Rules.UNCHANGED,
                message =
                        "policyRef can't be changed: write a new TrashedItem that names the other policy, and delete this"
                                + " one")
        @JsonPropertyDescription(
                "The name of the RoboflowTrashPolicy in this namespace that gives the workspace, the API "
                        + "key and the limits. It can't be changed later: write a new TrashedItem instead.")
        String name) {}

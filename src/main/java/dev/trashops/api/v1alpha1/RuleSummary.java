package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/** A summary of one rule. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RuleSummary(
        @Required @JsonPropertyDescription("The name of the rule.")
        String name,

        @JsonPropertyDescription("How many items it matches that no earlier rule matches.") @Nullable
        Integer matched,

        @JsonPropertyDescription("How many of them have a planned action.") @Nullable
        Integer planned,

        @JsonPropertyDescription("How many of the planned actions wait for approval or exceed a limit.") @Nullable
        Integer held) {}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** How the items of a policy stand. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ItemsSummary(
        @JsonPropertyDescription("How many TrashedItems name this policy.") @Nullable
        Integer total,

        @JsonPropertyDescription("How many of them are as desired.") @Nullable
        Integer ready,

        @JsonPropertyDescription("How many of them have a planned action: something is to be restored or trashed.")
        @Nullable
        Integer acting,

        @JsonPropertyDescription("How many of them are not as desired, and go on by themselves.") @Nullable
        Integer waiting,

        @JsonPropertyDescription("How many of them wait for a person.") @Nullable
        Integer stalled) {}

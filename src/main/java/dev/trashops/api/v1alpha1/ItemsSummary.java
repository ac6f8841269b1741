package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** A summary of a policy's items. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ItemsSummary(
        @JsonPropertyDescription("How many TrashedItems refer to this policy.") @Nullable
        Integer total,

        @JsonPropertyDescription("How many of them are in their desired state.") @Nullable
        Integer ready,

        @JsonPropertyDescription("How many of them have a planned action, restore or trash.") @Nullable
        Integer acting,

        @JsonPropertyDescription("How many of them are not in their desired state yet and need no action from you.")
        @Nullable
        Integer waiting,

        @JsonPropertyDescription("How many of them need somebody to act.") @Nullable
        Integer stalled) {}

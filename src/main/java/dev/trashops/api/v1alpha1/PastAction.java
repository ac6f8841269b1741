package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An action taken for a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PastAction(
        @Required @JsonPropertyDescription("When the action started.")
        Instant at,

        @Required @JsonPropertyDescription("The action: Restore or Trash.")
        Action action,

        @Required @JsonPropertyDescription("The item in short form, for example version my-detector/3.")
        String item,

        @Required
        @JsonPropertyDescription(
                "The outcome. Started: begun, effect not seen yet. Done: it took effect. Failed: it did not take"
                        + " effect. Reverted: it hit a different item than intended, and that item was restored at once.")
        Outcome outcome,

        @JsonPropertyDescription("What requested the action, for example rule prune-versions.") @Nullable
        String cause) {}

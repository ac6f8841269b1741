package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something the operator did for a policy. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record PastAction(
        @Required @JsonPropertyDescription("When it was begun.")
        Instant at,

        @Required @JsonPropertyDescription("What was done: Restore or Trash.")
        Action action,

        @Required @JsonPropertyDescription("The item as people write it, for example version my-detector/3.")
        String item,

        @Required
        @JsonPropertyDescription(
                "How far it got. Started: begun, and its effect is still to be seen. Done: it took effect. Failed: it"
                        + " did not. Reverted: another item than meant was hit, and that one was brought back at once.")
        Outcome outcome,

        @JsonPropertyDescription("What asked for it, for example rule prune-versions.") @Nullable
        String cause) {}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One condition, in the standard Kubernetes form. */
@WireFormat
public record Condition(
        @Required
        @Size(max = 316)
        @JsonPropertyDescription("The condition's type, for example Ready, Reconciling, Stalled or CleanupImminent.")
        String type,

        @Required @JsonPropertyDescription("The condition's status: True, False or Unknown.")
        ConditionStatus status,

        @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("The reason as one machine-readable word.")
        String reason,

        @Required @Size(max = 32768) @JsonPropertyDescription("The reason in a sentence, and what to do about it.")
        String message,

        @Required @JsonPropertyDescription("When the status last changed.")
        Instant lastTransitionTime,

        @JsonPropertyDescription("The generation of the resource that this condition reflects.") @Nullable
        Long observedGeneration) {
    public Condition {
        lastTransitionTime = lastTransitionTime.truncatedTo(ChronoUnit.SECONDS);
    }
}

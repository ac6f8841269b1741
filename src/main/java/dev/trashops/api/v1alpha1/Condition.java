package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** One condition, in the form that every tool of Kubernetes reads. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Condition(
        @Required
        @Size(max = 316)
        @JsonPropertyDescription(
                "What the condition is about, for example Ready, Reconciling, Stalled or CleanupImminent.")
        String type,

        @Required @JsonPropertyDescription("Whether it holds: True, False or Unknown.")
        ConditionStatus status,

        @Required @Size(min = 1, max = 1024) @JsonPropertyDescription("Why, in one word for programs.")
        String reason,

        @Required
        @Size(max = 32768)
        @JsonPropertyDescription("Why, in a sentence for people, with what to do about it.")
        String message,

        @Required @JsonPropertyDescription("When status last changed.")
        Instant lastTransitionTime,

        @JsonPropertyDescription("The generation of the resource that this condition speaks of.") @Nullable
        Long observedGeneration) {
    public Condition {
        lastTransitionTime = lastTransitionTime.truncatedTo(ChronoUnit.SECONDS);
    }
}

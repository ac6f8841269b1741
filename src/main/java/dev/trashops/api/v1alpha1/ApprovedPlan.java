package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;

/** The plan that a person has reviewed, and until when that counts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovedPlan(
        @Required
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^sha256:[0-9a-f]{64}$')",
                message = "write the digest as status.plan.digest shows it: sha256: and 64 digits and letters a to f")
        @JsonPropertyDescription(
                "The status.plan.digest of the plan you reviewed. What that plan trashes and what is still planned may"
                        + " run; what was added since waits, and nothing runs twice.")
        String digest,

        @Required
        @Size(max = 40)
        @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
        @JsonPropertyDescription("When the approval ends, at most 14 days ahead. A time with its zone, for example"
                + " 2026-04-20T17:05:33Z.")
        Instant until) {}

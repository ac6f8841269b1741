package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;

/** The plan that somebody reviewed, and when the approval expires. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApprovedPlan(
        @Required
        @Size(max = 128)
        @ValidationRule(
                value = "self.matches('^sha256:[0-9a-f]{64}$')",
                message = "must be the digest shown in status.plan.digest: sha256: and 64 hexadecimal digits")
        @JsonPropertyDescription(
                "The status.plan.digest of the plan you reviewed. Items that this plan lists and that are still"
                        + " planned may be trashed; items added since then wait for the next approval, and no approval"
                        + " trashes an item twice.")
        String digest,

        @Required
        @Size(max = 40)
        @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
        @JsonPropertyDescription("When the approval expires, at most 14 days ahead. A time with its zone, for example "
                + "2026-04-20T17:05:33Z.")
        Instant until) {}

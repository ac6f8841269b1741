package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The operator's last action on an item: a journal entry that survives restarts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LastAction(
        @Required @JsonPropertyDescription("The action: Restore or Trash.")
        Action action,

        @Required @JsonPropertyDescription("When the action started.")
        Instant at,

        @Required
        @JsonPropertyDescription(
                "The outcome. Started: begun, effect not seen yet. Done: it took effect. Failed: it did not take"
                        + " effect. Reverted: it hit a different item than intended, and that item was restored at once.")
        Outcome outcome,

        @JsonPropertyDescription("What happened, in a sentence.") @Nullable
        String message,

        @JsonPropertyDescription("The digest of the approved plan this action belongs to.") @Nullable
        String planDigest,

        @JsonPropertyDescription(
                "The internal id that the item was expected to have when the action started. If Roboflow's response "
                        + "names another one, a different item of the same name was hit.")
        @Nullable
        String expectedId,

        @JsonPropertyDescription(
                "When the operator last trashed the item, if this action followed that. It counts against the limits "
                        + "for their window, even if the item was restored since.")
        @Nullable
        Instant trashedAt) {}

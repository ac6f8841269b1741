package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last thing the operator did to an item: its journal entry, which survives restarts. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LastAction(
        @Required @JsonPropertyDescription("What was done: Restore or Trash.")
        Action action,

        @Required @JsonPropertyDescription("When it was begun.")
        Instant at,

        @Required
        @JsonPropertyDescription(
                "How far it got. Started: begun, and its effect is still to be seen. Done: it took effect. Failed: it"
                        + " did not. Reverted: another item than meant was hit, and that one was brought back at once.")
        Outcome outcome,

        @JsonPropertyDescription("What happened, in a sentence.") @Nullable
        String message,

        @JsonPropertyDescription("The digest of the approved plan this action belongs to.") @Nullable
        String planDigest,

        @JsonPropertyDescription(
                "The internal id the item was expected to have when the action was begun. An answer that names "
                        + "another one means that a namesake was hit.")
        @Nullable
        String expectedId,

        @JsonPropertyDescription(
                "When the operator had moved the item to the Trash before this action. It counts against the limits for"
                        + " their window, even when the item was restored since.")
        @Nullable
        Instant trashedAt) {}

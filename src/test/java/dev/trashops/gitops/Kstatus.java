package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;

/** What kstatus makes of a resource of a kind that it does not know: the library behind Flux, kpt and cli-utils. */
public enum Kstatus {
    /** It is as its spec wants it. */
    CURRENT,
    /** Its controller is at work. */
    IN_PROGRESS,
    /** Its controller can't go on. */
    FAILED,
    /** It is being deleted. */
    TERMINATING;

    /** Computes it in the order of the published algorithm; the first rule that fits decides. */
    public static Kstatus of(JsonNode resource) {
        if (!resource.at("/metadata/deletionTimestamp").asText().isEmpty()) {
            return TERMINATING;
        }
        JsonNode generation = resource.at("/metadata/generation");
        JsonNode observed = resource.at("/status/observedGeneration");
        if (generation.isNumber() && observed.isNumber() && generation.asLong() != observed.asLong()) {
            return IN_PROGRESS;
        }
        for (JsonNode condition : resource.at("/status/conditions")) {
            if (is(condition, "Reconciling", "True")) {
                return IN_PROGRESS;
            }
            if (is(condition, "Stalled", "True")) {
                return FAILED;
            }
        }
        for (JsonNode condition : resource.at("/status/conditions")) {
            if (is(condition, "Ready", "True")) {
                return CURRENT;
            }
            if (is(condition, "Ready", "False") || is(condition, "Ready", "Unknown")) {
                return IN_PROGRESS;
            }
        }
        return CURRENT;
    }

    private static boolean is(JsonNode condition, String type, String status) {
        return condition.path("type").asText().equals(type)
                && condition.path("status").asText().equals(status);
    }
}

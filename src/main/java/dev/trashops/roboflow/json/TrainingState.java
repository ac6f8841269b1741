package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Tristate;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a version has a model and whether one is in training, from the fields {@code model}, {@code models}, {@code
 * train}, {@code generating} and {@code images}. A wrong "no" costs a model, so only well-formed fields give one.
 */
final class TrainingState {
    private static final Set<String> GAVE_UP =
            Set.of("failed", "failure", "cancelled", "canceled", "error", "errored", "aborted");
    private static final Set<String> ENDED =
            Set.of("finished", "completed", "complete", "done", "succeeded", "success", "stopped");

    private TrainingState() {}

    /** From a version in full. */
    static Tristate trained(JsonNode version) {
        JsonNode models = version.path("models");
        JsonNode train = version.path("train");
        boolean endedWithoutResults = train.isObject() && !train.hasNonNull("results") && ENDED.contains(status(train));
        return Presence.anyOf(
                Presence.of(version.path("model")),
                Presence.ofAny(models),
                train.isObject() ? trainedBy(train) : Presence.oddUnlessAbsent(train),
                endedWithoutResults ? Tristate.UNKNOWN : Tristate.NO);
    }

    private static Tristate trainedBy(JsonNode train) {
        return Presence.anyOf(
                Presence.of(train.path("results")),
                Presence.of(train.path("model")),
                Presence.ofAny(train.path("models")));
    }

    /** The ids of its models, from either. */
    static Set<String> models(JsonNode version) {
        JsonNode train = version.path("train");
        return ModelIds.in(version.path("model"), version.path("models"), train.path("model"), train.path("models"));
    }

    /** From a version in full. */
    static Tristate running(JsonNode version) {
        return Presence.anyOf(beingBuilt(version), training(version.path("train")));
    }

    /** From a version in its project's list, which omits trainings. */
    static Tristate trainedInList(JsonNode version) {
        return Presence.of(version.path("model")) == Tristate.YES ? Tristate.YES : Tristate.UNKNOWN;
    }

    /** From a version in its project's list. */
    static Tristate runningInList(JsonNode version) {
        return beingBuilt(version) == Tristate.YES ? Tristate.YES : Tristate.UNKNOWN;
    }

    /** Whether a version is generated and has images, from either. */
    static Tristate usable(JsonNode version) {
        return switch (beingBuilt(version)) {
            case YES -> Tristate.NO;
            case NO -> version.path("images").isNumber() ? Tristate.YES : Tristate.UNKNOWN;
            case UNKNOWN -> Tristate.UNKNOWN;
        };
    }

    private static Tristate training(JsonNode train) {
        if (!train.isObject()) {
            return Presence.oddUnlessAbsent(train);
        }
        String status = status(train);
        if (train.hasNonNull("results") || GAVE_UP.contains(status)) {
            return Tristate.NO;
        }
        return ENDED.contains(status) ? Tristate.UNKNOWN : Tristate.YES;
    }

    /** A version without images is still being generated, as Roboflow's own client sees it too. */
    private static Tristate beingBuilt(JsonNode version) {
        JsonNode generating = version.path("generating");
        JsonNode images = version.path("images");
        return Presence.anyOf(
                generating.isBoolean() ? yesIf(generating.booleanValue()) : Presence.oddUnlessAbsent(generating),
                images.isNumber() ? yesIf(images.doubleValue() == 0) : Presence.oddUnlessAbsent(images));
    }

    private static Tristate yesIf(boolean condition) {
        return condition ? Tristate.YES : Tristate.NO;
    }

    private static String status(JsonNode train) {
        return train.path("status").asText("").toLowerCase(Locale.ROOT);
    }
}

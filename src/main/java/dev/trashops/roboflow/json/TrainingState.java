package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Tristate;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a version has a model and whether one is being made, from the fields {@code model}, {@code models}, {@code
 * train}, {@code generating} and {@code images}. A "no" that is wrong costs a model, so it takes well-formed fields.
 */
final class TrainingState {
    private static final Set<String> GAVE_UP =
            Set.of("failed", "failure", "cancelled", "canceled", "error", "errored", "aborted");
    private static final Set<String> ENDED =
            Set.of("finished", "completed", "complete", "done", "succeeded", "success");

    private TrainingState() {}

    /** From a version in full. */
    static Tristate trained(JsonNode version) {
        JsonNode train = version.path("train");
        boolean endedWithoutResults = train.isObject() && !train.hasNonNull("results") && ENDED.contains(status(train));
        return anyOf(
                presence(version.path("model")),
                collection(version.path("models")),
                train.isObject() ? presence(train.path("results")) : oddUnlessAbsent(train),
                endedWithoutResults ? Tristate.UNKNOWN : Tristate.NO);
    }

    /** From a version in full. */
    static Tristate running(JsonNode version) {
        return anyOf(beingBuilt(version), training(version.path("train")));
    }

    /** From a version in its project's list, which leaves the trainings out. */
    static Tristate trainedInList(JsonNode version) {
        return presence(version.path("model")) == Tristate.YES ? Tristate.YES : Tristate.UNKNOWN;
    }

    /** From a version in its project's list. */
    static Tristate runningInList(JsonNode version) {
        return beingBuilt(version) == Tristate.YES ? Tristate.YES : Tristate.UNKNOWN;
    }

    /** Whether a version is built and has images, from either. */
    static Tristate usable(JsonNode version) {
        return switch (beingBuilt(version)) {
            case YES -> Tristate.NO;
            case NO -> version.path("images").isNumber() ? Tristate.YES : Tristate.UNKNOWN;
            case UNKNOWN -> Tristate.UNKNOWN;
        };
    }

    private static Tristate training(JsonNode train) {
        if (!train.isObject()) {
            return oddUnlessAbsent(train);
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
        Tristate byFlag = generating.isBoolean()
                ? (generating.booleanValue() ? Tristate.YES : Tristate.NO)
                : oddUnlessAbsent(generating);
        Tristate byImages =
                images.isNumber() ? (images.doubleValue() == 0 ? Tristate.YES : Tristate.NO) : oddUnlessAbsent(images);
        return anyOf(byFlag, byImages);
    }

    private static Tristate presence(JsonNode node) {
        boolean says = (node.isObject() && !node.isEmpty())
                || (node.isArray() && !node.isEmpty())
                || (node.isTextual() && !node.textValue().isEmpty())
                || (node.isBoolean() && node.booleanValue());
        return says ? Tristate.YES : oddUnlessAbsent(node);
    }

    /** Where being empty is well-formed. */
    private static Tristate collection(JsonNode node) {
        return node.isContainerNode() && node.isEmpty() ? Tristate.NO : presence(node);
    }

    private static Tristate oddUnlessAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Tristate.NO : Tristate.UNKNOWN;
    }

    private static Tristate anyOf(Tristate... answers) {
        Tristate any = Tristate.NO;
        for (Tristate answer : answers) {
            if (answer == Tristate.YES) {
                return Tristate.YES;
            }
            any = answer == Tristate.UNKNOWN ? Tristate.UNKNOWN : any;
        }
        return any;
    }

    private static String status(JsonNode train) {
        return train.path("status").asText("").toLowerCase(Locale.ROOT);
    }
}

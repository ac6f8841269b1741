package dev.trashops.roboflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Known;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a version has a model and whether one is being made, from the fields {@code model}, {@code models}, {@code
 * train}, {@code generating} and {@code images}. A "no" that is wrong costs a model, so it takes well-formed fields.
 */
final class Training {
    private static final Set<String> GAVE_UP =
            Set.of("failed", "failure", "cancelled", "canceled", "error", "errored", "aborted");
    private static final Set<String> ENDED =
            Set.of("finished", "completed", "complete", "done", "succeeded", "success");

    private Training() {}

    /** From a version in full. */
    static Known trained(JsonNode version) {
        JsonNode train = version.path("train");
        boolean endedWithoutResults = train.isObject() && !train.hasNonNull("results") && ENDED.contains(status(train));
        return anyOf(
                presence(version.path("model")),
                collection(version.path("models")),
                train.isObject() ? presence(train.path("results")) : oddUnlessAbsent(train),
                endedWithoutResults ? Known.UNKNOWN : Known.NO);
    }

    /** From a version in full. */
    static Known running(JsonNode version) {
        return anyOf(beingBuilt(version), training(version.path("train")));
    }

    /** From a version in its project's list, which leaves the trainings out. */
    static Known trainedInList(JsonNode version) {
        return presence(version.path("model")) == Known.YES ? Known.YES : Known.UNKNOWN;
    }

    /** From a version in its project's list. */
    static Known runningInList(JsonNode version) {
        return beingBuilt(version) == Known.YES ? Known.YES : Known.UNKNOWN;
    }

    /** Whether a version is built and has images, from either. */
    static Known usable(JsonNode version) {
        return switch (beingBuilt(version)) {
            case YES -> Known.NO;
            case NO -> version.path("images").isNumber() ? Known.YES : Known.UNKNOWN;
            case UNKNOWN -> Known.UNKNOWN;
        };
    }

    private static Known training(JsonNode train) {
        if (!train.isObject()) {
            return oddUnlessAbsent(train);
        }
        String status = status(train);
        if (train.hasNonNull("results") || GAVE_UP.contains(status)) {
            return Known.NO;
        }
        return ENDED.contains(status) ? Known.UNKNOWN : Known.YES;
    }

    /** A version without images is still being generated, as Roboflow's own client sees it too. */
    private static Known beingBuilt(JsonNode version) {
        JsonNode generating = version.path("generating");
        JsonNode images = version.path("images");
        Known byFlag = generating.isBoolean()
                ? (generating.booleanValue() ? Known.YES : Known.NO)
                : oddUnlessAbsent(generating);
        Known byImages =
                images.isNumber() ? (images.doubleValue() == 0 ? Known.YES : Known.NO) : oddUnlessAbsent(images);
        return anyOf(byFlag, byImages);
    }

    private static Known presence(JsonNode node) {
        boolean says = (node.isObject() && !node.isEmpty())
                || (node.isArray() && !node.isEmpty())
                || (node.isTextual() && !node.textValue().isEmpty())
                || (node.isBoolean() && node.booleanValue());
        return says ? Known.YES : oddUnlessAbsent(node);
    }

    /** Where being empty is well-formed. */
    private static Known collection(JsonNode node) {
        return node.isContainerNode() && node.isEmpty() ? Known.NO : presence(node);
    }

    private static Known oddUnlessAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? Known.NO : Known.UNKNOWN;
    }

    private static Known anyOf(Known... answers) {
        Known any = Known.NO;
        for (Known answer : answers) {
            if (answer == Known.YES) {
                return Known.YES;
            }
            any = answer == Known.UNKNOWN ? Known.UNKNOWN : any;
        }
        return any;
    }

    private static String status(JsonNode train) {
        return train.path("status").asText("").toLowerCase(Locale.ROOT);
    }
}

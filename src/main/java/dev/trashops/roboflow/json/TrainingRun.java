package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Tristate;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a training run has made a model and whether it is under way, from the fields {@code status} and {@code modelIds}.
 * The words of {@code status} are an open set; those that are not known count as under way, and an end without a word about
 * models counts as one that may have made some.
 */
final class TrainingRun {
    /** They end a run before it has made a model, unless it lists one. */
    private static final Set<String> GAVE_UP =
            Set.of("failed", "failure", "cancelled", "canceled", "error", "errored", "aborted");

    private static final Set<String> ENDED =
            Set.of("finished", "completed", "complete", "done", "succeeded", "success");

    /** Somebody ended it early, which is a normal end, with or without models. */
    private static final String STOPPED = "stopped";

    /** They come before the first model. */
    private static final Set<String> BEFORE_MODELS =
            Set.of("queued", "pending", "starting", "started", "running", "training");

    private TrainingRun() {}

    static Tristate trained(JsonNode run) {
        Tristate listed = anyModel(run);
        if (listed != Tristate.NO) {
            return listed;
        }
        String status = status(run);
        boolean saysNone = run.path("modelIds").isArray();
        boolean none =
                GAVE_UP.contains(status) || BEFORE_MODELS.contains(status) || (saysNone && !ENDED.contains(status));
        return none ? Tristate.NO : Tristate.UNKNOWN;
    }

    static Tristate running(JsonNode run) {
        String status = status(run);
        if (status.isEmpty()) {
            return Tristate.UNKNOWN;
        }
        return GAVE_UP.contains(status) || ENDED.contains(status) || status.equals(STOPPED)
                ? Tristate.NO
                : Tristate.YES;
    }

    /** The ids of its models, as far as they can be read. */
    static Set<String> models(JsonNode run) {
        return ModelIds.in(run.path("modelIds"), run.path("models"), run.path("model"));
    }

    private static Tristate anyModel(JsonNode run) {
        return Presence.anyOf(
                Presence.ofAny(run.path("modelIds")),
                Presence.ofAny(run.path("models")),
                Presence.of(run.path("model")));
    }

    /** Empty where it is absent or no text. */
    private static String status(JsonNode run) {
        return JsonValues.string(run, "status").orElse("").trim().toLowerCase(Locale.ROOT);
    }
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How much may go to the Trash. Over a limit none of a batch runs; restores always go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Limits(
        @Default("" + Limits.DEFAULT_MAX_TRASHED)
        @Min(0)
        @Max(10_000)
        @JsonPropertyDescription(
                "How many items of all types together may go to the Trash within the window, whoever trashed them. 0 "
                        + "holds every trash action back.")
        @Nullable
        Integer maxTrashed,

        @Default("" + Limits.DEFAULT_MAX_TRASHED_PERCENT)
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "How many of the active items of one type may go to the Trash within the window, in percent, whoever "
                        + "trashed them; never less than one item. 0 to 100.")
        @Nullable
        Integer maxTrashedPercent,

        @Default(Limits.DEFAULT_WINDOW)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "the window is at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "the window is at most 30d")
        @JsonPropertyDescription(
                "The time over which trashed items are counted, from 1m to 30d. One number and one unit: s, m, h or "
                        + "d.")
        @Nullable
        String window,

        @Default(Limits.DEFAULT_SETTLE)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_MOST_1H, message = "settle is at most 1h")
        @JsonPropertyDescription(
                "How long what is to be trashed must have stayed the same before anything goes to the Trash, so that "
                        + "the whole of an apply is judged together. From 0s to 1h. One number and one unit: s, m, h or d.")
        @Nullable
        String settle) {
    /** How many items may be trashed in a window when nothing is said. */
    public static final int DEFAULT_MAX_TRASHED = 10;

    /** How many percent of a type's active items may be trashed in a window when nothing is said. */
    public static final int DEFAULT_MAX_TRASHED_PERCENT = 20;

    /** The window when nothing is said. */
    public static final String DEFAULT_WINDOW = "24h";

    /** The time to settle when nothing is said. */
    public static final String DEFAULT_SETTLE = "30s";
}

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

/** How many items may be trashed. A batch over a limit is held as a whole; restores are never held. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Limits(
        @Default("" + Limits.DEFAULT_MAX_TRASHED)
        @Min(0)
        @Max(10_000)
        @JsonPropertyDescription(
                "How many items of all types together may be trashed within the window, whoever trashes them. 0 holds "
                        + "every trash action.")
        @Nullable
        Integer maxTrashed,

        @Default("" + Limits.DEFAULT_MAX_TRASHED_PERCENT)
        @Min(0)
        @Max(100)
        @JsonPropertyDescription(
                "Which percentage of the active items of one type may be trashed within the window, whoever trashes "
                        + "them, from 0 to 100. The limit is never less than one item.")
        @Nullable
        Integer maxTrashedPercent,

        @Default(Limits.DEFAULT_WINDOW)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1M, message = "window must be at least 1m")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "window must be at most 30d")
        @JsonPropertyDescription(
                "The time span over which trashed items are counted, from 1m to 30d. Format: a whole number and one "
                        + "unit, s, m, h or d.")
        @Nullable
        String window,

        @Default(Limits.DEFAULT_SETTLE)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_MOST_1H, message = "settle must be at most 1h")
        @JsonPropertyDescription(
                "How long the set of items to be trashed must stay unchanged before any of them is trashed, so that"
                        + " everything applied together is judged together. From 0s to 1h. Format: a whole number and one"
                        + " unit, s, m, h or d.")
        @Nullable
        String settle) {
    /** The default of maxTrashed. */
    public static final int DEFAULT_MAX_TRASHED = 10;

    /** The default of maxTrashedPercent. */
    public static final int DEFAULT_MAX_TRASHED_PERCENT = 20;

    /** The default of window. */
    public static final String DEFAULT_WINDOW = "24h";

    /** The default of settle. */
    public static final String DEFAULT_SETTLE = "30s";
}

package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others did to an item after it had reached its desired state. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Drift(
        @JsonPropertyDescription(
                "The state in which the item met the desired state, until somebody changed it. Absent: nothing counts "
                        + "as drift yet.")
        @Nullable
        ObservedState reachedState,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = Drift.MAX_REVERSALS)
        @JsonPropertyDescription(
                "When somebody else undid the desired state, the last three times. After three within 24 hours the "
                        + "operator leaves the item alone.")
        List<Instant> reversals) {
    /** The maximum number of reversals kept. */
    public static final int MAX_REVERSALS = 3;

    public Drift {
        reversals = reversals == null
                ? List.of()
                : reversals.stream()
                        .map(time -> time.truncatedTo(ChronoUnit.SECONDS))
                        .toList();
    }
}

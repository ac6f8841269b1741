package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final Moment moment = new Moment(NOW);

    @Test
    void itTellsWhenTheFirstOfItsAnswersChanges() {
        assertThat(moment.changesAt()).isEmpty();
        assertThat(moment.reached(NOW.plusSeconds(5))).isFalse();
        assertThat(moment.reached(NOW.plusSeconds(2))).isFalse();
        assertThat(moment.reached(NOW.plusSeconds(9))).isFalse();
        assertThat(moment.changesAt()).contains(NOW.plusSeconds(2));
    }

    @Test
    void whatHasComeStaysSo() {
        assertThat(moment.reached(NOW)).isTrue();
        assertThat(moment.passed(NOW.minusNanos(1))).isTrue();
        assertThat(moment.changesAt()).isEmpty();
    }

    @Test
    void aTimeHasPassedOnceItIsLater() {
        assertThat(moment.passed(NOW)).isFalse();
        assertThat(moment.changesAt()).contains(NOW.plusNanos(1));
        assertThat(new Moment(NOW.plusNanos(1)).passed(NOW)).isTrue();
    }
}

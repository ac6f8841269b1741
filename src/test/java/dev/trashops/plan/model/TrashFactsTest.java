package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrashFactsTest {
    private static final Instant NOW = Instant.parse("2026-06-03T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(2));

    private static TrashFacts until(Instant date, boolean estimated) {
        return new TrashFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(date),
                false,
                Optional.empty(),
                estimated);
    }

    @Test
    void aLikelyDateStaysWhileRoboflowTellsNone() {
        assertThat(until(LATER, true).after(Optional.of(until(NOW, true)), true))
                .isEqualTo(until(NOW, true));
        assertThat(until(NOW, true).after(Optional.of(until(LATER, true)), true))
                .isEqualTo(until(NOW, true));
    }

    /** Of two entries that may be the item one may tell its date. */
    @Test
    void itStaysWhereOnlyAnotherEntryTellsOne() {
        assertThat(until(LATER, false).after(Optional.of(until(NOW, true)), true))
                .isEqualTo(until(NOW, true));
    }

    @Test
    void itGivesWayToTheDateThatRoboflowTellsAtLast() {
        assertThat(until(LATER, false).after(Optional.of(until(NOW, true)), false))
                .isEqualTo(until(LATER, false));
    }
}

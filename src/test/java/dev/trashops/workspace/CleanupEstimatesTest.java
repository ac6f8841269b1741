package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CleanupEstimatesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(30);

    private final CleanupEstimates estimates = new CleanupEstimates();

    private TrashEntry listed(Optional<Instant> deletedAt, Optional<Instant> cleanupAt, Instant now) {
        TrashEntry entry = new TrashEntry(
                "project",
                "p_1",
                Optional.empty(),
                Optional.of("cat"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                deletedAt,
                cleanupAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return estimates
                .completed(new TrashListing(List.of(entry), true, Optional.empty()), now)
                .entries()
                .get(0);
    }

    @Test
    void aDateThatRoboflowTellsStays() {
        TrashEntry entry = listed(Optional.of(NOW.minusSeconds(5)), Optional.of(NOW.plusSeconds(5)), NOW);
        assertThat(entry.scheduledCleanupAt()).contains(NOW.plusSeconds(5));
        assertThat(entry.cleanupEstimated()).isFalse();
    }

    @Test
    void withoutOneItIsThirtyDaysAfterTheDeletion() {
        TrashEntry entry = listed(Optional.of(NOW.minus(Duration.ofDays(28))), Optional.empty(), NOW);
        assertThat(entry.scheduledCleanupAt()).contains(NOW.plus(Duration.ofDays(2)));
        assertThat(entry.cleanupEstimated()).isTrue();
    }

    @Test
    void withoutEitherItIsThirtyDaysAfterItWasFirstSeen() {
        assertThat(listed(Optional.empty(), Optional.empty(), NOW).scheduledCleanupAt())
                .contains(NOW.plus(KEPT));
        assertThat(listed(Optional.empty(), Optional.empty(), NOW.plus(Duration.ofDays(9)))
                        .scheduledCleanupAt())
                .contains(NOW.plus(KEPT));
    }
}

package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.election.PresenceMark;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An operator without leader election can be seen, and stands in nobody's way. */
abstract class PresenceMarkContract {
    static final String LEASE = "roboflow-trash-operator";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T12:00:00Z"));

    abstract KubernetesClient client();

    abstract String namespace();

    PresenceMark mark(String identity) {
        return new PresenceMark(client(), new LeaseManager.Election(namespace(), LEASE, identity), clock);
    }

    private Optional<String> holder() {
        return PresenceMark.holder(client(), namespace(), LEASE, clock.instant());
    }

    @Test
    void itIsSeenFromItsStartToItsEnd() {
        assertThat(holder()).isEmpty();
        try (PresenceMark mark = mark("one")) {
            mark.renew();
            assertThat(holder()).contains("one");
            clock.advance(Duration.ofSeconds(14));
            mark.renew();
            clock.advance(Duration.ofSeconds(14));
            assertThat(holder()).contains("one");
        }
        assertThat(holder()).isEmpty();
    }

    @Test
    void oneThatWasKilledIsForgottenSoon() {
        mark("killed").renew();
        clock.advance(Duration.ofSeconds(16));
        assertThat(holder()).isEmpty();
        mark("next").renew();
        assertThat(holder()).contains("next");
    }

    @Test
    void whileSeveralRunOneOfThemIsSeen() {
        PresenceMark other = mark("other");
        try (PresenceMark mark = mark("one")) {
            mark.renew();
            other.renew();
            assertThat(holder()).contains("one");
        }
        other.renew();
        assertThat(holder()).contains("other");
        other.close();
    }

    @Test
    void replicasThatElectALeaderAreNotHindered() {
        mark("one").renew();
        assertThat(LeaseManager.holder(client(), namespace(), LEASE, clock.instant()))
                .isEmpty();
    }
}

package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.ShiftedClock;
import dev.trashops.workspace.port.Uptime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UptimeTest {
    private static final Duration DAYS = Duration.ofDays(3);

    private final ManualClock time = new ManualClock();
    private final ShiftedClock clock = new ShiftedClock(time);
    private final Uptime uptime = Uptime.of(clock);

    @Test
    void aJumpForwardOfItsClockIsTimeThatHasPassed() {
        Duration before = uptime.elapsed();
        clock.ahead(DAYS);
        assertThat(uptime.elapsed().minus(before)).isEqualTo(DAYS);
    }

    @Test
    void itGoesOnFromWhereItIsWhenItsClockIsSetBack() {
        clock.ahead(DAYS);
        Duration before = uptime.elapsed();
        clock.ahead(Duration.ZERO);
        assertThat(uptime.elapsed()).isEqualTo(before);
        time.advance(Duration.ofSeconds(7));
        assertThat(uptime.elapsed().minus(before)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void thatOfTheMachineDoesNotGoBack() {
        Uptime system = Uptime.system();
        Duration before = system.elapsed();
        assertThat(system.elapsed()).isGreaterThanOrEqualTo(before);
    }
}

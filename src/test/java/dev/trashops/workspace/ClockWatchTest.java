package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.ShiftedClock;
import dev.trashops.workspace.port.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens while clock and uptime are read, one after the other: before the first such read, the second, and so on. */
class ClockWatchTest {
    private static final Duration LONG = Duration.ofDays(5);

    private final ManualClock time = new ManualClock();
    private final ShiftedClock machine = new ShiftedClock(time);
    private Runnable event = () -> {};
    private int readsUntilEvent = -1;

    private void after(int reads, Runnable what) {
        readsUntilEvent = reads;
        event = what;
    }

    private void reads() {
        if (readsUntilEvent-- == 0) {
            event.run();
        }
    }

    private ClockWatch watch(Uptime uptime) {
        InstantSource clock = () -> {
            reads();
            return machine.instant();
        };
        ClockWatch watch = new ClockWatch(clock.withZone(ZoneOffset.UTC), () -> {
            reads();
            return uptime.elapsed();
        });
        assertThat(watch.read().setBy()).isZero();
        return watch;
    }

    /** By how much the clock was set as three readings tell, of which what was to happen falls into the first. */
    private static List<Duration> noticed(ClockWatch watch) {
        Duration first = watch.read().setBy();
        Duration second = watch.read().setBy();
        assertThat(watch.read().setBy()).isZero();
        return List.of(first, second);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aProcessThatIsHeldUpTakesNoClockToBeSet(int reads) {
        ClockWatch watch = watch(Uptime.of(time));
        after(reads, () -> time.advance(LONG));
        assertThat(noticed(watch)).containsOnly(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void timeThatIsMadeToPassIsNoClockThatWasSet(int reads) {
        ClockWatch watch = watch(Uptime.of(machine));
        after(reads, () -> machine.ahead(LONG));
        assertThat(noticed(watch)).containsOnly(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aClockThatIsSetIsNoticedOnceEvenIfTheProcessIsHeldUpMeanwhile(int reads) {
        for (Duration heldUp : List.of(Duration.ZERO, LONG)) {
            for (Duration by : List.of(LONG, LONG.negated())) {
                machine.ahead(Duration.ZERO);
                ClockWatch watch = watch(Uptime.of(time));
                after(reads, () -> {
                    machine.ahead(by);
                    time.advance(heldUp);
                });
                assertThat(noticed(watch)).containsOnlyOnce(by).containsOnlyOnce(Duration.ZERO);
            }
        }
    }

    /** What is planned with that must not be older than what was noticed. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatTheClockShowsBelongsToWhatWasNoticed(int reads) {
        ClockWatch watch = watch(Uptime.of(time));
        Instant before = machine.instant();
        after(reads, () -> machine.ahead(LONG.negated()));
        ClockWatch.Reading reading = watch.read();
        assertThat(reading.setBy().isZero()).isEqualTo(reading.now().equals(before));
    }
}

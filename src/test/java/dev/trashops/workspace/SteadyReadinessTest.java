package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shown while calls fail in a row, each perhaps in another way. */
class SteadyReadinessTest {
    private static final Readiness TIMEOUT = Readiness.reconciling(Reason.API_UNAVAILABLE, "timeout");
    private static final Readiness ERROR = Readiness.reconciling(Reason.API_UNAVAILABLE, "http-503");
    private static final Readiness LIMITED = Readiness.reconciling(Reason.RATE_LIMITED, "http-429");
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "http-401");

    @Test
    void causesThatTakeTurnsAreOneMessage() {
        assertThat(shown(Stream.iterate(TIMEOUT, last -> last.equals(TIMEOUT) ? ERROR : TIMEOUT)
                        .limit(1_000)))
                .containsExactly(TIMEOUT);
        assertThat(shown(IntStream.range(0, 1_000)
                        .mapToObj(i -> List.of(TIMEOUT, ERROR, LIMITED).get(i % 3))))
                .containsExactly(TIMEOUT);
    }

    @Test
    void aCauseThatLastsIsNamedInTheEnd() {
        assertThat(shown(Stream.of(TIMEOUT, ERROR, ERROR, ERROR))).containsExactly(TIMEOUT, ERROR);
        assertThat(shown(Stream.of(TIMEOUT, ERROR, ERROR, TIMEOUT, ERROR, ERROR)))
                .containsExactly(TIMEOUT);
    }

    @Test
    void eachChangeTakesTwiceAsLongSoThatTheirNumberGrowsWithTheLogarithmOfTheOutage() {
        Stream<Readiness> runs = IntStream.range(0, 10_000).mapToObj(i -> i / 5 % 2 == 0 ? TIMEOUT : ERROR);
        assertThat(shown(runs)).hasSize(2);
        Stream<Readiness> longer = IntStream.range(0, 10_000).mapToObj(i -> i / 50 % 2 == 0 ? TIMEOUT : ERROR);
        assertThat(shown(longer)).hasSizeLessThan(8);
    }

    @Test
    void whatAPersonHasToActOnIsShownAtOnceAndNotForgottenForAnErrorInBetween() {
        assertThat(shown(Stream.of(ERROR, REFUSED, ERROR, REFUSED, TIMEOUT))).containsExactly(ERROR, REFUSED);
        assertThat(shown(Stream.of(ERROR, REFUSED, ERROR, ERROR, ERROR, ERROR, ERROR, ERROR)))
                .containsExactly(ERROR, REFUSED, ERROR);
    }

    /** What was shown, without repetitions. */
    private static List<Readiness> shown(Stream<Readiness> failures) {
        List<Readiness> all = new ArrayList<>();
        Optional<SteadyReadiness> before = Optional.empty();
        for (Readiness failure : failures.toList()) {
            SteadyReadiness steady =
                    before.map(known -> known.next(failure)).orElseGet(() -> SteadyReadiness.first(failure));
            before = Optional.of(steady);
            if (all.isEmpty() || !all.get(all.size() - 1).equals(steady.shown())) {
                all.add(steady.shown());
            }
        }
        return all;
    }
}

package dev.trashops.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.observe.ObservationTimes.Unlisted;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.RandomRuleWorkspace;
import dev.trashops.plan.testdata.RandomWorkspace;
import dev.trashops.plan.testdata.Rereads;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** For how long a plan says what another one of the same facts would say. A failure names the seed. */
class PlansHoldTest {
    private static final int WORKSPACES = Integer.getInteger("workspaces", 1_000);
    private static final int FIRST = Integer.getInteger("workspaces.from", 0);
    private static final int INSTANTS = 6;
    private static final Duration FAR = Duration.ofDays(500);

    private interface Law {
        void holds(PlanInput input, Plan plan, Random random);
    }

    private static void everywhere(Law law) {
        List<String> broken = Stream.concat(
                        broken("workspace", seed -> new RandomWorkspace(new Random(seed)).input(), law),
                        broken("workspace with rules", seed -> new RandomRuleWorkspace(seed).input(), law))
                .toList();
        assertThat(broken).isEmpty();
    }

    private static Stream<String> broken(String kind, LongFunction<PlanInput> workspaces, Law law) {
        return LongStream.range(FIRST, FIRST + WORKSPACES)
                .mapToObj(seed -> broken(workspaces.apply(seed), law, new Random(seed))
                        .map(why -> kind + " of seed " + seed + ": " + why))
                .flatMap(Optional::stream);
    }

    private static Optional<String> broken(PlanInput input, Law law, Random random) {
        try {
            Plan plan = Planner.plan(input);
            law.holds(input.remembering(plan), plan, random);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Everything but until when it holds. */
    private static void assertSame(Plan plan, Plan other) {
        assertThat(other.items()).as("items").isEqualTo(plan.items());
        assertThat(other.policies()).as("policies").isEqualTo(plan.policies());
        assertThat(other.actions()).as("actions").isEqualTo(plan.actions());
        assertThat(other.reads()).as("reads").containsExactlyInAnyOrderElementsOf(plan.reads());
        assertThat(other.outdated()).as("outdated").isEqualTo(plan.outdated());
        assertThat(uncounted(other.state())).as("state").isEqualTo(uncounted(plan.state()));
    }

    /** Without the number of listings that agree with each other, which matters only where the plan waits for the next one. */
    private static PlannerState uncounted(PlannerState state) {
        ObservationTimes times = state.times();
        Map<ClaimId, Unlisted> unlisted = new HashMap<>();
        times.unlisted()
                .forEach((claim, series) -> unlisted.put(claim, new Unlisted(series.since(), series.since(), 0)));
        return new PlannerState(
                new ObservationTimes(
                        times.noticed(),
                        times.listedSince(),
                        unlisted,
                        times.deletingSince(),
                        times.actions(),
                        times.touched(),
                        times.missed(),
                        times.clockSkewed()),
                state.renames(),
                state.settling(),
                state.deletions(),
                state.backoffs(),
                state.goneSince());
    }

    @Test
    void aPlanMadeAgainOfWhatItSaidIsTheSame() {
        everywhere((known, plan, random) -> assertSame(plan, Planner.plan(known)));
    }

    @Test
    void nothingChangesBeforeThePlanWakes() {
        everywhere((known, plan, random) -> {
            Instant end = plan.wakeAt().orElse(known.now().plus(FAR));
            instants(known.now(), end, random).forEach(at -> {
                try {
                    assertSame(plan, Planner.plan(PlanInputEdits.now(known, at)));
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "at " + at + " of " + known.now() + " to " + end + ": " + e.getMessage(), e);
                }
            });
        });
    }

    private static List<Instant> instants(Instant from, Instant end, Random random) {
        long nanos = Duration.between(from, end).toNanos();
        return Stream.concat(
                        Stream.of(end.minusNanos(1)),
                        Stream.generate(() -> from.plusNanos((long) (nanos * Math.pow(random.nextDouble(), 3))))
                                .limit(INSTANTS))
                .toList();
    }

    @Test
    void aReadThatShowsTheSameChangesNothingBeforeItMatters() {
        everywhere((known, plan, random) -> {
            Instant end = plan.wakeAt().orElse(known.now().plus(FAR));
            for (Instant at : instants(known.now(), end, random)) {
                PlanInput later = PlanInputEdits.now(known, at);
                assertSame(plan, Planner.plan(new Rereads(later, plan.validity(), random).made()));
            }
        });
    }
}

package dev.trashops.workspace.simulation;

import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Runs histories with the seeds 1, 2, 3 ... until enough were run, or enough time was spent on some. With
 * {@code -Dhistories=2000} it runs exactly so many, whatever that takes; with {@code -Dsimulation.seed=17} just that one.
 */
final class SeededRuns {
    /** Both simulations run side by side, so this is what they may add to the build. */
    private static final Duration BUDGET = Duration.ofSeconds(90);

    private SeededRuns() {}

    /**
     * Runs them and tells how many there were.
     *
     * @param atLeast how many are run even when there is no time for more
     * @param atMost how many are run when there is
     */
    static int run(int atLeast, int atMost, LongConsumer history) {
        long only = Long.getLong("simulation.seed", 0);
        if (only > 0) {
            one(only, history);
            return 1;
        }
        int asked = Integer.getInteger("histories", 0);
        long start = System.nanoTime();
        int done = 0;
        while (done < (asked > 0 ? asked : atMost)) {
            if (asked == 0 && done >= atLeast && System.nanoTime() - start > BUDGET.toNanos()) {
                break;
            }
            one(++done, history);
        }
        System.out.println("histories run: those with the seeds 1 to " + done);
        return done;
    }

    private static void one(long seed, LongConsumer history) {
        try {
            history.accept(seed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "history with seed " + seed + " (repeat it with -Dsimulation.seed=" + seed + ")", e);
        }
    }
}

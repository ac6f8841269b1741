package dev.trashops.workspace.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs histories with the seeds 1, 2, 3 ... until enough were run, or enough time was spent on some. With
 * {@code -Dhistories=2000} it runs exactly so many, whatever that takes, with {@code -Dsimulation.from=50001} from that seed on
 * (so several processes can share the work); with {@code -Dsimulation.seed=17} just that one.
 */
final class SeededRuns {
    /** Both simulations run side by side, so this is what they may add to the build. */
    private static final Duration BUDGET = Duration.ofSeconds(90);

    private SeededRuns() {}

    /** One history, named by its seed. */
    interface History {
        void run(long seed, SimCounts counts);
    }

    /**
     * Runs them and tells how many there were.
     *
     * @param atLeast how many are run even when there is no time for more
     * @param atMost how many are run when there is
     */
    static int run(int atLeast, int atMost, History history) {
        long only = Long.getLong("simulation.seed", 0);
        if (only > 0) {
            one(only, history, new SimCounts(), new ArrayList<>());
            return 1;
        }
        int asked = Integer.getInteger("histories", 0);
        long start = System.nanoTime();
        List<AssertionError> failed = new ArrayList<>();
        SimCounts counts = new SimCounts();
        long from = Long.getLong("simulation.from", 1);
        int done = 0;
        while (done < (asked > 0 ? asked : atMost)) {
            if (asked == 0 && done >= atLeast && System.nanoTime() - start > BUDGET.toNanos()) {
                break;
            }
            one(from + done, history, counts, failed);
            done++;
        }
        long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        System.out.println("histories run: those with the seeds " + from + " to " + (from + done - 1) + " in " + seconds
                + " s, with " + counts);
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
        return done;
    }

    /** With {@code -Dsimulation.failures=20} it goes on until so many have failed, and names each. */
    private static void one(long seed, History history, SimCounts counts, List<AssertionError> failed) {
        try {
            history.run(seed, counts);
        } catch (AssertionError | RuntimeException e) {
            failed.add(new AssertionError(
                    "history with seed " + seed + " (repeat it with -Dsimulation.seed=" + seed + "): " + e, e));
            System.out.println(failed.get(failed.size() - 1).getMessage());
            if (failed.size() >= Integer.getInteger("simulation.failures", 1)) {
                throw failed.get(0);
            }
        }
    }
}

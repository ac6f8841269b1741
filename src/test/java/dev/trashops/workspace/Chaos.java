package dev.trashops.workspace;

import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.RoboflowException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides, from a seeded source, where a process dies and which calls fail, before or after they took effect. */
final class Chaos {
    private final RandomGenerator random;
    private double crashes;
    private double faults;

    Chaos(RandomGenerator random) {
        this.random = random;
    }

    /** The process died; nothing that it held in memory is left. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    void rage(double crashRate, double faultRate) {
        crashes = crashRate;
        faults = faultRate;
    }

    void calm() {
        rage(0, 0);
    }

    /** Called at every crossing of a port: the process may die here. */
    void mayCrash() {
        if (random.nextDouble() < crashes) {
            throw new Crash();
        }
    }

    /** Called before a request takes effect. */
    void mayFail(String route) throws RoboflowException {
        if (random.nextDouble() < faults) {
            throw new RoboflowException(
                    switch (random.nextInt(5)) {
                        case 0 -> new Failure.RateLimited(route, Optional.of(Duration.ofSeconds(3)));
                        case 1 -> new Failure.Malformed(route);
                        case 2 -> new Failure.Unavailable(route);
                        case 3 -> new Failure.OverBudget(route, Duration.ofMillis(300));
                        default -> new Failure.Refused(route, 403);
                    });
        }
    }

    /** Called after a request took effect: its answer may be lost. */
    void mayLoseAnswer(String route) throws RoboflowException {
        if (random.nextDouble() < faults) {
            throw new RoboflowException(
                    random.nextBoolean() ? new Failure.Unavailable(route) : new Failure.Malformed(route));
        }
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }
}

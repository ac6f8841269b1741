package dev.trashops.workspace.fake;

import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Decides, from a seeded source, where a process dies and which calls fail, before or after they took effect. */
public final class FaultInjector {
    private static final double STAYS_STUCK = 0.4;

    private final RandomGenerator random;
    private final Set<String> lied = new HashSet<>();
    private double crashes;
    private double faults;
    private double lies;
    private double ignoring;
    private int page = Integer.MAX_VALUE;
    private boolean hasCut;
    private final Set<Object> stuck = new HashSet<>();

    public FaultInjector(RandomGenerator random) {
        this.random = random;
    }

    /** The process died; nothing that it held in memory is left. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    public void rage(double crashRate, double faultRate) {
        crashes = crashRate;
        faults = faultRate;
    }

    /** How often a list shows less than there is. */
    public void lie(double rate) {
        lies = rate;
    }

    /** How often a change is answered well and never takes effect; some things stay so until it is {@link #calm}. */
    public void ignore(double rate) {
        ignoring = rate;
    }

    /** From now on the Trash is listed up to so many entries, as if the rest were on another page. */
    public void cut(int newPage) {
        page = newPage;
        hasCut |= newPage < Integer.MAX_VALUE;
    }

    int page() {
        return page;
    }

    /** Whether it was ever listed so. */
    public boolean hasCut() {
        return hasCut;
    }

    public void calm() {
        rage(0, 0);
        cut(Integer.MAX_VALUE);
        lie(0);
        ignore(0);
        stuck.clear();
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
                        case 0 -> new RoboflowFailure.RateLimited(route, Optional.of(Duration.ofSeconds(3)));
                        case 1 -> new RoboflowFailure.Malformed(route);
                        case 2 -> new RoboflowFailure.Unavailable(route);
                        case 3 -> new RoboflowFailure.OverBudget(route, Duration.ofMillis(300));
                        default -> new RoboflowFailure.Refused(route, 403);
                    });
        }
    }

    /** Called after a request took effect: its answer may be lost. */
    void mayLoseAnswer(String route) throws RoboflowException {
        if (random.nextDouble() < faults) {
            throw new RoboflowException(
                    random.nextBoolean()
                            ? new RoboflowFailure.Unavailable(route)
                            : new RoboflowFailure.Malformed(route));
        }
    }

    /** Whether a call to Kubernetes fails. */
    boolean fails() {
        return chance(faults);
    }

    /** Whether a list shows less than there is; never twice in a row, since what is said twice is believed. */
    boolean lies(String route) {
        if (chance(lies) && lied.add(route)) {
            return true;
        }
        lied.remove(route);
        return false;
    }

    /** Whether a change of that thing has no effect, although the answer will say so. */
    boolean ignores(Object thing) {
        if (stuck.contains(thing)) {
            return true;
        }
        boolean ignored = ignoring > 0 && chance(ignoring);
        if (ignored && chance(STAYS_STUCK)) {
            stuck.add(thing);
        }
        return ignored;
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    public <T> Optional<T> pick(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(oneOf(list));
    }
}

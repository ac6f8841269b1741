package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Planner;
import dev.trashops.workspace.port.LoopPorts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes plans, and none as long as another one would say the same. While much changes they are spaced so that planning takes a tenth
 * of a core at most; what can be done by the present plan never waits for that, nor does what somebody wants back.
 */
final class PlanMaker {
    private static final Logger LOG = LoggerFactory.getLogger(PlanMaker.class);
    /** After a plan that took a second, the next one is made nine seconds later, or so late at most. */
    private static final int PAUSES = 9;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final LoopPorts ports;
    private final News news;
    private final Watch watch;
    private Optional<StandingPlan> standing = Optional.empty();
    private boolean waits;
    /** When the next plan may be made, by the uptime. */
    private Duration nextAt = Duration.ZERO;

    /** Is told of each time when a plan is kept because another one would say the same. */
    @FunctionalInterface
    interface Watch {
        void keeps(Plan plan, PlanInput now);
    }

    PlanMaker(LoopPorts ports, News news, Watch watch) {
        this.ports = ports;
        this.news = news;
        this.watch = watch;
    }

    /** The plan that was made last. */
    Optional<Plan> last() {
        return standing.map(StandingPlan::plan);
    }

    /**
     * The plan to go by without making another one, if there is one.
     *
     * @param reading whether reads are made first that it lacks: proofs of an action, or the little that it still asks for
     * @param confirming whether all of it was carried out, and is yet to be looked at
     */
    Optional<Plan> standing(PlanInput now, boolean reading, boolean confirming) {
        waits = false;
        if (confirming) {
            return last();
        }
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        StandingPlan last = standing.get();
        List<String> changes = last.changes(now);
        boolean holds = changes.isEmpty();
        if (holds && !news.any()) {
            watch.keeps(last.plan(), now);
            return Optional.of(last.plan());
        }
        boolean goesOn = holds ? reading : !news.any() && last.restoresMore(now);
        waits = !goesOn && last.plan().actions().isEmpty() && !pause().isZero() && !now.asksForRestore();
        if (goesOn || waits) {
            return Optional.of(last.plan());
        }
        LOG.debug("Workspace {} is planned anew: {}{}", now.workspace(), changes, news.any() ? ", reads" : "");
        return Optional.empty();
    }

    /** How long until another plan may be made; empty if none is wanted. It may have become due since it was put off. */
    Optional<Duration> untilNext() {
        return waits ? Optional.of(pause().plusMillis(1)) : Optional.empty();
    }

    private Duration pause() {
        Duration left = nextAt.minus(ports.uptime().elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    Plan make(PlanInput input) {
        Duration begun = ports.uptime().elapsed();
        Plan plan = Planner.plan(input);
        Duration ended = ports.uptime().elapsed();
        Duration took = ended.minus(begun);
        Duration pause = took.multipliedBy(PAUSES);
        nextAt = ended.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        ports.listener().planned(input.workspace(), took);
        return plan;
    }

    /** Goes by a plan from now on, that was made of this and has said it itself. */
    void goBy(Plan plan, PlanInput known) {
        standing = Optional.of(StandingPlan.of(plan, known));
        news.planned(plan.validity().thresholds());
    }

    /** After an action of the plan was carried out: further restores need no other plan, and nothing else is done by this one. */
    void carriedOut(PlannedAction action) {
        standing = standing.map(last -> last.without(action));
    }
}

package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** What goes wrong around the operators for a while: clocks are set, answers are slow, listings are cut into pages. */
final class SimTroubles {
    private static final int PAGE = 10;
    private static final int FILLERS = 13;

    private final FaultInjector faults;
    private final FakeRoboflowGateway roboflow;
    private final DeletionInvariant deletions;
    private final SimCounts counts;
    private final List<SimOperator> operators;

    SimTroubles(
            FaultInjector faults,
            FakeRoboflowGateway roboflow,
            DeletionInvariant deletions,
            SimCounts counts,
            SimOperator... operators) {
        this.faults = faults;
        this.roboflow = roboflow;
        this.deletions = deletions;
        this.counts = counts;
        this.operators = List.of(operators);
    }

    /** Sometimes the Trash holds more than a small page of it would. */
    static void fill(FaultInjector faults, FakeRoboflowGateway roboflow) {
        if (faults.chance(0.3)) {
            for (int i = 0; i < FILLERS; i++) {
                ItemKey filler = ItemKey.workflow("filler-" + i);
                roboflow.create(filler, roboflow.now().minus(Duration.ofDays(50)), false);
                roboflow.trash(filler);
            }
        }
    }

    /** One of them; {@code steps} lets the operators do so many steps meanwhile. */
    void happen(IntConsumer steps) {
        switch (faults.below(4)) {
            case 0 -> slowAnswers(steps);
            case 1 -> cutListings();
            default -> setClock();
        }
    }

    private void setClock() {
        Duration by = Duration.ofHours(faults.chance(0.5) ? 1 + faults.below(5) : 24L * (1 + faults.below(9)));
        Duration ahead = faults.chance(0.5) ? Duration.ZERO : faults.chance(0.7) ? by : by.negated();
        faults.oneOf(operators).setClock(ahead);
        counts.add(Rarity.CLOCK_SET);
    }

    private void slowAnswers(IntConsumer steps) {
        deletions.slow();
        roboflow.callsTake(Duration.ofSeconds(2L + faults.below(24)));
        steps.accept(2 + faults.below(8));
        roboflow.callsTake(FakeRoboflowGateway.CALL);
        counts.add(Rarity.SLOW_ANSWERS);
    }

    private void cutListings() {
        boolean cut = roboflow.trash().size() > PAGE && faults.chance(0.6);
        faults.cut(cut ? PAGE : Integer.MAX_VALUE);
        if (cut) {
            deletions.cut();
            counts.add(Rarity.CUT_LISTING);
        }
    }

    /** Clocks are right again, and answers as they should be. */
    void end() {
        operators.forEach(operator -> operator.setClock(Duration.ZERO));
        faults.calm();
    }
}

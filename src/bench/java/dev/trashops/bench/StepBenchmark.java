package dev.trashops.bench;

import dev.trashops.ManualClock;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.workspace.WorkspaceLoop;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopPorts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The step of a loop at rest that follows a listing which says the same as the one before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StepBenchmark {
    /** The first reads of all projects and versions, and a rest. */
    private static final Duration UNTIL_REST = Duration.ofMinutes(5);

    @Param("10000")
    public int items;

    private ManualClock clock = new ManualClock();
    private StillWorkspace still = new StillWorkspace(SettledInput.of(0, 0));
    private WorkspaceLoop loop = loop();

    private WorkspaceLoop loop() {
        return new WorkspaceLoop(
                still.workspace(),
                new LoopPorts(still, still.stores(), new LoopListener() {}, clock),
                // Longer than the benchmark, so that the Trash alone is read.
                new WorkspaceLoop.Settings(Set.of(ActionKind.values()), Duration.ofDays(30)));
    }

    @Setup
    public void settle() {
        PlanInput input = SettledInput.of(items, items / 5);
        clock = new ManualClock(input.now());
        still = new StillWorkspace(input);
        loop = loop();
        Instant end = clock.instant().plus(UNTIL_REST);
        while (clock.instant().isBefore(end)) {
            step();
        }
    }

    @Setup(Level.Invocation)
    public void list() {
        int before = still.listings();
        while (still.listings() == before) {
            step();
        }
    }

    private void step() {
        loop.step().ifPresent(clock::advanceTo);
    }

    @Benchmark
    public Optional<Instant> stepAfterEqualListing() {
        return loop.step();
    }
}

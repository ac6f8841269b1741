package dev.trashops.bench;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.Planner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One pass over a workspace at rest. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlannerBenchmark {
    @Param("10000")
    public int items;

    private PlanInput input = SettledInput.of(0, 0);

    @Setup
    public void settle() {
        input = SettledInput.of(items, items / 5);
    }

    @Benchmark
    public Plan pass() {
        return Planner.plan(input);
    }
}

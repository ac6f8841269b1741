package dev.trashops.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What JMH finds of one benchmark.
 *
 * @param millis of an invocation
 * @param megabytes that an invocation allocates
 */
record Jmh(double millis, double megabytes) {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String C1 = "-XX:TieredStopAtLevel=1";

    /** With the compiler that the image uses. */
    static Jmh withC1(Class<?> benchmark, Settings settings) throws RunnerException {
        return run(benchmark, settings, List.of(C1));
    }

    static Jmh withC2(Class<?> benchmark, Settings settings) throws RunnerException {
        return run(benchmark, settings, List.of());
    }

    private static Jmh run(Class<?> benchmark, Settings settings, List<String> flags) throws RunnerException {
        List<String> all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-Xmx2g"));
        all.addAll(flags);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(benchmark.getSimpleName())
                        .param("items", Integer.toString(settings.scaled(10_000)))
                        .jvm(settings.java())
                        .jvmArgs(all.toArray(String[]::new))
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(3))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(3))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        RunResult result = results.iterator().next();
        double allocated = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED))
                .getScore();
        return new Jmh(result.getPrimaryResult().getScore(), allocated / 1e6);
    }
}

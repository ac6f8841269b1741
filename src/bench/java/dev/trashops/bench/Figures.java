package dev.trashops.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** All rows of the table, in the order they are measured: those that share an operator at rest follow each other. */
final class Figures {
    private static final int FEW = 1_000;
    private static final int SOME = 3_000;
    static final int MANY = 10_000;

    private Figures() {}

    static Map<String, Figure> all() {
        Map<String, Figure> all = new LinkedHashMap<>();
        all.put("pass", Figures::pass);
        all.put("step", Figures::step);
        all.put("start", new StartFigure());
        all.put("deletion", new DeletionFigure());
        all.put("small", Figures::small);
        all.put("intake", Figures::intake);
        all.put("rest", Figures::rest);
        all.put("today", new TodayFigure());
        all.put("restore", new RestoreFigure());
        all.put("restart", new RestartFigure());
        all.put("memory", Figures::memory);
        all.put("heap", Figures::heap);
        all.put("kopf", new KopfFigure());
        all.put("workspaces", new WorkspacesFigure());
        return all;
    }

    private static String pass(Servers servers) throws Exception {
        Jmh fast = Jmh.withC1(PlannerBenchmark.class, servers.settings());
        Jmh best = Jmh.withC2(PlannerBenchmark.class, servers.settings());
        return "%.0f / %.0f ms, %.1f MB".formatted(fast.millis(), best.millis(), fast.megabytes());
    }

    private static String step(Servers servers) throws Exception {
        Jmh fast = Jmh.withC1(StepBenchmark.class, servers.settings());
        return "%.1f ms".formatted(fast.millis());
    }

    private static String small(Servers servers) throws Exception {
        Servers.Settled some = servers.settled(servers.settings().scaled(SOME));
        return Numbers.seconds(some.intake()) + "; " + Numbers.seconds(some.restPerMinute());
    }

    private static String intake(Servers servers) throws Exception {
        return Numbers.seconds(many(servers).intake());
    }

    private static String rest(Servers servers) throws Exception {
        return Numbers.seconds(many(servers).restPerMinute());
    }

    private static String memory(Servers servers) throws Exception {
        Servers.Settled few = servers.settled(servers.settings().scaled(FEW));
        Servers.Settled many = many(servers);
        return "%d / %d / %d MiB".formatted(few.startMiB(), few.residentMiB(), many.residentMiB());
    }

    private static String heap(Servers servers) throws Exception {
        int items = servers.settings().scaled(MANY);
        long full = many(servers).liveBytes();
        Trial empty = servers.start(Workload.of(0), Servers.LIMIT);
        empty.awaitIdle();
        return "%.1f KiB".formatted((full - empty.operator().liveBytes()) / 1024.0 / items);
    }

    private static Servers.Settled many(Servers servers) throws Exception {
        return servers.settled(servers.settings().scaled(MANY));
    }
}

package dev.trashops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How many requests the ways need by which people do this today, and how many the operator. */
final class TodayFigure implements Figure {
    private static final String CLIENT = "roboflow==1.7.3";
    private static final int RESTORES = 20;
    private static final int FIRST = 120;

    @Override
    public String measure(Servers servers) throws Exception {
        int items = servers.settings().scaled(Figures.MANY);
        Trial trial = servers.atRest(items);
        double rest = servers.settled(items).requestsPerInterval();
        try (Sandbox sandbox = Sandbox.start(trial.folder(), trial.workload())) {
            return "a poller per item %d, the operator %.1f an interval; the official client %.1f, the operator %.1f a restore"
                    .formatted(
                            polled(sandbox, items), rest, restoredByClient(sandbox), restoredByOperator(trial, rest));
        }
    }

    /** What polls each of its items once. */
    private static int polled(Sandbox sandbox, int items) throws IOException, InterruptedException {
        String workspace = Workload.workspace(0);
        sandbox.forgetRequests();
        for (int i = 0; i < items; i++) {
            sandbox.get("/" + workspace + "/" + Workload.active(i), workspace);
        }
        return sandbox.calls();
    }

    /** A script that looks for an item in the Trash and restores it. */
    private static double restoredByClient(Sandbox sandbox) throws IOException, InterruptedException {
        String workspace = Workload.workspace(0);
        List<String> arguments = new ArrayList<>(List.of(
                Path.of("src", "bench", "python", "restore.py").toString(),
                sandbox.uri().toString(),
                workspace,
                Workload.key(workspace)));
        IntStream.range(0, RESTORES).mapToObj(Workload::inTrash).forEach(arguments::add);
        sandbox.forgetRequests();
        Process script = Python.with(CLIENT)
                .command("python", arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0 || sandbox.mutations().size() != RESTORES) {
            throw new IOException("The official client did not restore: " + said);
        }
        return sandbox.calls() / (double) RESTORES;
    }

    /** What it sends beyond what it sends at rest. */
    private static double restoredByOperator(Trial trial, double rest) throws Exception {
        String workspace = Workload.workspace(0);
        List<String> projects = IntStream.range(FIRST, FIRST + RESTORES)
                .mapToObj(Workload::inTrash)
                .toList();
        int ready = trial.watch().ready() + RESTORES;
        trial.create(projects.stream().map(project -> Workload.item(workspace, project, "Trashed")));
        trial.awaitReady(ready);
        trial.sandbox().forgetRequests();
        Instant begun = Instant.now();
        projects.forEach(project -> trial.desire(Workload.name(workspace, project), "Restored"));
        trial.awaitThat(() -> trial.sandbox().mutations().size() == RESTORES);
        trial.awaitReady(ready);
        double intervals = Duration.between(begun, Instant.now()).toMillis() / 10e3;
        return (trial.sandbox().calls() - rest * intervals) / RESTORES;
    }
}

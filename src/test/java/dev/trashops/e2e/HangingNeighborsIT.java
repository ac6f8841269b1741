package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces whose calls are never answered, beside one that is well. */
@RealKube
class HangingNeighborsIT {
    private static final List<String> SILENT =
            IntStream.rangeClosed(1, 8).mapToObj(i -> "silent-" + i).toList();
    private static final int RESTORES = 3;
    private static final int CALLS_EACH = 3;
    private static final int SPARE_THREADS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theHealthyOneIsRestoredAndTheOthersFollowOnceTheyAnswer(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(Stream.concat(SILENT.stream(), Stream.of("healthy"))
                        .map(HangingNeighborsIT::workspace)
                        .toArray(String[]::new));
                Product product = Product.start(space, folder, roboflow.uri())) {
            hang(roboflow);
            SILENT.forEach(name -> team.apply(
                    Team.secret(name, "key-" + name),
                    Team.policy(name),
                    Team.item(name, name, "workflow lost", "Restored")));
            await().atMost(PATIENCE).until(() -> total(roboflow) >= SILENT.size());
            team.apply(
                    Team.secret("healthy", "key-healthy"),
                    Team.policy("healthy", "rules: [{name: protect, action: Restore, match: {types: [Workflow]}}]"));
            await().atMost(PATIENCE).until(() -> roboflow.trash("healthy").isEmpty());
            int threads = threads(product);

            for (int i = 0; i < RESTORES; i++) {
                roboflow.act("healthy", "'do':'trash','type':'workflow','workflow':'flow-" + i + "'");
                await().atMost(PATIENCE).until(() -> roboflow.trash("healthy").isEmpty());
            }
            int calls = total(roboflow);
            await("further calls that hang")
                    .atMost(PATIENCE)
                    .until(() -> total(roboflow) >= calls + CALLS_EACH * SILENT.size());
            assertThat(threads(product)).isLessThanOrEqualTo(threads + SPARE_THREADS);
            assertThat(product.isWell("/livez")).isTrue();
            assertThat(roboflow.applied()).hasSize(1 + RESTORES).containsOnly("POST /healthy/trash/restore");
            SILENT.forEach(name -> assertThat(team.itemReadiness(name)).startsWith("Reconciling"));

            roboflow.heal();
            SILENT.forEach(name -> await(name + " to be restored")
                    .atMost(PATIENCE)
                    .until(() -> team.itemReadiness(name), "Ready Restored"::equals));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Half of them are never even told what their key opens. */
    private static void hang(Roboflow roboflow) {
        for (int i = 0; i < SILENT.size(); i++) {
            String name = SILENT.get(i);
            roboflow.fault("'route':'*','hang':'PT10M',"
                    + (i % 2 == 0 ? "'key':'key-" + name + "'" : "'workspace':'" + name + "'"));
        }
    }

    private static int total(Roboflow roboflow) {
        return roboflow.control("GET", "requests", "").path("total").asInt();
    }

    private static int threads(Product product) throws Exception {
        return product.metrics()
                .lines()
                .filter(line -> line.startsWith("jvm_threads_live_threads "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug
                + "'}],'workflows':[{'slug':'flow-0'},{'slug':'flow-1'},{'slug':'flow-2'}],"
                + "'trash':[{'type':'workflow','slug':'lost'}]}";
    }
}

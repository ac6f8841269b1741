package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mass deletion that somebody has meant, and approved. */
@RealKube
class ApprovedMassIT {
    private static final int WORKFLOWS = LongRun.size(470, 170);
    private static final int PROJECTS = 20;
    private static final int VERSIONS = 10;
    private static final int ALL = WORKFLOWS + PROJECTS + VERSIONS;
    private static final int CRASHES = 5;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aMassOfHeldDeletionsIsApprovedAndNoCrashRepeatsOrForgetsOne(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri(), "--requests-per-second", "25")) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", "limits: {settle: 1s}"));
            team.apply(team.file(items()));
            String digest = reviewer.awaitPlan(ALL);
            await().atMost(Team.PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            team::items,
                            readinessByItem ->
                                    readinessByItem.values().stream().allMatch("Stalled LimitExceeded"::equals));
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(reviewer.conditions()).containsKey("LimitExceeded"));
            List<String> deletions = reviewer.deletions();
            assertThat(roboflow.sent()).isEmpty();

            roboflow.forget();
            Instant approved = Instant.now();
            reviewer.approve(digest, approved.plus(Duration.ofHours(1)));
            for (int crash = 1; crash <= CRASHES; crash++) {
                int enough = crash * ALL / (CRASHES + 1);
                await().atMost(Team.PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> roboflow.applied().size() >= enough);
                product.crashAndRestart();
            }
            await().atMost(Team.PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            team::items,
                            readinessByItem -> readinessByItem.values().stream().allMatch("Ready Trashed"::equals));
            Duration took = Duration.between(approved, Instant.now());
            assertThat(roboflow.applied()).containsExactlyInAnyOrderElementsOf(deletions);
            assertThat(roboflow.sent()).hasSameSizeAs(deletions);
            assertThat(roboflow.control("GET", "requests", "").path("total").asLong())
                    .as("requests, at no more than 25 a second and a burst of 8 for each of six processes")
                    .isLessThan(25 * took.toSeconds() + (CRASHES + 1) * 8 + 25);
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(reviewer.conditions()).doesNotContainKey("LimitExceeded"));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static List<String> items() {
        return Stream.of(
                        each(WORKFLOWS, i -> Team.item("flow-" + i, "acme", "workflow flow-" + i, "Trashed")),
                        each(PROJECTS, i -> Team.item("project-" + i, "acme", "project project-" + i, "Trashed")),
                        each(VERSIONS, i -> Team.item("version-" + i, "acme", "version kept/" + (i + 1), "Trashed")))
                .flatMap(parts -> parts)
                .toList();
    }

    private static String workspace() {
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':["
                + each(PROJECTS, i -> "{'slug':'project-" + i + "','versions':[{'number':1}]},")
                        .collect(Collectors.joining())
                + "{'slug':'kept','versions':["
                + each(VERSIONS + 1, i -> "{'number':" + (i + 1) + "}").collect(Collectors.joining(","))
                + "]}],'workflows':["
                + each(WORKFLOWS, i -> "{'slug':'flow-" + i + "'}").collect(Collectors.joining(",")) + "]}";
    }

    private static Stream<String> each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text);
    }
}

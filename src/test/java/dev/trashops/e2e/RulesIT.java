package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace of 40 projects with 600 versions, 30 workflows and 200 items in the Trash, kept by three rules. */
@RealKube
class RulesIT {
    private static final int LABS = 30;
    private static final int VERSIONS = 15;
    /** Of the 15 versions of a lab project, one every 8 days, four are older than 90 days; of the last lab all are, and five are kept. */
    private static final int OLD = (LABS - 1) * 4 + 10;

    private static final int TRAINED = LABS;
    private static final int RUNNING = 5;
    private static final int PRUNED = OLD - TRAINED - RUNNING;
    private static final int MIRRORED = 195;

    private static final String RULES = """
            rules: [
                {name: protect, action: Restore, match: {projects: ['prod-*']}},
                {name: prune, action: Trash, match: {types: [Version], olderThan: 90d, keepLast: 5}, exclude: {projects: ['golden-*']}},
                {name: mirror, action: Observe, match: {types: [Project, Version, Workflow]}}]
            """.strip();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void threeRulesProtectPruneAndMirrorAWholeWorkspace(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri(), "--requests-per-second", "100")) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", RULES));
            String digest = reviewer.awaitPlan(PRUNED);
            Map<String, Long> expected = Map.of(
                    "Ready Observed", (long) MIRRORED,
                    "Ready Restored", 5L,
                    "Stalled ApprovalRequired", (long) PRUNED,
                    "Stalled TrainedModel", (long) TRAINED,
                    "Reconciling RunningTraining", (long) RUNNING);
            await().atMost(Team.PATIENCE).until(() -> counted(team), expected::equals);
            assertThat(roboflow.applied()).hasSize(5).containsOnly("POST /acme/trash/restore");
            // A policy is written after its items.
            await().atMost(Team.PATIENCE).untilAsserted(() -> {
                assertThat(reviewer.rule("protect")).isEqualTo("matched 0, planned 0, held 0");
                assertThat(reviewer.rule("prune")).isEqualTo("matched 126, planned 126, held 121");
                assertThat(reviewer.rule("mirror")).isEqualTo("matched 195, planned 0, held 0");
                assertThat(reviewer.conditions())
                        .containsKey("ApprovalRequired")
                        .doesNotContainKey("LimitExceeded");
                assertThat(cells(team, "rtp", "acme"))
                        .startsWith("acme", "True", "acme", "Enforce", "326", "121", "195", "91", "91", "0");
            });
            String child = team.name("Version lab-7/3");
            assertThat(child).matches("acme-lab-7-3-[0-9a-f]{8}");
            assertThat(cells(team, "ti", child))
                    .startsWith(child, "False", "Active", "Trashed", "Trash", "Version", "lab-7/3", "ApprovalRequired");
            assertThat(cells(team, "ti", team.name("Workflow gone-0")))
                    .contains("True", "InTrash", "Observed", "Workflow", "gone-0");

            List<String> deletions = reviewer.deletions();
            reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> counted(team).getOrDefault("Ready Trashed", 0L), done -> done == PRUNED);
            assertThat(roboflow.applied().stream().filter(line -> line.startsWith("DELETE")))
                    .containsExactlyInAnyOrderElementsOf(deletions)
                    .allMatch(line -> line.matches("DELETE /acme/(lab-\\d+/[2-4]|lab-29/([5-9]|10))"));
            await().atMost(Team.PATIENCE)
                    .until(() -> reviewer.rule("prune"), "matched 35, planned 35, held 30"::equals);
            await().atMost(Team.PATIENCE).untilAsserted(() -> {
                assertThat(cells(team, "rtp", "acme"))
                        .startsWith("acme", "True", "acme", "Enforce", "326", "30", "286", "0", "0");
                assertThat(reviewer.conditions()).doesNotContainKeys("ApprovalRequired", "LimitExceeded");
            });
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static Map<String, Long> counted(Team team) {
        return team.items().values().stream()
                .collect(Collectors.groupingBy(readiness -> readiness, Collectors.counting()));
    }

    /** What kubectl prints in the row of one resource. */
    private static List<String> cells(Team team, String resource, String name) {
        return team.kubectl("get", resource, name)
                .lines()
                .filter(line -> line.startsWith(name))
                .flatMap(line -> Stream.of(line.split(" +", -1)))
                .toList();
    }

    private static String workspace() {
        String projects = Stream.of(
                        each(8, i -> project("prod-" + i)),
                        each(2, i -> project("golden-" + i)),
                        each(LABS, i -> project("lab-" + i)))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(","));
        String workflows = each(30, i -> "{'slug':'flow-" + i + "'}").collect(Collectors.joining(","));
        String trash = Stream.of(
                        Stream.of("{'type':'project','slug':'prod-lost','versions':[{'number':1}]}"),
                        each(4, i -> "{'type':'version','project':'prod-0','number':" + (101 + i) + "}"),
                        each(5, i -> "{'type':'project','slug':'old-" + i + "'}"),
                        each(40, i -> "{'type':'workflow','slug':'gone-" + i + "'}"),
                        each(
                                150,
                                i -> "{'type':'version','project':'lab-" + i % LABS + "','number':" + (101 + i) + "}"))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(","));
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[" + projects + "],'workflows':[" + workflows
                + "],'trash':[" + trash + "]}";
    }

    private static Stream<String> each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text);
    }

    private static String project(String slug) {
        return "{'slug':'" + slug + "','versions':["
                + each(VERSIONS, i -> version(slug, i + 1)).collect(Collectors.joining(",")) + "]}";
    }

    /** The first version of each lab project is trained, the second of some is being trained. */
    private static String version(String slug, int number) {
        boolean lab = slug.startsWith("lab");
        boolean running = number == 2
                && Stream.of("lab-0", "lab-1", "lab-2", "lab-3", "lab-4").anyMatch(slug::equals);
        int age = (VERSIONS + 1 - number) * 8 + (slug.equals("lab-29") ? 200 : 0);
        return "{'number':" + number + ",'created':'-P" + age + "D'"
                + (lab && number == 1 ? ",'trained':true" : "")
                + (running ? ",'training':true" : "")
                + "}";
    }
}

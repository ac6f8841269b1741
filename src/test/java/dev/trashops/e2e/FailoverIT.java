package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas, of which the one that leads is lost. */
@RealKube
class FailoverIT {
    private static final int PROJECTS = 20;
    private static final int WORKFLOWS = 70;
    private static final int VERSIONS = 10;
    private static final int HALF = PROJECTS + WORKFLOWS + VERSIONS;
    private static final int KILLS = LongRun.size(10, 4);

    /** For a new leader to begin, and for the whole to come to rest. */
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void killedLeadersRepeatAndForgetNothing(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace());
                Replicas replicas = Replicas.start(space, folder, roboflow.uri(), "--requests-per-second", "20")) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", "limits: {settle: 1s}"));
            team.apply(team.file(items("old", "Trashed")));
            String digest = reviewer.awaitPlan(HALF);
            List<String> deletions = reviewer.deletions();
            assertThat(roboflow.sent()).isEmpty();
            team.apply(team.file(items("lost", "Restored")));
            reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));

            Replicas.Turn turn = replicas.awaitTurn();
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = kill * 2 * HALF / (KILLS + 1);
                await(enough + " changes")
                        .atMost(LONG)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> roboflow.sent().size() >= enough);
                turn.product().crashAndRestart();
                assertThat(roboflow.sent()).as("all but what is left to do").hasSizeLessThan(2 * HALF);
                turn = replicas.awaitTurnAfter(turn);
            }
            await().atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            team::items,
                            readinessByItem -> readinessByItem.size() == 2 * HALF
                                    && readinessByItem.values().stream()
                                            .allMatch(readiness -> readiness.startsWith("Ready ")));
            assertThat(roboflow.applied().stream().filter(change -> change.startsWith("DELETE")))
                    .containsExactlyInAnyOrderElementsOf(deletions);
            // None of those in the Trash at first is left there, and each restore takes one out of it.
            assertThat(roboflow.applied().stream().filter(change -> change.startsWith("POST")))
                    .hasSize(HALF);
            assertThat(roboflow.trash("acme")).hasSize(HALF).allMatch(item -> item.matches("old-.*|parent/1.."));
            assertThat(roboflow.sent()).hasSize(2 * HALF);
            assertThat(replicas.written()).doesNotContain("ERROR");
        }
    }

    private static List<String> items(String word, String desired) {
        int first = first(word);
        return Stream.of(
                        each(PROJECTS, i -> item(word + "-project-" + i, "project " + word + "-project-" + i, desired)),
                        each(WORKFLOWS, i -> item(word + "-flow-" + i, "workflow " + word + "-flow-" + i, desired)),
                        each(VERSIONS, i -> item(word + "-version-" + i, "version parent/" + (first + i), desired)))
                .flatMap(parts -> parts)
                .toList();
    }

    private static String item(String name, String item, String desired) {
        return Team.item(name, "acme", item, desired);
    }

    private static int first(String word) {
        return word.equals("old") ? 100 : 200;
    }

    private static String workspace() {
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':["
                + list(PROJECTS, i -> "{'slug':'old-project-" + i + "'}")
                + ",{'slug':'parent','versions':[{'number':1},"
                + list(VERSIONS, i -> "{'number':" + (first("old") + i) + "}")
                + "]}],'workflows':["
                + list(WORKFLOWS, i -> "{'slug':'old-flow-" + i + "'}")
                + "],'trash':["
                + list(PROJECTS, i -> "{'type':'project','slug':'lost-project-" + i + "'}") + ","
                + list(WORKFLOWS, i -> "{'type':'workflow','slug':'lost-flow-" + i + "'}") + ","
                + list(VERSIONS, i -> "{'type':'version','project':'parent','number':" + (first("lost") + i) + "}")
                + "]}";
    }

    private static String list(int count, IntFunction<String> text) {
        return each(count, text).collect(Collectors.joining(","));
    }

    private static Stream<String> each(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text);
    }

    @Test
    void whoIsToldToEndFinishesItsCallAndHandsTheTurnOver(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[{'slug':'slow'},{'slug':'next'}]}");
                Replicas replicas = Replicas.start(space, folder, roboflow.uri())) {
            Replicas.Turn turn = replicas.awaitTurn();
            Product leader = turn.product();
            roboflow.fault("'route':'DELETE /:workspace/workflows/:workflowUrl','delay':'PT4S','count':1");
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("slow", "acme", "workflow slow", "Trashed"));
            await().atMost(Team.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> leader.written().contains("\"phase\":\"begin\""));
            assertThat(roboflow.sent()).as("the call is under way").isEmpty();

            leader.process().destroy();
            assertThat(leader.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(leader.process().exitValue()).as("as run --help says").isEqualTo(143);
            assertThat(replicas.turn()).as("who holds the Lease").isNotEqualTo(Optional.of(turn));
            assertThat(roboflow.applied()).containsExactly("DELETE /acme/workflows/slow");
            assertThat(leader.written()).contains("\"outcome\":\"Done\"");
            assertThat(replicas.awaitTurnAfter(turn).product()).isEqualTo(replicas.besides(leader));
            team.awaitItem("slow", "Ready Trashed");
            team.apply(Team.item("next", "acme", "workflow next", "Trashed"));
            team.awaitItem("next", "Ready Trashed");
            assertThat(roboflow.sent()).containsExactly("DELETE /acme/workflows/slow", "DELETE /acme/workflows/next");
            assertThat(replicas.written()).doesNotContain("ERROR");
        }
    }
}

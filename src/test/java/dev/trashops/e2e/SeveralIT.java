package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several policies on one workspace, and policies that go while they act. */
@RealKube
class SeveralIT {
    private static final int BATCH = 60;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path otherFolder;

    @Test
    void twoTeamsOnOneWorkspaceMeetInOneLoop(KubeSpace space, KubeSpace otherSpace) throws Exception {
        Team team = new Team(space, folder);
        Team other = new Team(otherSpace, otherFolder);
        String both = space.namespace() + "," + otherSpace.namespace();
        try (Roboflow roboflow = Roboflow.with("""
                        {'slug':'acme','keys':[{'key':'key-acme'},{'key':'key-other'}],
                        'projects':[{'slug':'prod-a','versions':[{'number':1},{'number':2}]},
                        {'slug':'lab-a','versions':[{'number':1},{'number':2}]}],
                        'workflows':[{'slug':'lab-flow'},{'slug':'other-flow'},{'slug':'kept'}]}
                        """);
                Product product = Product.start(space, folder, roboflow.uri(), "--namespaces", both)) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "rules: [{name: protect, action: Restore, match: {projects: ['prod-*']}}, "
                                    + trash("flows", "types: [Workflow], workflows: ['lab-*'], olderThan: 1h") + "]"));
            team.awaitPolicy("acme", "Ready Available");
            other.apply(
                    Team.secret("acme", "key-other"),
                    Team.policy(
                            "acme",
                            "scope: {projects: ['*'], workflows: ['lab-*']}",
                            "limits: {settle: 1s, maxTrashed: 3, maxTrashedPercent: 100}",
                            "rules: [" + trash("prune", "types: [Version], keepLast: 1") + ", "
                                    + trash("flows", "types: [Workflow], olderThan: 1h") + "]"),
                    Team.item("outside", "acme", "workflow other-flow", "Trashed"));

            await().atMost(Team.PATIENCE).until(() -> roboflow.applied().size() == 2);
            String mine = team.name("Workflow lab-flow");
            team.awaitItem(mine, "Ready Trashed");
            other.awaitItem(other.name("Workflow lab-flow"), "Ready Trashed");
            other.awaitItem(other.name("Version lab-a/1"), "Ready Trashed");
            String protectedOne = other.name("Version prod-a/1");
            other.awaitItem(protectedOne, "Stalled Conflict");
            assertThat(other.message(protectedOne))
                    .contains("A rule in another namespace")
                    .doesNotContain("rule protect", space.namespace());
            other.awaitItem("outside", "Stalled Rejected");
            assertThat(other.readinessByItem()).doesNotContainKey("Workflow kept");
            assertThat(roboflow.applied())
                    .containsExactlyInAnyOrder("DELETE /acme/workflows/lab-flow", "DELETE /acme/lab-a/1");

            team.apply(
                    Team.item("a", "acme", "workflow kept", "Trashed"),
                    Team.item("b", "acme", "project lab-a", "Trashed"));
            team.awaitItem("a", "Stalled LimitExceeded");
            assertThat(team.message("a")).contains("LimitExceeded of RoboflowTrashPolicy acme");
            other.kubectl("delete", "rtp", "acme");
            team.awaitItem("a", "Ready Trashed");
            await().atMost(Team.PATIENCE).until(() -> other.items().keySet(), List.of("outside")::containsAll);
            other.awaitItem("outside", "Stalled PolicyNotFound");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void aPolicyThatIsDeletedHalfWayThroughTrashesNothingMore(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        String workflows = IntStream.range(0, BATCH)
                .mapToObj(i -> "{'slug':'tmp-" + i + "'}")
                .collect(Collectors.joining(","));
        try (Roboflow roboflow =
                        Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[" + workflows + "]}");
                Product product = Product.start(
                        space, folder, roboflow.uri(), "--requests-per-second", "4", "--clock", "sandbox")) {
            String policy = Team.policy(
                    "acme",
                    "limits: {settle: 1s}",
                    "rules: [{name: tidy, action: Trash, match: {types: [Workflow], olderThan: 1h}}]");
            team.apply(Team.secret("acme", "key-acme"), policy);
            String digest = reviewer.awaitPlan(BATCH);
            reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));
            await().atMost(Team.PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> roboflow.applied().size() >= 5);
            assertThat(team.kubectl("delete", "rtp", "acme", "--timeout=30s")).contains("deleted");
            int done = roboflow.sent().size();
            assertThat(done).isLessThan(BATCH);
            await().atMost(Team.PATIENCE).until(() -> team.items().isEmpty());
            await().atMost(Team.PATIENCE)
                    .until(
                            () -> team.kubectl("get", "configmaps", "-o", "name"),
                            names -> !names.contains("acme-plan"));
            assertThat(team.kubectl("get", "configmaps", "-o", "name")).contains("/acme-trashed-");
            assertThat(roboflow.sent()).hasSizeLessThanOrEqualTo(done + 1);

            int sent = roboflow.sent().size();
            team.apply(policy);
            assertThat(reviewer.awaitPlan(BATCH - sent)).isNotEqualTo(digest);
            reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));
            new Pace(team, roboflow).looks(3);
            assertThat(reviewer.conditions()).containsKey("ApprovalRequired");
            assertThat(roboflow.sent()).hasSize(sent);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static String trash(String name, String match) {
        return "{name: " + name + ", action: Trash, approval: Automatic, match: {" + match + "}}";
    }
}

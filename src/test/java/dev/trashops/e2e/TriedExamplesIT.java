package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of examples, each on the sandbox's own workspace, as its README tells it. */
@RealKube
class TriedExamplesIT {
    private static final Path EXAMPLES = Path.of("examples");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void protectProductionBringsBackWhatItNamesAndWhatSomebodyTrashes(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = start(space, roboflow)) {
            team.apply(EXAMPLES.resolve("protect-production"));
            List<String> left =
                    List.of("safety-vests", "forklift-traffic/3", "pets-demo-copy", "shelf-gaps/4", "test-flow-2");
            comes(() -> roboflow.trash("acme-vision").equals(left));
            roboflow.act("acme-vision", "'do':'trash','type':'project','project':'hard-hats','by':'somebody'");
            new Pace(team, roboflow).until(() -> roboflow.trash("acme-vision").equals(left));
            new Pace(team, roboflow)
                    .until(() -> "Ready Restored".equals(team.readinessByItem().get("Project hard-hats")));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void aboutToBePurgedShowsTheTrashAndSavesWhatIsNearest(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = start(space, roboflow)) {
            team.apply(EXAMPLES.resolve("about-to-be-purged"));
            comes(() -> "Ready Restored".equals(team.readinessByItem().get("Project safety-vests")));
            comes(() -> team.items().size() == 9);
            comes(() -> team.warning(team.name("Version hard-hats/5")).equals("Within3d"));
            comes(() -> team.warning(team.name("Project conveyor-jams")).equals("Within7d"));
            assertThat(team.kubectl("get", "ti", "--sort-by=.status.trash.scheduledCleanupAt"))
                    .containsSubsequence("hard-hats/5", "legacy-counter", "conveyor-jams/2", "test-flow-2");
            assertThat(roboflow.applied()).containsExactly("POST /acme-vision/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void restoreByHandRestoresTheRowThatAPersonSets(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = start(space, roboflow)) {
            team.apply(EXAMPLES.resolve("restore-by-hand"));
            comes(() -> "Ready Observed".equals(team.readinessByItem().get("Version shelf-gaps/4")));
            String row = team.kubectl(
                    "get", "ti", "-o", "jsonpath={.items[?(@.status.item==\"shelf-gaps/4\")].metadata.name}");
            team.patch("ti", row, "{'spec':{'desiredState':'Restored'}}");
            assertThat(team.kubectl("wait", "--for=condition=Ready", "ti/" + row, "--timeout=60s"))
                    .contains("condition met");
            comes(() -> !roboflow.trash("acme-vision").contains("shelf-gaps/4"));
            team.patch("ti", team.name("Version conveyor-jams/2"), "{'spec':{'desiredState':'Restored'}}");
            team.awaitItem(team.name("Version conveyor-jams/2"), "Stalled ParentInTrash");
            assertThat(roboflow.applied()).hasSize(1);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void pruneWithApprovalTrashesWhatThePullRequestShowed(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme-vision");
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = start(space, roboflow)) {
            team.apply(EXAMPLES.resolve("prune-with-approval"));
            new Pace(team, roboflow).until(() -> reviewer.lines().size() == 6);
            assertThat(reviewer.lines()).allMatch(line -> line.matches("version [a-z-]+/\\d created 20\\S+Z"));
            team.awaitItem(team.name("Version bottle-caps/1"), "Stalled ApprovalRequired");
            team.awaitItem(team.name("Version forklift-traffic/1"), "Stalled TrainedModel");
            List<String> deletions = reviewer.deletions();
            reviewer.approve(digest(reviewer), soon());
            comes(() -> roboflow.applied().size() >= deletions.size());
            team.awaitItem(team.name("Version bottle-caps/1"), "Ready Trashed");
            assertThat(roboflow.applied()).containsExactlyInAnyOrderElementsOf(deletions);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void holdAMassDeletionHoldsAllFourWorkflowsUntilTheyAreApproved(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme-vision");
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = start(space, roboflow)) {
            team.apply(EXAMPLES.resolve("hold-a-mass-deletion"));
            comes(() -> team.items().size() == 4
                    && team.items().values().stream().allMatch("Stalled LimitExceeded"::equals));
            new Pace(team, roboflow).until(() -> reviewer.lines().size() == 4);
            assertThat(reviewer.conditions()).containsKey("LimitExceeded");
            assertThat(roboflow.sent()).isEmpty();
            reviewer.approve(digest(reviewer), soon());
            team.awaitItem("slow-webhooks", "Ready Trashed");
            comes(() -> roboflow.applied().size() == 4);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void sharedWorkspaceLetsEachTeamSeeAndDoItsPart(KubeSpace space, KubeSpace otherSpace) throws Exception {
        Team team = new Team(space, folder);
        Team other = new Team(otherSpace, folder);
        Reviewer reviewer = new Reviewer(other, "leftovers");
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product =
                        start(space, roboflow, "--namespaces", space.namespace() + "," + otherSpace.namespace())) {
            team.apply(EXAMPLES.resolve("shared-workspace/team-a.yaml"));
            other.apply(EXAMPLES.resolve("shared-workspace/team-b.yaml"));
            comes(() -> "Ready Restored".equals(team.readinessByItem().get("Version forklift-traffic/3")));
            new Pace(other, roboflow).until(() -> reviewer.lines().size() == 1);
            assertThat(reviewer.lines().get(0)).startsWith("project pets-demo created ");
            await().atMost(Team.PATIENCE).untilAsserted(() -> {
                assertThat(team.readinessByItem().keySet())
                        .containsExactly("Version forklift-traffic/3", "Version hard-hats/5");
                assertThat(other.readinessByItem().keySet())
                        .containsExactly(
                                "Project pets-demo",
                                "Project pets-demo-copy",
                                "Workflow legacy-counter",
                                "Workflow test-flow-2");
            });
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private Product start(KubeSpace space, Roboflow roboflow, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--clock", "sandbox"));
        all.addAll(List.of(options));
        return Product.start(space, folder, roboflow.uri(), all.toArray(String[]::new));
    }

    private static String digest(Reviewer reviewer) {
        return String.valueOf(reviewer.plan().orElseThrow().digest());
    }

    private static Instant soon() {
        return Instant.now().plus(Duration.ofHours(1));
    }

    private static void comes(Callable<Boolean> wish) {
        await().atMost(Team.PATIENCE).until(wish);
    }
}

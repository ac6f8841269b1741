package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules and people who want something else. */
@RealKube
class SparedIT {
    private static final int ITEMS = 10;
    private static final String PROJECT = "'type':'project','project':'prod-a'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatPeopleBringBackStaysEvenWhenEveryTraceOfItIsDeleted(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':["
                        + IntStream.range(0, ITEMS)
                                .mapToObj(i -> "{'slug':'tmp-" + i + "'}")
                                .collect(Collectors.joining(","))
                        + ",{'slug':'kept'}]}");
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "rules: [{name: tidy, action: Trash, approval: Automatic, match: {types: [Workflow], workflows: ['tmp-*'], olderThan: 1d}}]"));
            pace.until(() -> all(team, "Ready Trashed"));
            assertThat(roboflow.applied()).hasSize(ITEMS);

            for (int i = 0; i < ITEMS; i++) {
                roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'tmp-" + i + "'");
            }
            pace.until(() -> all(team, "Stalled Spared"));
            assertThat(team.message(team.name("Workflow tmp-3"))).contains("create a TrashedItem");
            Set<String> before = team.uids();
            assertThat(team.kubectl("delete", "ti", "-l", "trashops.dev/policy=acme"))
                    .doesNotContain("rror");
            product.crashAndRestart();
            pace.until(() -> all(team, "Stalled Spared"));
            assertThat(team.uids()).doesNotContainAnyElementsOf(before);
            pace.looks(2);
            assertThat(roboflow.applied()).hasSize(ITEMS);
            assertThat(roboflow.trash("acme")).isEmpty();

            team.apply(Team.item("all-the-same", "acme", "workflow tmp-3", "Trashed"));
            team.awaitItem("all-the-same", "Ready Trashed");
            assertThat(roboflow.trash("acme")).containsExactly("tmp-3");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void aProtectedProjectComesBackTwiceAndOnceMoreOnItsLastDay(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'prod-a','versions':[{'number':1}]},{'slug':'lab'}]}");
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "rules: [{name: protect, action: Restore, match: {projects: ['prod-*']}}]"));
            team.awaitPolicy("acme", "Ready Available");
            for (int i = 0; i < 2; i++) {
                roboflow.act("acme", "'do':'trash'," + PROJECT);
                pace.until(() -> roboflow.trash("acme").isEmpty());
                pace.until(() -> "Ready Restored".equals(team.readinessByItem().get("Project prod-a")));
            }
            roboflow.act("acme", "'do':'trash'," + PROJECT);
            String item = team.name("Project prod-a");
            pace.until(() -> team.itemReadiness(item).equals("Stalled DriftFight"));
            assertThat(team.message(item)).contains("Find out who");
            roboflow.control("POST", "clock", "{'advance':'P28D'}");
            await().atMost(Team.PATIENCE)
                    .until(() -> team.kubectl("get", "ti", item, "-o", "yaml"), yaml -> yaml.contains("Within3d"));
            assertThat(roboflow.trash("acme")).containsExactly("prod-a");
            assertThat(team.itemReadiness(item)).isEqualTo("Stalled DriftFight");

            roboflow.control("POST", "clock", "{'advance':'PT25H'}");
            team.awaitItem(item, "Ready Restored");
            assertThat(roboflow.trash("acme")).isEmpty();
            assertThat(roboflow.applied()).hasSize(3).containsOnly("POST /acme/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static boolean all(Team team, String readiness) {
        return team.items().size() == ITEMS && team.items().values().stream().allMatch(readiness::equals);
    }
}

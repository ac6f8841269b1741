package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kubectl alone finds: what is lost this week, the row of an item, the policies of a workspace. */
@RealKube
class FindableRowsIT {
    private static final String TYPES = "types: [Project, Version, Workflow, Training]";
    private static final String MIRROR = "{name: mirror, action: Observe, match: {" + TYPES + "}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void oneCommandSaysWhatIsLostThisWeek(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'trash':["
                        + trashed("next-week", 22) + "," + trashed("today", 29) + "," + trashed("soon", 27) + ","
                        + trashed("this-week", 24) + "," + trashed("unwanted", 29) + "]}");
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "warnBefore: 1d", "rules: [" + MIRROR + "]"),
                    Team.item("unwanted", "acme", "project unwanted", "Trashed"));
            pace.until(() -> endangered(team, "!=").equals(List.of("today", "soon", "this-week")));
            assertThat(endangered(team, "=Within1d")).containsExactly("today");
            assertThat(endangered(team, "=Within3d")).containsExactly("soon");
            assertThat(selected(team, "ti", "status.item=next-week")).containsExactly(team.name("Project next-week"));
            pace.until(
                    () -> selected(team, "ti", "status.observedState=InTrash").size() == 5);
            assertThat(selected(team, "rtp", "spec.workspace=acme,spec.mode=Enforce"))
                    .containsExactly("acme");
            pace.until(() -> cell(team, "rtp", "ENDANGERED").equals("3"));
            assertThat(team.kubectl("get", "rtp", "acme", "--output=jsonpath={.status.trash.endangered}"))
                    .isEqualTo("{\"within1d\":1,\"within3d\":2,\"within7d\":3}");
            assertThat(team.kubectl("get", "ti", "--output=wide").lines().skip(1))
                    .allMatch(line -> line.matches(".* acme +acme +\\S.*"));
            team.versionsAtRest(Duration.ofSeconds(5), Team.PATIENCE);

            roboflow.control("POST", "clock", "{'advance':'P2D'}");
            pace.until(() -> endangered(team, "!=").equals(List.of("soon", "this-week", "next-week")));
            assertThat(endangered(team, "=Within1d")).containsExactly("soon");
            pace.until(() -> cell(team, "rtp", "ENDANGERED").equals("3"));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void anItemThatSeveralRulesAreAboutHasOneRow(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        String prune = "{name: prune, action: Trash, match: {types: [Project], projects: ['*'], olderThan: %s}}";
        String named = prune.replace("'*'", "'old-*'");
        try (Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'projects':["
                        + "{'slug':'old-1','created':'-P90D'},{'slug':'old-2','created':'-P40D'}],'trash':["
                        + "{'type':'project','slug':'old-3','created':'-P90D'}]}");
                Product product = Product.start(
                        space, folder, roboflow.uri(), "--clock", "sandbox", "--inventory-interval", "1h")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "rules: [" + named.formatted("60d") + ", " + MIRROR + "]"));
            pace.until(() -> team.readinessByItem().keySet().containsAll(List.of("Project old-1", "Project old-3")));

            team.patch("ti", team.name("Project old-3"), "{'spec':{'desiredState':'Restored'}}");
            pace.until(() -> "Ready Restored".equals(team.readinessByItem().get("Project old-3")));
            roboflow.act("acme", "'do':'trash','type':'project','project':'old-2'");
            pace.until(() -> "Ready Observed".equals(team.readinessByItem().get("Project old-2")));
            team.apply(Team.policy("acme", "rules: [" + named.formatted("30d") + ", " + MIRROR + "]"));
            pace.looks(3);

            assertThat(rows(team)).containsExactlyInAnyOrder("old-1", "old-2", "old-3");
            assertThat(team.readinessByItem())
                    .containsEntry("Project old-1", "Stalled ApprovalRequired")
                    .containsEntry("Project old-2", "Ready Observed")
                    .containsEntry("Project old-3", "Ready Restored");
            await().during(Duration.ofSeconds(3))
                    .atMost(Team.PATIENCE)
                    .until(() -> rows(team).size() == 3);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static String trashed(String slug, int daysAgo) {
        return "{'type':'project','slug':'" + slug + "','created':'-P90D','deletedAt':'-PT" + (daysAgo * 24 + 1)
                + "H'}";
    }

    private static List<String> rows(Team team) {
        return team.kubectl("get", "ti", "--output=jsonpath={.items[*].status.item}")
                .lines()
                .flatMap(line -> Stream.of(line.split(" ", -1)))
                .toList();
    }

    /** The items that the README's command finds, in its order. */
    private static List<String> endangered(Team team, String which) {
        return team.kubectl(
                        "get",
                        "ti",
                        "--field-selector=status.endangered" + which,
                        "--sort-by=.status.trash.scheduledCleanupAt",
                        "--output=custom-columns=ITEM:.status.item",
                        "--no-headers")
                .lines()
                .toList();
    }

    private static List<String> selected(Team team, String resource, String fields) {
        return team.kubectl(
                        "get",
                        resource,
                        "--field-selector=" + fields,
                        "--output=custom-columns=NAME:.metadata.name",
                        "--no-headers")
                .lines()
                .toList();
    }

    private static String cell(Team team, String resource, String column) {
        List<String> table = team.kubectl("get", resource).lines().toList();
        int from = table.get(0).indexOf(column);
        return table.get(1).substring(from).split(" ", 2)[0];
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several deployments of the operator in one cluster. */
@RealKube
class ShardsIT {
    private static final String WORKSPACES = """
            {'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'one'},{'slug':'two'}],
            'trash':[{'type':'project','slug':'lost'}]},
            {'slug':'beta','keys':[{'key':'key-beta'}],'projects':[{'slug':'one'},{'slug':'two'}],
            'trash':[{'type':'project','slug':'lost'}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path otherFolder;

    @Test
    void eachDeploymentActsOnTheItemsOfThePoliciesItSelects(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACES);
                Product gold = shard(space, folder, roboflow, "tier=gold", "gold");
                Product rest = shard(space, otherFolder, roboflow, "tier!=gold", "rest")) {
            for (String workspace : List.of("acme", "beta")) {
                team.apply(
                        Team.secret(workspace, "key-" + workspace),
                        Team.policy(workspace),
                        Team.item(workspace + "-one", workspace, "project one", "Trashed"),
                        Team.item(
                                workspace + "-lost", workspace, "project lost", "Observed", "deletionPolicy: Restore"));
                if (workspace.equals("acme")) {
                    team.kubectl("label", "rtp", "acme", "tier=gold");
                }
            }
            for (String workspace : List.of("acme", "beta")) {
                team.awaitItem(workspace + "-one", "Ready Trashed");
                team.awaitItem(workspace + "-lost", "Ready Observed");
            }
            assertThat(roboflow.applied()).containsExactlyInAnyOrder("DELETE /acme/one", "DELETE /beta/one");
            await().atMost(Team.PATIENCE).until(() -> handlers(team), List.of("gold", "gold", "rest", "rest")::equals);

            team.kubectl("label", "rtp", "beta", "tier=gold");
            await().atMost(Team.PATIENCE).until(() -> handlers(team), List.of("gold", "gold", "gold", "gold")::equals);
            team.apply(Team.item("beta-two", "beta", "project two", "Trashed"));
            team.awaitItem("beta-two", "Ready Trashed");

            team.kubectl("delete", "rtp", "beta");
            team.kubectl("delete", "ti", "beta-lost", "--timeout=60s");
            assertThat(team.items()).doesNotContainKey("beta-lost");
            assertThat(roboflow.trash("beta")).doesNotContain("lost");
            assertThat(roboflow.applied()).hasSize(4);
            assertThat(audited(gold)).contains("beta-two", "acme-one").doesNotContain("beta-one");
            assertThat(audited(rest)).contains("beta-one").doesNotContain("beta-two", "acme-one");
            assertThat(gold.written() + rest.written()).doesNotContain("ERROR");
        }
    }

    private static String audited(Product product) {
        return product.written().lines().filter(line -> line.startsWith("{")).reduce("", String::concat);
    }

    private static Product shard(KubeSpace space, Path folder, Roboflow roboflow, String selector, String lease)
            throws Exception {
        return Product.start(
                space,
                folder,
                roboflow.uri(),
                "--policy-selector",
                selector,
                "--leader-election",
                "true",
                "--lease-name",
                space.namespace() + "-" + lease);
    }

    /** Who speaks for each item, without the part that tells this test from others. */
    private static List<String> handlers(Team team) {
        String said = team.kubectl(
                "get",
                "ti",
                "--sort-by=.metadata.name",
                "-o",
                "jsonpath={range .items[*]}{.status.handledBy}{\"\\n\"}{end}");
        return said.lines().map(line -> line.replaceFirst("^.*-", "")).toList();
    }
}

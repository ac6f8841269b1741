package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.kube.RestartableKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An API server that is out of reach, killed, started again on compacted data, and what operators do meanwhile. */
@RealKube
class ApiServerLossIT {
    private static final String LISTING = "GET /:workspace/trash";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingIsDoneWithoutAnApiServerAndEverythingGoesOnWhenItIsBack() throws Exception {
        try (RestartableKube kube = RestartableKube.start(folder.resolve("kube"))) {
            KubeSpace alone = kube.newSpace("alone");
            KubeSpace shared = kube.newSpace("shared");
            Team team = new Team(alone, folder);
            Team other = new Team(shared, folder);
            team.applyDefinitions(Path.of("crds"));
            try (Roboflow roboflow = Roboflow.with(workspace("acme"), workspace("other"));
                    Product product = Product.start(alone, folder, roboflow.uri());
                    Replicas replicas = Replicas.start(shared, folder, roboflow.uri())) {
                begin(team, "acme");
                begin(other, "other");
                Product leader = replicas.awaitTurn().product();
                Process first = product.process();

                // Too short for the leader to lose its turn.
                kube.gate().shut();
                trash(roboflow, "short");
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> roboflow.sent().isEmpty());
                kube.gate().open();
                for (String workspace : List.of("acme", "other")) {
                    comes(() -> roboflow.trash(workspace).isEmpty());
                }
                team.awaitItem("short", "Ready Restored");
                other.awaitItem("short", "Ready Restored");
                assertThat(leader.process().isAlive()).isTrue();
                roboflow.forget();

                // What happens meanwhile is in no watch that could be resumed.
                kube.gate().shut();
                for (String workflow : List.of("long", "kept", "given-up")) {
                    trash(roboflow, workflow);
                }
                changeAll(team, "acme");
                changeAll(other, "other");
                kube.compact();
                kube.kill();
                assertThat(leader.process().waitFor(30, TimeUnit.SECONDS))
                        .as("the leader ends, as its turn is lost")
                        .isTrue();
                assertThat(leader.process().exitValue()).isEqualTo(1);
                assertThat(leader.written()).contains("Lost leadership: the Lease could not be renewed.");
                looks(roboflow, 1);
                assertThat(roboflow.sent()).isEmpty();
                assertThat(product.isWell("/livez")).isTrue();
                assertThat(product.isWell("/readyz")).isFalse();
                kube.restart();
                leader.restart();
                kube.gate().open();

                for (Team one : List.of(team, other)) {
                    one.awaitItem("long", "Ready Restored");
                    one.awaitItem("late", "Ready Trashed");
                    one.awaitItem("kept", "Ready Observed");
                }
                comes(() -> product.isWell("/readyz") && leader.isWell("/readyz"));
                assertThat(roboflow.sent())
                        .as("neither what was given up nor anything twice")
                        .containsExactlyInAnyOrder(
                                "POST /acme/trash/restore",
                                "DELETE /acme/workflows/late",
                                "POST /other/trash/restore",
                                "DELETE /other/workflows/late");
                assertThat(product.process()).isEqualTo(first);
                assertThat(first.isAlive()).isTrue();
                assertThat(team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status.items.total}"))
                        .isEqualTo("4");
            }
        }
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}],'workflows':["
                + "{'slug':'short'},{'slug':'long'},{'slug':'kept'},{'slug':'given-up'},{'slug':'late'}]}";
    }

    private static void begin(Team team, String workspace) {
        team.apply(
                Team.secret(workspace, "key-" + workspace),
                Team.policy(workspace),
                Team.item("short", workspace, "workflow short", "Restored"),
                Team.item("long", workspace, "workflow long", "Restored"),
                Team.item("kept", workspace, "workflow kept", "Restored"),
                Team.item("given-up", workspace, "workflow given-up", "Restored"));
        for (String item : List.of("short", "long", "kept", "given-up")) {
            team.awaitItem(item, "Ready Restored");
        }
    }

    /** While nobody of the operator can see it: one deleted, one with another wish, and a new one. */
    private static void changeAll(Team team, String workspace) {
        team.kubectl("delete", "ti", "given-up");
        team.patch("ti", "kept", "{'spec':{'desiredState':'Observed'}}");
        team.apply(Team.item("late", workspace, "workflow late", "Trashed"));
    }

    private static void trash(Roboflow roboflow, String workflow) {
        for (String workspace : List.of("acme", "other")) {
            roboflow.act(workspace, "'do':'trash','type':'workflow','workflow':'" + workflow + "'");
        }
    }

    /** Waits until the Trash was listed so often since. */
    private static void looks(Roboflow roboflow, int times) {
        int before = roboflow.calls(LISTING);
        comes(() -> roboflow.calls(LISTING) >= before + times);
    }

    private static void comes(Callable<Boolean> wish) {
        await().atMost(Team.PATIENCE).pollInterval(Duration.ofMillis(200)).until(wish);
    }
}

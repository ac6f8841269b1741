package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twelve items brought to their states, kept there, and let go. */
@RealKube
class LifeIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyItemBecomesReadyByOneChangeAndNoCrashCausesAnother(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri())) {
            Path file = team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "project lost", "Restored"),
                    Team.item("lost-1", "acme", "version lost/1", "Restored"),
                    Team.item("lost-5", "acme", "version lost/5", "Restored"),
                    Team.item("flow-lost", "acme", "workflow flow-lost", "Restored"),
                    Team.item("old", "acme", "project old", "Trashed"),
                    Team.item("old-1", "acme", "version old/1", "Trashed"),
                    Team.item("kept-1", "acme", "version kept/1", "Trashed"),
                    Team.item("flow-old", "acme", "workflow flow-old", "Trashed"),
                    Team.item("kept", "acme", "project kept", "Observed"),
                    Team.item("kept-2", "acme", "version kept/2", "Observed"),
                    Team.item("gone-1", "acme", "version gone/1", "Observed"),
                    Team.item("flow-kept", "acme", "workflow flow-kept", "Observed"));
            for (int changes : List.of(1, 3, 5)) {
                await().atMost(Team.PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> roboflow.applied().size() >= changes);
                product.crashAndRestart();
            }
            assertThat(team.kubectl("wait", "--for=condition=Ready", "ti", "--all", "--timeout=90s"))
                    .doesNotContain("timed out");
            List<String> changes = List.of(
                    "DELETE /acme/kept/1",
                    "DELETE /acme/old",
                    "DELETE /acme/workflows/flow-old",
                    "POST /acme/trash/restore",
                    "POST /acme/trash/restore",
                    "POST /acme/trash/restore");
            assertThat(roboflow.applied()).containsExactlyInAnyOrderElementsOf(changes);
            assertThat(roboflow.trash("acme")).containsExactlyInAnyOrder("gone", "kept/1", "old", "flow-old");

            var versions = team.versionsAtRest(Duration.ofSeconds(2), Team.PATIENCE);
            int listings = roboflow.calls("GET /:workspace/trash");
            team.apply(file);
            product.crashAndRestart();
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls("GET /:workspace/trash") >= listings + 2);
            assertThat(team.versions()).isEqualTo(versions);
            assertThat(roboflow.applied()).hasSameSizeAs(changes);
        }
    }

    @Test
    void whoIsDeletedWithEverythingElseIsStillRestored(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri())) {
            Path file = team.apply(
                    Team.policy("acme"),
                    Team.secret("acme", "key-acme"),
                    Team.item("flow", "acme", "workflow flow-old", "Trashed", "deletionPolicy: Restore"));
            team.awaitItem("flow", "Ready Trashed");
            assertThat(team.kubectl("delete", "-f", file.toString(), "--timeout=30s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            assertThat(roboflow.trash("acme")).doesNotContain("flow-old");

            team.apply(file);
            team.awaitItem("flow", "Ready Trashed");
            team.kubectl("delete", "rtp,secret", "acme");
            team.awaitItem("flow", "Stalled PolicyNotFound");
            team.apply(file);
            team.awaitItem("flow", "Ready Trashed");
            team.kubectl("delete", "namespace", space.namespace(), "--timeout=40s");
            assertThat(team.kubectl("get", "namespace", space.namespace())).contains("NotFound");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void whatIsHeldGoesOnWhenReleasedAndAConflictIsToldToTheLoser(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "suspend: true"),
                    Team.item("flow", "acme", "workflow flow-old", "Trashed"),
                    Team.item("kept", "acme", "workflow flow-kept", "Restored"),
                    Team.item("against", "acme", "workflow flow-kept", "Trashed"));
            team.awaitItem("flow", "Stalled Suspended");
            team.patch("rtp", "acme", "{'spec':{'suspend':false,'mode':'Plan'}}");
            team.awaitItem("flow", "Stalled PlanOnly");
            team.awaitItem("against", "Stalled Conflict");
            assertThat(roboflow.applied()).isEmpty();
            team.patch("rtp", "acme", "{'spec':{'mode':'Enforce'}}");
            team.awaitItem("flow", "Ready Trashed");
            team.awaitItem("kept", "Ready Restored");

            roboflow.act("acme", "'do':'trash','type':'workflow','workflow':'flow-kept'");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !roboflow.trash("acme").contains("flow-kept"));
            team.awaitItem("kept", "Ready Restored");
            for (int i = 0; i < 2; i++) {
                roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'flow-old'");
                team.patch("rtp", "acme", "{'metadata':{'annotations':{'trashops.dev/requested-at':'" + i + "'}}}");
                await().atMost(Duration.ofSeconds(50))
                        .until(() -> roboflow.trash("acme").contains("flow-old"));
                team.awaitItem("flow", "Ready Trashed");
            }
            roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'flow-old'");
            team.awaitItem("flow", "Stalled DriftFight");
            team.patch("ti", "flow", "{'metadata':{'annotations':{'trashops.dev/requested-at':'now'}}}");
            team.awaitItem("flow", "Ready Trashed");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void anOperatorThatMayOnlyObserveSaysSo(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri(), "--allow", "observe")) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("old", "acme", "workflow flow-old", "Trashed"),
                    Team.item("lost", "acme", "workflow flow-lost", "Restored"));
            team.awaitItem("old", "Stalled NotAllowed");
            team.awaitItem("lost", "Stalled NotAllowed");
            assertThat(team.message("lost")).contains("TRASHOPS_ALLOW");
            assertThat(roboflow.applied()).isEmpty();
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static Roboflow acme() {
        return Roboflow.with("""
                {'slug':'acme','keys':[{'key':'key-acme'}],
                'projects':[{'slug':'kept','versions':[{'number':1},{'number':2}]},{'slug':'old','versions':[{'number':1}]}],
                'workflows':[{'slug':'flow-old'},{'slug':'flow-kept'}],
                'trash':[{'type':'project','slug':'lost','versions':[{'number':1}]},
                {'type':'version','project':'lost','number':5},
                {'type':'project','slug':'gone','versions':[{'number':1}]},
                {'type':'workflow','slug':'flow-lost'}]}
                """);
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is applied, {@code kubectl wait} for the right condition comes back. */
@RealKube
class KubectlWaitIT {
    private static final String WORKSPACE =
            "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'kept'},{'slug':'spare'},"
                    + "{'slug':'model','versions':[{'number':1,'trained':true},{'number':2},{'number':3,'training':true}]}],"
                    + "'workflows':[{'slug':'flow'},{'slug':'quiet'}],"
                    + "'trash':[{'type':'workflow','slug':'lost'}]}";
    private static final String[] READY = {"rtp/acme", "rtp/plans", "ti/kept", "ti/lost", "ti/flow", "ti/model-2"};
    private static final String[] STALLED = {
        "rtp/keyless", "ti/nowhere", "ti/quiet", "ti/planned", "ti/orphan", "ti/model-1", "ti/without-key"
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void waitingEndsForWhatIsReadyAndForWhatIsStalled(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACE);
                Product product = Product.start(space, folder, roboflow.uri())) {
            Path file = team.apply(
                    Team.item("kept", "acme", "project kept", "Observed"),
                    Team.item("lost", "acme", "workflow lost", "Restored"),
                    Team.item("flow", "acme", "workflow flow", "Trashed"),
                    Team.item("model-1", "acme", "version model/1", "Trashed"),
                    Team.item("model-2", "acme", "version model/2", "Trashed"),
                    Team.item("model-3", "acme", "version model/3", "Trashed"),
                    Team.item("quiet", "acme", "workflow quiet", "Trashed", "suspend: true"),
                    Team.item("nowhere", "acme", "project nowhere", "Restored"),
                    Team.item("planned", "plans", "project kept", "Trashed"),
                    Team.item("orphan", "nobody", "project kept", "Observed"),
                    Team.item("without-key", "keyless", "project spare", "Restored"),
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.policy("acme", "mode: Plan").replace("metadata: {name: acme}", "metadata: {name: plans}"),
                    Team.policy("keyless").replace("workspace: keyless", "workspace: acme"));
            assertThat(wait(team, "Ready", READY)).hasSameSizeAs(READY).allMatch(line -> line.endsWith("met"));
            assertThat(wait(team, "Stalled", STALLED)).hasSameSizeAs(STALLED).allMatch(line -> line.endsWith("met"));
            assertThat(wait(team, "Reconciling", "ti/model-3")).hasSize(1).allMatch(line -> line.endsWith("met"));
            await("nothing to differ from what was applied")
                    .atMost(Team.PATIENCE)
                    .until(() -> team.kubectl("diff", "-f", file.toString()), String::isEmpty);
            assertThat(team.itemReadiness("planned")).isEqualTo("Stalled PlanOnly");
            assertThat(team.itemReadiness("quiet")).isEqualTo("Stalled Suspended");
            assertThat(team.itemReadiness("orphan")).isEqualTo("Stalled PolicyNotFound");
            assertThat(team.itemReadiness("nowhere")).isEqualTo("Stalled NotFound");
            assertThat(team.itemReadiness("model-1")).isEqualTo("Stalled TrainedModel");
            team.awaitItem("model-3", "Reconciling RunningTraining");
            team.patch("ti", "model-3", "{'spec':{'acknowledge':['RunningTraining']}}");
            assertThat(wait(team, "Ready", "ti/model-3")).hasSize(1).allMatch(line -> line.endsWith("met"));
            assertThat(team.policyReadiness("keyless")).isEqualTo("Stalled SecretNotFound");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static Stream<String> wait(Team team, String condition, String... resources) {
        return team.kubectl(Stream.concat(
                                Stream.of("wait", "--for=condition=" + condition, "--timeout=90s"),
                                Stream.of(resources))
                        .toArray(String[]::new))
                .lines();
    }
}

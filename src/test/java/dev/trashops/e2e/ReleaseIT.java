package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.Installation;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Manifests;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done before the operator is uninstalled for good. */
@RealKube
class ReleaseIT {
    private static final String WORKSPACE =
            "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[],'trash':[{'type':'project','slug':'lost'}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theFinalizersGoOnceTheOperatorIsDownAndNothingIsRestored(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        String lease = space.namespace() + "-lease";
        try (Roboflow roboflow = Roboflow.with(WORKSPACE)) {
            try (Product product =
                    Product.start(space, folder, roboflow.uri(), "--leader-election", "true", "--lease-name", lease)) {
                team.apply(
                        Team.secret("acme", "key-acme"),
                        Team.policy("acme"),
                        Team.item("kept", "acme", "project lost", "Observed", "deletionPolicy: Restore"),
                        Team.item("going", "acme", "project lost", "Observed", "deletionPolicy: Restore"));
                team.awaitItem("kept", "Ready Observed");
                team.awaitItem("going", "Ready Observed");
                assertThat(release(space, lease))
                        .contains("exit 1", "The operator is still running", "is held by", "Stop it first");
                assertThat(finalizers(team)).contains("trashops.dev/");
                assertThat(product.written()).doesNotContain("ERROR");
            }
            team.kubectl("delete", "ti", "going", "--wait=false");
            assertThat(team.items()).containsKey("going");

            assertThat(release(space, lease))
                    .contains(
                            "trasheditem " + space.namespace() + "/kept released\n",
                            "/going released; it was being deleted and will not be restored\n",
                            "released: 2",
                            "exit 0");
            assertThat(team.items()).containsOnlyKeys("kept");
            assertThat(finalizers(team)).doesNotContain("trashops.dev/");
            assertThat(team.kubectl("delete", "ti", "kept", "--timeout=20s")).contains("deleted");
            assertThat(release(space, lease)).contains("released: 0", "exit 0");
            assertThat(roboflow.sent()).isEmpty();
        }
    }

    @Test
    void theUninstallingJobScalesTheOperatorDownWithNoMoreRightsThanItsOwn(KubeSpace space) throws Exception {
        Installation.apply(space.client(), Manifests.rendered(Manifests.UNINSTALL));
        Deployment deployment = Manifests.one(Manifests.all(), Deployment.class, Manifests.NAME);
        space.client().resource(deployment).serverSideApply();
        Path job = Files.move(
                Installation.kubeconfig(
                        space.client(),
                        Files.readString(space.kubeconfig()),
                        Manifests.NAMESPACE,
                        Manifests.NAME + "-release-finalizers"),
                folder.resolve("job.kubeconfig"));
        Team team = new Team(space, folder);
        team.apply(Team.item("held", "nobody", "project lost", "Observed"));
        team.kubectl(
                "patch",
                "ti",
                "held",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":[\"trashops.dev/restore\"]}}");

        assertThat(release(
                        job, space, Manifests.NAME, "--deployment", Manifests.NAME, "--policy-selector", "tier=gold"))
                .contains(
                        "deployment roboflow-trash-operator scaled to 0\n",
                        "trasheditem " + space.namespace() + "/held released\n",
                        "exit 0");
        assertThat(space.client().resource(deployment).get().getSpec().getReplicas())
                .isZero();
        assertThat(release(job, space, Manifests.NAME, "--operator-namespace", "elsewhere"))
                .contains("Failed to release the finalizers (HTTP status 403)", "exit 1");
    }

    private static String finalizers(Team team) {
        return team.kubectl("get", "ti", "-o", "jsonpath={.items[*].metadata.finalizers}");
    }

    private static String release(KubeSpace space, String lease) throws IOException, InterruptedException {
        return release(space.operatorKubeconfig(), space, lease);
    }

    private static String release(Path kubeconfig, KubeSpace space, String lease, String... more)
            throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Product.java(),
                        Stream.of("release-finalizers", "--kubeconfig", kubeconfig.toString()),
                        Stream.of("--namespaces", space.namespace(), "--lease-name", lease),
                        Stream.of(more))
                .flatMap(words -> words)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + "exit " + process.waitFor();
    }
}

package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finalizers are not taken away from an operator that runs, whatever Lease it holds or does not hold. */
@RealKube
class FinalizerReleaseIT {
    private static final String ITEM = """
            apiVersion: trashops.dev/v1alpha1
            kind: TrashedItem
            metadata: {name: %s}
            spec:
              policyRef: {name: acme}
              item: {type: Project, project: detector}
              desiredState: Restored
              deletionPolicy: Restore
            """;

    /** Roboflow can't be reached, so what is being deleted waits. */
    private static final String POLICY = """
            apiVersion: trashops.dev/v1alpha1
            kind: RoboflowTrashPolicy
            metadata: {name: acme}
            spec:
              workspace: acme
              credentials: {secretKeyRef: {name: roboflow}}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: roboflow}
            stringData: {api-key: key-acme}
            """;

    private final List<String> printed = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anOperatorWithoutLeaderElectionIsSeen(KubeSpace space) throws Exception {
        String lease = space.namespace() + "-lease";
        try (OperatorRuntime operator = OperatorRuntimes.start(space, folder, lease)) {
            assertThat(operator).isNotNull();
            awaitHeld(space, "kept");
            assertThatThrownBy(() -> release(space, lease))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContainingAll("still running", "runs without leader election", "Stop it first");
            assertThat(item(space, "kept").getFinalizers()).isNotEmpty();
        }
        release(space, lease);
        assertThat(printed).contains("released: 1");
        assertThat(item(space, "kept").getFinalizers()).isEmpty();
    }

    @Test
    void oneThatIsLookedForUnderAnotherNameShowsByTheFinalizersThatComeBack(KubeSpace space) throws Exception {
        try (OperatorRuntime operator = OperatorRuntimes.start(space, folder, space.namespace() + "-lease")) {
            assertThat(operator).isNotNull();
            create(space, POLICY);
            awaitHeld(space, "kept");
            awaitHeld(space, "going");
            space.client()
                    .resources(TrashedItem.class)
                    .inNamespace(space.namespace())
                    .withName("going")
                    .withTimeoutInMillis(0)
                    .delete();
            assertThatThrownBy(() -> release(space, "elsewhere"))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContainingAll("still running", "/kept again", "--lease-name");
            assertThat(printed).noneMatch(line -> line.contains("/going"));
            assertThat(item(space, "going").getFinalizers())
                    .as("what is being deleted would be gone for good")
                    .isNotEmpty();
        }
    }

    private void awaitHeld(KubeSpace space, String name) {
        create(space, ITEM.formatted(name));
        await().until(() -> !item(space, name).getFinalizers().isEmpty());
    }

    private static void create(KubeSpace space, String yaml) {
        space.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(space.namespace())
                .create();
    }

    private static TrashedItem item(KubeSpace space, String name) {
        return space.client()
                .resources(TrashedItem.class)
                .inNamespace(space.namespace())
                .withName(name)
                .require();
    }

    private void release(KubeSpace space, String lease) throws StartupException {
        FinalizerReleaseJob.run(
                new DeploymentConfig(
                        Set.of(space.namespace()),
                        LabelSelector.EVERYTHING,
                        Optional.of(space.operatorKubeconfig()),
                        Optional.empty(),
                        lease),
                Optional.empty(),
                Optional.empty(),
                printed::add);
    }
}

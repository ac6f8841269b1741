package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.kube.RestartableKube;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The custom resources upgraded under a running operator, and everything uninstalled, in one order or another. */
@RealKube
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class LifecycleIT {
    private static final Path PRESENT = Path.of("crds");

    /** Those of the release before; to be replaced by the present ones whenever a release is made. */
    private static final Path PREVIOUS = Path.of("src", "test", "resources", "crds-previous");

    private static final Path EXAMPLES = Path.of("examples");

    /** More than the limit of the policy lets be trashed. */
    private static final int BATCH = 12;

    /** What one thing or another that is logged may take; a loop that logs at every turn takes more. */
    private static final int LINES = 150;

    private RestartableKube kube;

    @BeforeAll
    void startServer(@TempDir Path folder) throws IOException {
        kube = RestartableKube.start(folder);
    }

    @AfterAll
    void endServer() throws IOException {
        kube.close();
    }

    @Test
    void anUpgradeOfTheResourcesLeavesEverythingValidAndTheOperatorGoesOn(@TempDir Path folder) throws Exception {
        KubeSpace space = kube.newSpace("upgraded");
        Team team = new Team(space, folder);
        team.applyDefinitions(PREVIOUS);
        applyWhatTheyTake(examples(), folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "workflow lost", "Restored"),
                    Team.item("old", "acme", "workflow old", "Trashed", "deletionPolicy: Restore"),
                    Team.item("kept", "acme", "workflow kept", "Observed"));
            team.awaitItem("lost", "Ready Restored");
            team.awaitItem("old", "Ready Trashed");
            team.awaitItem("kept", "Ready Observed");
            Map<String, String> versions = team.versionsAtRest(Duration.ofSeconds(2), Team.PATIENCE);
            List<String> sent = roboflow.sent();
            List<GenericKubernetesResource> stored = stored(space);

            team.applyDefinitions(PRESENT);
            assertThat(stored(space))
                    .hasSizeGreaterThan(20)
                    .isEqualTo(stored.stream().map(LifecycleIT::withNewDefaults).toList());
            for (GenericKubernetesResource resource : stored) {
                space.client().resource(resource).dryRun().update();
                space.client().resource(asNew(resource)).dryRun().create();
            }
            roboflow.act("acme", "'do':'trash','type':'workflow','workflow':'lost'");
            team.apply(Team.item("next", "acme", "workflow next", "Trashed"));
            team.awaitItem("next", "Ready Trashed");
            comes(() -> !roboflow.trash("acme").contains("lost"));
            team.awaitItem("lost", "Ready Restored");
            assertThat(team.versions())
                    .contains(Map.entry("TrashedItem old", String.valueOf(versions.get("TrashedItem old"))));
            assertThat(roboflow.sent().subList(sent.size(), roboflow.sent().size()))
                    .containsExactlyInAnyOrder("DELETE /acme/workflows/next", "POST /acme/trash/restore");
            team.patch("ti", "old", "{'spec':{'deletionPolicy':'Orphan'}}");
            comes(() -> team.kubectl("get", "ti", "old", "-o", "jsonpath={.metadata.finalizers}")
                    .isEmpty());
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void anUninstallInAnyOrderChangesNothingInRoboflowAndNeverHangs(@TempDir Path folder) throws Exception {
        KubeSpace space = kube.newSpace("goes-with-its-resources");
        KubeSpace doomed = kube.newSpace("goes-first");
        Team team = new Team(space, folder);
        Team leaving = new Team(doomed, folder);
        team.applyDefinitions(PRESENT);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(
                        space, folder, roboflow.uri(), "--namespaces", space.namespace() + "," + doomed.namespace())) {
            settle(team, roboflow);
            settle(leaving, roboflow);
            roboflow.forget();
            long lines = product.written().lines().count();

            assertThat(leaving.kubectl("delete", "namespace", doomed.namespace(), "--timeout=60s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            // The items before their policy, as that is the order in which something could still be done for them.
            for (String kind : List.of("trasheditems", "roboflowtrashpolicies")) {
                assertThat(team.kubectl("delete", "crd", kind + ".trashops.dev", "--timeout=60s"))
                        .contains("deleted")
                        .doesNotContain("timed out");
            }
            comes(() -> !product.metrics().contains("workspace=\"acme\""));
            comes(() -> !product.isWell("/readyz"));
            assertThat(product.isWell("/livez")).isTrue();
            assertThat(roboflow.sent()).isEmpty();

            team.applyDefinitions(PRESENT);
            settle(team, roboflow);
            comes(() -> product.isWell("/readyz"));
            assertThat(roboflow.sent()).isEmpty();
            assertThat(product.written()).doesNotContain("ERROR");
            assertThat(product.written().lines().count()).isLessThan(lines + LINES);

            product.process().destroy();
            assertThat(product.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(team.kubectl("delete", "-f", PRESENT.toString(), "--timeout=60s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            assertThat(roboflow.sent()).isEmpty();
        }
    }

    /** One of each: done, protected, in conflict with what is protected, of a rule, and held by a limit. */
    private static void settle(Team team, Roboflow roboflow) {
        team.apply(
                Team.secret("acme", "key-acme"),
                Team.policy(
                        "acme",
                        "limits: {settle: 1s, maxTrashed: 3, maxTrashedPercent: 100}",
                        "rules: [{name: see, action: Observe, match: {types: [Workflow]}}]"),
                Team.item("lost", "acme", "workflow lost", "Restored"),
                Team.item("old", "acme", "workflow old", "Trashed"),
                Team.item("kept", "acme", "workflow kept", "Restored"),
                Team.item("against", "acme", "workflow kept", "Trashed"));
        team.awaitItem("lost", "Ready Restored");
        team.awaitItem("old", "Ready Trashed");
        team.awaitItem("kept", "Ready Restored");
        team.awaitItem("against", "Stalled Conflict");
        team.apply(team.file(IntStream.range(0, BATCH)
                .mapToObj(i -> Team.item("batch-" + i, "acme", "workflow batch-" + i, "Trashed"))
                .toList()));
        team.awaitItem("batch-1", "Stalled LimitExceeded");
        comes(() -> roboflow.trash("acme").equals(List.of("old")));
    }

    private static String workspace() {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < BATCH; i++) {
            batch.append(",{'slug':'batch-").append(i).append("'}");
        }
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[{'slug':'old'},{'slug':'kept'},{'slug':'next'}"
                + batch + "],'trash':[{'type':'workflow','slug':'lost'}]}";
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            // What Argo CD and Flux read is no manifest of ours.
            return folders.filter(folder -> Files.isDirectory(folder) && !folder.endsWith("gitops"))
                    .sorted()
                    .toList();
        }
    }

    /** The examples, but for resources that use what the previous definitions do not know. */
    private void applyWhatTheyTake(List<Path> examples, Path folder) {
        for (Path example : examples) {
            Team writer = new Team(kube.newSpace(example.getFileName().toString()), folder);
            assertThat(writer.kubectl("apply", "-f", example.toString()))
                    .satisfiesAnyOf(
                            answer -> assertThat(answer).doesNotContain("rror", "invalid"),
                            answer -> assertThat(answer).containsAnyOf("unknown field", "Unsupported value"));
        }
    }

    /** A resource of the previous release as the present one shows it. */
    private static GenericKubernetesResource withNewDefaults(GenericKubernetesResource stored) {
        if (stored.getKind().equals("RoboflowTrashPolicy")) {
            Map<String, Object> spec = stored.get("spec");
            spec.put("region", "US");
        }
        return stored;
    }

    /** Everything that is stored of both kinds, in all namespaces. */
    private static List<GenericKubernetesResource> stored(KubeSpace space) {
        return Stream.of("RoboflowTrashPolicy", "TrashedItem")
                .flatMap(kind -> space
                        .client()
                        .genericKubernetesResources("trashops.dev/v1alpha1", kind)
                        .inAnyNamespace()
                        .list()
                        .getItems()
                        .stream())
                .toList();
    }

    /** The same under another name: nothing in it is let through because it was stored before. */
    private static GenericKubernetesResource asNew(GenericKubernetesResource stored) {
        return new GenericKubernetesResourceBuilder(stored)
                .withNewMetadata()
                .withNamespace(stored.getMetadata().getNamespace())
                .withName(stored.getMetadata().getName() + "-again")
                .endMetadata()
                .build();
    }

    private static void comes(Callable<Boolean> wish) {
        await().atMost(Team.PATIENCE).pollInterval(Duration.ofMillis(200)).until(wish);
    }
}

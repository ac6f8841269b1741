package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.e2e.Kubectl.Answer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with kubectl while the operator works, and what it prints. */
@RealKube
class KubectlE2eIT {
    private static final String QUICKSTART = "examples/quickstart";
    private static final Answer NOTHING = new Answer(0, "");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theQuickStartIsAppliedWatchedChangedAndDeleted(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Kubectl kubectl = new Kubectl(space);
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Answer ahead = kubectl.run("diff", "-f", QUICKSTART);
            assertThat(ahead.code()).as(ahead.output()).isEqualTo(1);
            assertThat(ahead.output()).contains("+  name: hard-hats", "+  desiredState: Restored");

            assertThat(kubectl.lines("apply", "-f", QUICKSTART))
                    .hasSize(12)
                    .allMatch(line -> line.endsWith(" created"));
            team.awaitItem("pets-demo", "Reconciling Settling");
            roboflow.control("POST", "clock", "{'advance':'PT31S'}");
            assertThat(kubectl.lines("wait", "--for=condition=Ready", "ti", "--all", "--timeout=90s"))
                    .hasSize(10)
                    .allMatch(line -> line.endsWith(" condition met"));
            assertThat(kubectl.lines("wait", "--for=condition=Ready", "rtp/acme-vision", "--timeout=60s"))
                    .containsExactly("roboflowtrashpolicy.trashops.dev/acme-vision condition met");

            awaitNoDifference(QUICKSTART, () -> kubectl.run("diff", "-f", QUICKSTART));
            assertThat(kubectl.lines("apply", "-f", QUICKSTART))
                    .filteredOn(line -> line.contains(".trashops.dev/"))
                    .hasSize(11)
                    .allMatch(line -> line.endsWith(" unchanged"));
            assertTables(kubectl);
            assertWishes(kubectl, roboflow);
            assertDeletion(kubectl, roboflow);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Statuses that change between the two reads that kubectl compares are a difference, too. */
    private static void awaitNoDifference(String what, Callable<Answer> diff) {
        await().atMost(Team.PATIENCE)
                .untilAsserted(() -> assertThat(diff.call()).as(what).isEqualTo(NOTHING));
    }

    private static void assertTables(Kubectl kubectl) throws Exception {
        assertThat(kubectl.lines("get", "ti"))
                .anyMatch(line -> line.startsWith("hard-hats True Active Restored Project hard-hats Restored "))
                .anyMatch(line -> line.matches(
                        "forklift-traffic-1 True InTrash Trashed Version forklift-traffic/1 2\\S+Z" + " Trashed \\S+"))
                .anyMatch(line ->
                        line.matches("test-flow-2 True InTrash Observed Workflow test-flow-2 2\\S+Z Observed \\S+"));
        assertThat(kubectl.lines("get", "ti", "hard-hats", "-o", "wide"))
                .last()
                .asString()
                .contains(" Restored acme-vision acme-vision It is active. ");
        assertThat(kubectl.lines("get", "rtp"))
                .last()
                .asString()
                .matches("acme-vision True acme-vision Enforce 10 0 \\d+ 0 0 \\d+ 2\\S+Z \\S+");
        assertThat(kubectl.lines("get", "roboflow", "-o", "name"))
                .hasSize(11)
                .contains("roboflowtrashpolicy.trashops.dev/acme-vision", "trasheditem.trashops.dev/hard-hats");
        assertThat(kubectl.lines("get", "ti", "--field-selector", "spec.desiredState=Trashed", "-o", "name"))
                .hasSize(3);
        assertThat(kubectl.lines("describe", "ti", "forklift-traffic-1"))
                .anyMatch(line -> line.startsWith("Message: It is in the Trash."));
    }

    private static void assertWishes(Kubectl kubectl, Roboflow roboflow) throws Exception {
        assertThat(kubectl.lines(
                        "annotate", "rtp/acme-vision", "ti/hard-hats", "--overwrite", "trashops.dev/requested-at=now"))
                .allMatch(line -> line.endsWith(" annotated"));
        assertThat(kubectl.lines(
                        "wait",
                        "--for=jsonpath={.status.lastHandledReconcileAt}=now",
                        "rtp/acme-vision",
                        "ti/hard-hats",
                        "--timeout=60s"))
                .hasSize(2);
        assertThat(roboflow.trash("acme-vision")).contains("test-flow-2");
        assertThat(kubectl.lines(
                        "patch",
                        "ti",
                        "test-flow-2",
                        "--type=merge",
                        "-p",
                        "{\"spec\":{\"desiredState\":\"Restored\"}}"))
                .containsExactly("trasheditem.trashops.dev/test-flow-2 patched");
        assertThat(kubectl.lines(
                        "wait",
                        "--for=jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}=Restored",
                        "ti/test-flow-2",
                        "--timeout=60s"))
                .containsExactly("trasheditem.trashops.dev/test-flow-2 condition met");
        assertThat(roboflow.trash("acme-vision")).doesNotContain("test-flow-2");
        assertThat(kubectl.run("diff", "-f", QUICKSTART).output())
                .as("what a person changed beside the files")
                .contains("-  desiredState: Restored", "+  desiredState: Observed");
    }

    private static void assertDeletion(Kubectl kubectl, Roboflow roboflow) throws Exception {
        List<String> applied = roboflow.applied();
        assertThat(kubectl.lines("delete", "-f", QUICKSTART, "--timeout=20s"))
                .hasSize(12)
                .allMatch(line -> line.contains(" deleted"));
        assertThat(kubectl.run("get", "roboflow").output()).startsWith("No resources found");
        assertThat(roboflow.applied()).isEqualTo(applied);
    }

    @Test
    void afterReconciliationNoExampleDiffersFromItsFiles(KubeSpace space) throws Exception {
        List<Given> all = new ArrayList<>();
        for (String example : examples()) {
            all.add(new Given(example, false, space.another(space.namespace() + "-client-side-" + all.size())));
            all.add(new Given(example, true, space.another(space.namespace() + "-server-side-" + all.size())));
        }
        String namespaces = all.stream().map(given -> given.space().namespace()).collect(Collectors.joining(","));
        try (Roboflow us = Roboflow.builtIn();
                Roboflow eu = Roboflow.builtIn();
                Product product = Product.start(
                        space,
                        folder,
                        us.uri(),
                        "--roboflow-eu-api-url",
                        eu.uri().toString(),
                        "--namespaces",
                        namespaces)) {
            for (Given given : all) {
                Answer answer = given.kubectl("apply");
                assertThat(answer.code()).as(given + " " + answer.output()).isZero();
            }
            for (Given given : all) {
                await().atMost(Team.PATIENCE)
                        .until(() -> given.applied().stream().allMatch(KubectlE2eIT::isReconciled));
            }
            for (Given given : all) {
                awaitNoDifference(given.toString(), () -> given.kubectl("diff"));
                assertThat(given.applied()).isNotEmpty().allSatisfy(KubectlE2eIT::assertOwnsOnlyStatusAndFinalizer);
            }
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** An example, how it was applied, and the namespace it is in. */
    private record Given(String example, boolean serverSide, KubeSpace space) {
        Answer kubectl(String verb) throws Exception {
            Kubectl kubectl = new Kubectl(space);
            return serverSide ? kubectl.run(verb, "-f", example, "--server-side") : kubectl.run(verb, "-f", example);
        }

        /** What people applied, without the resources that rules made. */
        List<CustomResource<?, ?>> applied() {
            return Stream.of(TrashedItem.class, RoboflowTrashPolicy.class)
                    .flatMap(kind ->
                            space.client().resources(kind).inNamespace(space.namespace()).list().getItems().stream())
                    .filter(one -> one.getMetadata().getOwnerReferences().isEmpty())
                    .<CustomResource<?, ?>>map(one -> one)
                    .toList();
        }
    }

    /** The folders of examples, and each file of the one that is for several namespaces. */
    private static List<String> examples() throws IOException {
        Path several = Path.of("examples", "shared-workspace");
        Path delivered = Path.of("examples", "gitops");
        try (Stream<Path> folders = Files.list(Path.of("examples"));
                Stream<Path> files = Files.list(several)) {
            return Stream.concat(
                            folders.filter(Files::isDirectory)
                                    .filter(folder -> !folder.equals(several) && !folder.equals(delivered)),
                            files.filter(file -> file.toString().endsWith(".yaml")))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isReconciled(CustomResource<?, ?> one) {
        return one.getStatus() instanceof RoboflowTrashPolicyStatus policy
                ? policy.conditions().stream()
                        .anyMatch(condition ->
                                condition.type().equals("Ready") && condition.status() == ConditionStatus.True)
                : one.getStatus() instanceof TrashedItemStatus item
                        && one.getMetadata().getGeneration().equals(item.observedGeneration());
    }

    /** By what the server noted down of who wrote which field. */
    private static void assertOwnsOnlyStatusAndFinalizer(CustomResource<?, ?> one) {
        assertThat(one.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(one.getMetadata().getManagedFields())
                .filteredOn(entry -> !entry.getManager().startsWith("kubectl"))
                .isNotEmpty()
                .flatExtracting(entry -> fields(entry.getFieldsV1().getAdditionalProperties()))
                .isSubsetOf("f:status", "f:metadata f:finalizers");
    }

    /** The parts of a resource that an entry of managedFields names; of metadata, the fields. */
    private static List<String> fields(Map<String, Object> entry) {
        return entry.entrySet().stream()
                .flatMap(part -> part.getKey().equals("f:metadata") && part.getValue() instanceof Map<?, ?> metadata
                        ? metadata.keySet().stream().map(field -> part.getKey() + " " + field)
                        : Stream.of(part.getKey()))
                .toList();
    }
}

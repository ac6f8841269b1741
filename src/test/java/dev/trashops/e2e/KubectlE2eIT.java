package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.e2e.Kubectl.Answer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
            new Pace(team, roboflow)
                    .until(() -> team.items().values().stream().allMatch(standing -> standing.startsWith("Ready ")));
            assertThat(kubectl.lines("wait", "--for=condition=Ready", "ti", "--all", "--timeout=60s"))
                    .hasSize(10)
                    .allMatch(line -> line.endsWith(" condition met"));
            assertThat(kubectl.lines("wait", "--for=condition=Ready", "rtp/acme-vision", "--timeout=60s"))
                    .containsExactly("roboflowtrashpolicy.trashops.dev/acme-vision condition met");

            assertThat(kubectl.run("diff", "-f", QUICKSTART)).isEqualTo(NOTHING);
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
                .contains(" Restored acme-vision It is active. ");
        assertThat(kubectl.lines("get", "rtp"))
                .last()
                .asString()
                .matches("acme-vision True acme-vision Enforce 10 \\d+ 0 0 2\\S+Z \\S+");
        assertThat(kubectl.lines("get", "roboflow", "-o", "name"))
                .hasSize(11)
                .contains("roboflowtrashpolicy.trashops.dev/acme-vision", "trasheditem.trashops.dev/hard-hats");
        assertThat(kubectl.lines("get", "ti", "--field-selector", "spec.desiredState=Trashed", "-o", "name"))
                .hasSize(3);
        assertThat(kubectl.lines("describe", "ti", "forklift-traffic-1"))
                .anyMatch(line -> line.startsWith("Message: It is in the Trash."));
    }

    private static void assertWishes(Kubectl kubectl, Roboflow roboflow) throws Exception {
        assertThat(kubectl.lines("annotate", "rtp/acme-vision", "ti/hard-hats", "trashops.dev/requested-at=now"))
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
        Map<String, KubeSpace> spaces = new TreeMap<>();
        for (String example : examples()) {
            for (String way : List.of("client", "server")) {
                spaces.put(example + " " + way, more(space, example.replaceAll("\\W", "-") + "-" + way));
            }
        }
        String namespaces = spaces.values().stream().map(KubeSpace::namespace).collect(Collectors.joining(","));
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = Product.start(space, folder, roboflow.uri(), "--namespaces", namespaces)) {
            for (Map.Entry<String, KubeSpace> one : spaces.entrySet()) {
                new Kubectl(one.getValue()).lines(command("apply", one.getKey()));
            }
            for (KubeSpace one : spaces.values()) {
                assertSettled(new Kubectl(one));
            }
            for (Map.Entry<String, KubeSpace> one : spaces.entrySet()) {
                assertThat(new Kubectl(one.getValue()).run(command("diff", one.getKey())))
                        .as(one.getKey())
                        .isEqualTo(NOTHING);
                assertTheOperatorOwnsOnlyStatusAndFinalizer(new Kubectl(one.getValue()));
            }
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** The folders of examples, and each file of a folder that is for several namespaces. */
    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            List<String> all = new ArrayList<>(files.filter(Files::isDirectory)
                    .map(Path::toString)
                    .sorted()
                    .toList());
            all.remove("examples/shared-workspace");
            all.add("examples/shared-workspace/team-a.yaml");
            all.add("examples/shared-workspace/team-b.yaml");
            return all;
        }
    }

    private static KubeSpace more(KubeSpace space, String suffix) throws Exception {
        KubeSpace more = new KubeSpace(
                space.client(), space.kubeconfig(), space.operatorKubeconfig(), space.namespace() + "-" + suffix);
        new Kubectl(space).lines("create", "namespace", more.namespace());
        return more;
    }

    private static String[] command(String verb, String exampleAndWay) {
        String[] words = exampleAndWay.split(" ", -1);
        return Stream.concat(
                        Stream.of(verb, "-f", words[0]),
                        words[1].equals("server") ? Stream.of("--server-side") : Stream.empty())
                .toArray(String[]::new);
    }

    private static void assertSettled(Kubectl kubectl) throws Exception {
        kubectl.lines("wait", "--for=condition=Ready", "rtp", "--all", "--timeout=60s");
        if (!kubectl.lines("get", "ti", "-o", "name").isEmpty()) {
            kubectl.lines("wait", "--for=jsonpath={.status.observedGeneration}=1", "ti", "--all", "--timeout=60s");
        }
    }

    /** What the server noted down of who owns which field of what people applied. */
    private static void assertTheOperatorOwnsOnlyStatusAndFinalizer(Kubectl kubectl) throws Exception {
        JsonNode all = new ObjectMapper()
                .readTree(String.join("\n", kubectl.lines("get", "roboflow", "-o", "json", "--show-managed-fields")));
        for (JsonNode resource : all.path("items")) {
            JsonNode metadata = resource.path("metadata");
            if (metadata.has("ownerReferences")) {
                continue; // made by a rule
            }
            String name = metadata.path("name").asText();
            assertThat(metadata.path("generation").asInt()).as(name).isEqualTo(1);
            for (JsonNode entry : metadata.path("managedFields")) {
                if (!entry.path("manager").asText().startsWith("kubectl")) {
                    assertThat(fields(entry.path("fieldsV1")))
                            .as(name + " " + entry)
                            .isSubsetOf("f:status", "f:metadata f:finalizers");
                }
            }
        }
    }

    /** The parts of a resource that an entry of managedFields names; of metadata, the fields. */
    private static Set<String> fields(JsonNode entry) {
        Set<String> fields = new TreeSet<>();
        entry.fieldNames().forEachRemaining(fields::add);
        if (fields.remove("f:metadata")) {
            entry.path("f:metadata").fieldNames().forEachRemaining(field -> fields.add("f:metadata " + field));
        }
        return fields;
    }
}

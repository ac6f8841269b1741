package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.kube.RestartableKube;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upgrade of the operator alone, on what a namespace and Roboflow held at one moment under the version before; see the
 * README beside the recording.
 */
@RealKube
class UpgradeIT {
    private static final Path RECORDED = Path.of("src", "test", "resources", "upgrade");
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final String DUE = "POST /due/trash/restore";
    private static final String POLICY = "trashops.dev/policy";
    private static final Duration LONG = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is left of the approved plan. */
    private static final List<String> LEFT =
            List.of("begun-tmp-2-0ba1da33", "begun-tmp-3-36640a02", "begun-tmp-4-78f7f306");

    /** What goes on: a deletion whose answer the recorded operator did not live to see, and a restore. */
    private static final Set<String> UNDER_WAY =
            Set.of("RoboflowTrashPolicy crashed", "TrashedItem begun-deletion", "TrashedItem due");

    /** Words may be put better, and the test itself asks for looks. */
    private static final Set<String> FREE = Set.of(
            "message", "lastHandledReconcileAt", "trashops.dev/requested-at", "resourceVersion", "managedFields");

    /**
     * What is told of more now: the plans of policies that are suspended, and what of a policy's items is planned, without what
     * stays. Plans are published anew under their names, with what people read.
     */
    private static final Pattern TOLD_OTHERWISE = Pattern.compile(
            "RoboflowTrashPolicy (begun|halted)/status/plan/.*"
                    + "|RoboflowTrashPolicy [a-z]+/status/items/acting: .*"
                    + "|ConfigMap [a-z]+-plan-[0-9a-f]{8}/metadata/(uid|creationTimestamp): .*",
            Pattern.DOTALL);

    @Test
    void nothingIsDoneTwiceNothingIsForgottenAndWhatWasBegunIsEnded(@TempDir Path folder) throws Exception {
        List<GenericKubernetesResource> recorded = recorded();
        JsonNode sandbox = JSON.readTree(RECORDED.resolve("roboflow.json").toFile());
        Instant moment = Instant.parse(sandbox.path("now").asText());
        try (RestartableKube kube = RestartableKube.start(folder.resolve("kube"))) {
            KubeSpace space = kube.newSpace("upgraded");
            Team team = new Team(space, folder);
            team.applyDefinitions(Path.of("crds"));
            for (GenericKubernetesResource resource : recorded) {
                kube.putBack(resource);
            }
            assertThat(lost(recorded, space, Set.of())).as("before the start").isEmpty();
            assertThat(team.kubectl("get", "rtp", "-o", "jsonpath={.items[*].spec.region}")
                            .split(" "))
                    .as("policies from before there were regions")
                    .hasSameSizeAs(team.policies())
                    .containsOnly("US");
            try (Roboflow roboflow = Roboflow.of(sandbox.path("state"), moment);
                    Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
                comes(() -> roboflow.sent().contains(DUE));
                comes(() -> team.itemReadiness("due").equals("Ready Restored"));
                comes(() -> team.itemReadiness("begun-deletion").equals("Ready Trashed"));
                looks(roboflow, 2 * team.policies().size());
                team.versionsAtRest(Duration.ofSeconds(2), LONG);
                assertThat(roboflow.sent()).containsExactly(DUE);
                assertThat(lost(recorded, space, UNDER_WAY)).isEmpty();
                assertThat(recorded)
                        .filteredOn(UpgradeIT::isEarlierLedger)
                        .as("ledgers that were taken over")
                        .isNotEmpty()
                        .allMatch(one -> present(space, one).isEmpty());

                team.patch("rtp", "begun", "{'spec':{'suspend':false}}");
                comes(() ->
                        LEFT.stream().allMatch(item -> team.itemReadiness(item).equals("Ready Trashed")));
                looks(roboflow, 2 * team.policies().size());
                assertThat(roboflow.sent())
                        .containsExactlyInAnyOrder(
                                DUE,
                                "DELETE /begun/workflows/tmp-2",
                                "DELETE /begun/workflows/tmp-3",
                                "DELETE /begun/workflows/tmp-4");
                assertThat(product.written()).doesNotContain("ERROR");
            }
        }
    }

    private static void looks(Roboflow roboflow, int times) {
        int before = roboflow.calls(LISTINGS);
        comes(() -> roboflow.calls(LISTINGS) >= before + times);
    }

    private static void comes(Callable<Boolean> wish) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(200)).until(wish);
    }

    private static List<GenericKubernetesResource> recorded() throws IOException {
        List<GenericKubernetesResource> resources = new ArrayList<>();
        for (String document :
                Files.readString(RECORDED.resolve("objects.yaml")).split("(?m)^---\n", -1)) {
            if (!document.isBlank()) {
                resources.add(Serialization.unmarshal(document, GenericKubernetesResource.class));
            }
        }
        return resources;
    }

    private static String name(GenericKubernetesResource resource) {
        return resource.getKind() + " " + resource.getMetadata().getName();
    }

    private static Map<String, JsonNode> held(List<GenericKubernetesResource> resources) {
        Map<String, JsonNode> held = new TreeMap<>();
        resources.forEach(one -> held.put(name(one), JSON.valueToTree(one)));
        return held;
    }

    /** The same resources as the API server gives them now, without what it adds by itself. */
    private static Map<String, JsonNode> held(KubeSpace space, List<GenericKubernetesResource> resources) {
        return held(resources.stream()
                .flatMap(one -> present(space, one).or(() -> takenOver(space, one)).stream())
                .toList());
    }

    private static Optional<GenericKubernetesResource> present(KubeSpace space, GenericKubernetesResource recorded) {
        Optional<GenericKubernetesResource> present = Optional.ofNullable(space.client()
                .genericKubernetesResources(recorded.getApiVersion(), recorded.getKind())
                .inNamespace(space.namespace())
                .withName(recorded.getMetadata().getName())
                .get());
        present.ifPresent(one -> one.getMetadata().setResourceVersion(null));
        return present;
    }

    /** A ledger of before with what the one ledger of its policy holds today. */
    private static Optional<GenericKubernetesResource> takenOver(KubeSpace space, GenericKubernetesResource recorded) {
        if (!isEarlierLedger(recorded)) {
            return Optional.empty();
        }
        List<ConfigMap> ledgers = space.client()
                .configMaps()
                .inNamespace(space.namespace())
                .withLabel(POLICY, recorded.getMetadata().getLabels().get(POLICY))
                .withLabel("trashops.dev/record", "ledger")
                .list()
                .getItems();
        assertThat(ledgers)
                .as(name(recorded))
                .hasSize(1)
                .allMatch(ledger -> ledger.getMetadata().getOwnerReferences().isEmpty());
        GenericKubernetesResource today = Serialization.clone(recorded);
        today.setAdditionalProperty("data", ledgers.get(0).getData());
        return Optional.of(today);
    }

    private static boolean isEarlierLedger(GenericKubernetesResource resource) {
        return resource.getKind().equals("ConfigMap")
                && resource.getMetadata().getName().contains("-trashed-");
    }

    /** What is gone or was changed of the recorded resources; more than they held they may hold. */
    private static List<String> lost(List<GenericKubernetesResource> recorded, KubeSpace space, Set<String> underWay) {
        Map<String, JsonNode> now = held(space, recorded);
        List<String> lost = new ArrayList<>();
        held(recorded).forEach((name, before) -> {
            if (!underWay.contains(name)) {
                compare(name, before, now.getOrDefault(name, JSON.nullNode()), lost);
            }
        });
        lost.removeIf(TOLD_OTHERWISE.asMatchPredicate());
        return lost;
    }

    private static JsonNode ofType(JsonNode list, JsonNode like) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("type").equals(like.path("type")))
                .findFirst()
                .orElse(JSON.nullNode());
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> lost) {
        if (before.isObject() && after.isObject()) {
            before.properties().forEach(field -> {
                if (!FREE.contains(field.getKey())) {
                    compare(path + "/" + field.getKey(), field.getValue(), after.path(field.getKey()), lost);
                }
            });
        } else if (before.isArray() && after.isArray() && before.path(0).has("type")) {
            before.forEach(one -> compare(path + "/" + one.path("type").asText(), one, ofType(after, one), lost));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "/" + i, before.path(i), after.path(i), lost);
            }
        } else if (!before.equals(after)) {
            lost.add(path + ": " + before + " -> " + after);
        }
    }
}

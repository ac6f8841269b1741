package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything of a namespace brought to another cluster, as {@code manifests/moving.md} says, in several ways. */
@RealKube
class MovedClusterIT {
    private static final int ITEMS = 6;
    private static final List<String> SPARED = List.of("tmp-0", "tmp-1");
    private static final String[] CLOCK = {"--clock", "sandbox"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** How the objects are brought over. */
    private enum Way {
        WITH_STALE_OWNERS,
        WITHOUT_OWNERS,
        WITHOUT_STATUS,
        WITHOUT_LEDGER
    }

    @Test
    void aMovedNamespaceTrashesNothingSparesWhatWasSparedAndStillCounts(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                KubeServer next = KubeServer.start()) {
            try (Product product = Product.start(space, folder, roboflow.uri(), CLOCK)) {
                Pace pace = new Pace(team, roboflow);
                team.apply(Team.secret("acme", "key-acme"), policy());
                pace.until(() -> count(team, "Ready Trashed") == ITEMS);
                SPARED.forEach(
                        slug -> roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'" + slug + "'"));
                pace.until(() -> count(team, "Stalled Spared") == SPARED.size());
                assertThat(product.written()).doesNotContain("ERROR");
            }
            List<String> sent = roboflow.sent();
            for (Way way : List.of(Way.WITH_STALE_OWNERS, Way.WITHOUT_OWNERS, Way.WITHOUT_STATUS)) {
                KubeSpace there = next.newSpace(name(way));
                bring(team, there, way);
                assertNothingIsLost(there, roboflow, way);
                assertThat(roboflow.sent()).as(way.name()).isEqualTo(sent);
            }
            KubeSpace there = next.newSpace(name(Way.WITHOUT_LEDGER));
            bring(team, there, Way.WITHOUT_LEDGER);
            assertWhatTheDocsWarnOf(there, roboflow, sent);
        }
    }

    private void assertNothingIsLost(KubeSpace space, Roboflow roboflow, Way way) throws Exception {
        Team team = new Team(space, folder);
        try (Product product = Product.start(space, own(space), roboflow.uri(), CLOCK)) {
            Pace pace = new Pace(team, roboflow);
            pace.until(() -> count(team, "Stalled Spared") == SPARED.size()
                    && count(team, "Ready Trashed") == team.items().size() - SPARED.size());
            if (way != Way.WITH_STALE_OWNERS) {
                // Nobody owned them, so no garbage collector took them along before the operator came.
                assertThat(team.items()).hasSize(ITEMS);
            }
            for (int i = 0; i < 3; i++) {
                team.apply(Team.item("more-" + i, "acme", "workflow more-" + i, "Trashed"));
            }
            pace.until(() -> team.itemReadiness("more-2").equals("Stalled LimitExceeded"));
            pace.looks(2);
            assertThat(roboflow.trash("acme")).hasSize(ITEMS - SPARED.size());
            SPARED.forEach(
                    slug -> assertThat(team.readinessByItem()).containsEntry("Workflow " + slug, "Stalled Spared"));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Without the ledger what people brought back is trashed again, but not by an operator that may only restore. */
    private void assertWhatTheDocsWarnOf(KubeSpace space, Roboflow roboflow, List<String> sent) throws Exception {
        assertThat(Files.readString(Path.of("manifests", "moving.md")))
                .contains("items that people brought back are trashed again by rules")
                .contains("start with\n`TRASHOPS_ALLOW=restore`");
        Team team = new Team(space, folder);
        try (Product careful =
                Product.start(space, own(space), roboflow.uri(), "--clock", "sandbox", "--allow", "restore")) {
            Pace pace = new Pace(team, roboflow);
            pace.until(() -> count(team, "Stalled NotAllowed") == SPARED.size());
            assertThat(roboflow.sent()).isEqualTo(sent);
            assertThat(careful.written()).doesNotContain("ERROR");
        }
        try (Product product = Product.start(space, own(space), roboflow.uri(), CLOCK)) {
            new Pace(team, roboflow).until(() -> roboflow.trash("acme").containsAll(SPARED));
            assertThat(roboflow.sent()).hasSize(sent.size() + SPARED.size());
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private Path own(KubeSpace space) throws Exception {
        return Files.createDirectories(folder.resolve(space.namespace()));
    }

    /** Secrets and ConfigMaps first, then policies and items. */
    private void bring(Team from, KubeSpace to, Way way) throws Exception {
        Team team = new Team(to, folder);
        for (String kinds : List.of("secrets,configmaps", "rtp", "ti")) {
            JsonNode all = Roboflow.parsed(from.kubectl("get", kinds, "-o", "json"));
            List<JsonNode> objects = StreamSupport.stream(all.path("items").spliterator(), false)
                    .filter(one -> !one.at("/metadata/name").asText().equals("kube-root-ca.crt"))
                    .filter(one -> way != Way.WITHOUT_LEDGER
                            || !one.path("kind").asText().equals("ConfigMap"))
                    .toList();
            objects.forEach(one -> adapt((ObjectNode) one, to, way));
            ((ObjectNode) all)
                    .set("items", ((ArrayNode) all.path("items")).removeAll().addAll(objects));
            Path file = Files.writeString(
                    folder.resolve(to.namespace() + "-" + kinds.replace(",", "-") + ".json"), all.toString());
            assertThat(team.kubectl("create", "-f", file.toString()))
                    .contains("created")
                    .doesNotContain("rror");
            if (kinds.equals("ti") && way != Way.WITHOUT_STATUS && way != Way.WITHOUT_LEDGER) {
                objects.forEach(one -> team.kubectl(
                        "patch",
                        "ti",
                        one.at("/metadata/name").asText(),
                        "--subresource=status",
                        "--type=merge",
                        "-p",
                        "{\"status\":" + one.path("status") + "}"));
            }
        }
    }

    private static void adapt(ObjectNode object, KubeSpace to, Way way) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.put("namespace", to.namespace());
        metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
        if (way != Way.WITH_STALE_OWNERS) {
            metadata.remove("ownerReferences");
        }
    }

    private static String name(Way way) {
        return way.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static long count(Team team, String readiness) {
        Map<String, String> items = team.items();
        return items.values().stream().filter(readiness::equals).count();
    }

    private static String policy() {
        return Team.policy(
                "acme",
                "limits: {settle: 1s, maxTrashed: 8, maxTrashedPercent: 100}",
                "rules: [{name: tidy, action: Trash, approval: Automatic, match: {types: [Workflow], workflows: ['tmp-*'], olderThan: 1d}}]");
    }

    private static String workspace() {
        String tmp = IntStream.range(0, ITEMS)
                .mapToObj(i -> "{'slug':'tmp-" + i + "'}")
                .collect(Collectors.joining(","));
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[" + tmp
                + ",{'slug':'more-0'},{'slug':'more-1'},{'slug':'more-2'},{'slug':'kept'}]}";
    }
}

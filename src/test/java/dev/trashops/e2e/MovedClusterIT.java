package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything of a namespace brought to another cluster, as {@code manifests/moving.md} says, in several ways. */
@RealKube
class MovedClusterIT {
    private static final int ITEMS = 6;
    private static final int MORE = 3;
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

    /** A namespace of the new cluster, with an operator that was started once all had been brought there. */
    private record Arrival(Way way, Team team, Pace pace, Product product) implements AutoCloseable {
        @Override
        public void close() {
            product.close();
        }
    }

    /** All of them at once, as none may change anything in Roboflow. */
    @Test
    void aMovedNamespaceTrashesNothingSparesWhatWasSparedAndStillCounts(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        CompletableFuture<KubeServer> starting = CompletableFuture.supplyAsync(KubeServer::start);
        try (Roboflow roboflow = Roboflow.with(workspace())) {
            trashAndSpare(space, team, roboflow);
            List<String> sent = roboflow.sent();
            List<JsonNode> packed = packed(team);
            try (KubeServer next = starting.join()) {
                KubeSpace withoutLedger = next.newSpace(name(Way.WITHOUT_LEDGER));
                try (Arrival stale = arrive(
                                next.newSpace(name(Way.WITH_STALE_OWNERS)), Way.WITH_STALE_OWNERS, packed, roboflow);
                        Arrival free =
                                arrive(next.newSpace(name(Way.WITHOUT_OWNERS)), Way.WITHOUT_OWNERS, packed, roboflow);
                        Arrival blank =
                                arrive(next.newSpace(name(Way.WITHOUT_STATUS)), Way.WITHOUT_STATUS, packed, roboflow);
                        Arrival careful =
                                arrive(withoutLedger, Way.WITHOUT_LEDGER, packed, roboflow, "--allow", "restore")) {
                    List<Arrival> whole = List.of(stale, free, blank);
                    whole.forEach(MovedClusterIT::assertNothingIsLost);
                    whole.forEach(MovedClusterIT::applyMore);
                    whole.forEach(arrival -> assertMoreIsHeld(arrival, roboflow));
                    careful.pace().until(() -> count(careful.team(), "Stalled NotAllowed") == SPARED.size());
                    assertThat(careful.product().written()).doesNotContain("ERROR");
                    assertThat(roboflow.sent()).isEqualTo(sent);
                }
                assertWhatTheDocsWarnOf(withoutLedger, roboflow, sent);
            }
        }
    }

    private void trashAndSpare(KubeSpace space, Team team, Roboflow roboflow) throws Exception {
        try (Product product = Product.start(space, folder, roboflow.uri(), CLOCK)) {
            Pace pace = new Pace(team, roboflow);
            team.apply(Team.secret("acme", "key-acme"), policy());
            pace.until(() -> count(team, "Ready Trashed") == ITEMS);
            SPARED.forEach(slug -> roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'" + slug + "'"));
            pace.until(() -> count(team, "Stalled Spared") == SPARED.size());
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private Arrival arrive(KubeSpace space, Way way, List<JsonNode> packed, Roboflow roboflow, String... more)
            throws Exception {
        Team team = new Team(space, own(space));
        bring(packed, space, team, way);
        String[] options = Stream.of(CLOCK, more).flatMap(Stream::of).toArray(String[]::new);
        return new Arrival(
                way, team, new Pace(team, roboflow), Product.start(space, own(space), roboflow.uri(), options));
    }

    private static void assertNothingIsLost(Arrival arrival) {
        Team team = arrival.team();
        arrival.pace()
                .until(() -> count(team, "Stalled Spared") == SPARED.size()
                        && count(team, "Ready Trashed") == team.items().size() - SPARED.size());
        if (arrival.way() != Way.WITH_STALE_OWNERS) {
            // Nobody owned them, so no garbage collector took them along before the operator came.
            assertThat(team.items()).hasSize(ITEMS);
        }
    }

    private static void applyMore(Arrival arrival) {
        arrival.team()
                .apply(IntStream.range(0, MORE)
                        .mapToObj(i -> Team.item("more-" + i, "acme", "workflow more-" + i, "Trashed"))
                        .toArray(String[]::new));
    }

    private static void assertMoreIsHeld(Arrival arrival, Roboflow roboflow) {
        Team team = arrival.team();
        String last = "more-" + (MORE - 1);
        arrival.pace().until(() -> team.itemReadiness(last).equals("Stalled LimitExceeded"));
        arrival.pace().looks(2);
        assertThat(roboflow.trash("acme")).as(arrival.way().name()).hasSize(ITEMS - SPARED.size());
        SPARED.forEach(slug -> assertThat(team.readinessByItem()).containsEntry("Workflow " + slug, "Stalled Spared"));
        assertThat(arrival.product().written()).doesNotContain("ERROR");
    }

    /** Without the ledger what people brought back is trashed again, but not by an operator that may only restore. */
    private void assertWhatTheDocsWarnOf(KubeSpace space, Roboflow roboflow, List<String> sent) throws Exception {
        assertThat(Files.readString(Path.of("manifests", "moving.md")))
                .contains("items that people brought back are trashed again by rules")
                .contains("start with\n`TRASHOPS_ALLOW=restore`");
        Path last = Files.createDirectories(folder.resolve("last"));
        try (Product product = Product.start(space, last, roboflow.uri(), CLOCK)) {
            new Pace(new Team(space, last), roboflow)
                    .until(() -> roboflow.trash("acme").containsAll(SPARED));
            assertThat(roboflow.sent()).hasSize(sent.size() + SPARED.size());
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private Path own(KubeSpace space) throws Exception {
        return Files.createDirectories(folder.resolve(space.namespace()));
    }

    /** Everything of a namespace: Secrets and ConfigMaps first, then policies and items. */
    private static List<JsonNode> packed(Team from) {
        return Stream.of("secrets,configmaps", "rtp", "ti")
                .map(kinds -> Roboflow.parsed(from.kubectl("get", kinds, "-o", "json")))
                .flatMap(all -> StreamSupport.stream(all.path("items").spliterator(), false))
                .filter(one -> !one.at("/metadata/name").asText().equals("kube-root-ca.crt"))
                .toList();
    }

    private static void bring(List<JsonNode> packed, KubeSpace to, Team team, Way way) {
        List<JsonNode> objects = packed.stream()
                .filter(one ->
                        way != Way.WITHOUT_LEDGER || !one.path("kind").asText().equals("ConfigMap"))
                .map(JsonNode::<JsonNode>deepCopy)
                .toList();
        objects.forEach(one -> adapt((ObjectNode) one, to, way));
        String list = objects.stream().map(JsonNode::toString).collect(Collectors.joining(","));
        Path file = team.file(List.of("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[" + list + "]}"));
        assertThat(team.kubectl("create", "-f", file.toString()))
                .contains("created")
                .doesNotContain("rror");
        if (way != Way.WITHOUT_STATUS && way != Way.WITHOUT_LEDGER) {
            objects.stream()
                    .filter(one -> one.path("kind").asText().equals("TrashedItem"))
                    .forEach(one -> bringStatus(one, to, way));
        }
    }

    private static void bringStatus(JsonNode item, KubeSpace to, Way way) {
        try {
            to.client()
                    .resources(TrashedItem.class)
                    .inNamespace(to.namespace())
                    .withName(item.at("/metadata/name").asText())
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"status\":" + item.path("status") + "}");
        } catch (KubernetesClientException failure) {
            // The garbage collector takes what has a stale owner, at any moment.
            assertThat(way).isEqualTo(Way.WITH_STALE_OWNERS);
            assertThat(failure.getCode()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
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

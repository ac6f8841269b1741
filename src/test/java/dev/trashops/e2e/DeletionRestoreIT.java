package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deletionPolicy: Restore} promises, however a resource and its item go. */
@RealKube
class DeletionRestoreIT {
    private static final String LISTINGS = "GET /:workspace/trash";

    /** An item of each type by the name of its resource, and what a person does with it in the web app. */
    private static final Map<String, String> ITEMS = Map.of(
            "project detector", "'type':'project','project':'detector'",
            "version lab/2", "'type':'version','project':'lab','version':2",
            "workflow flow", "'type':'workflow','workflow':'flow'");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatSomebodyTrashesRightBeforeTheResourceIsDeletedIsRestored(KubeSpace space, KubeSpace doomed)
            throws Exception {
        Team team = new Team(space, folder);
        Team leaving = new Team(doomed, folder);
        try (Roboflow roboflow = Roboflow.with(workspace("kept"), workspace("doomed"));
                Product product = started(roboflow, space, doomed)) {
            protect(team, "kept");
            protect(leaving, "doomed");
            int looks = roboflow.calls(LISTINGS);
            trashAll(roboflow, "kept");
            assertThat(team.kubectl("delete", "ti", "--all", "--timeout=60s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            assertThat(roboflow.trash("kept")).isEmpty();
            assertThat(roboflow.calls(LISTINGS)).isGreaterThan(looks);

            trashAll(roboflow, "doomed");
            assertThat(leaving.kubectl("delete", "namespace", doomed.namespace(), "--timeout=90s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            assertThat(roboflow.trash("doomed")).isEmpty();
            assertThat(roboflow.sent())
                    .filteredOn(line -> line.contains("/kept/"))
                    .hasSize(ITEMS.size());
            assertThat(roboflow.sent())
                    .filteredOn(line -> line.contains("/doomed/"))
                    .hasSize(ITEMS.size());
            assertThat(product.metrics()).contains("trashops_orphaned_total 0.0");
            assertThat(product.written()).doesNotContain("ERROR", "orphaned");
        }
    }

    @Test
    void whatNobodyCanRestoreIsLetGoSoonAndSaidWhereItCanBeRead(KubeSpace mute, KubeSpace keyless) throws Exception {
        Team team = new Team(mute, folder);
        Team lost = new Team(keyless, folder);
        try (Roboflow roboflow = Roboflow.with(workspace("mute"), workspace("keyless"));
                Product of = Product.start(mute, own(mute), roboflow.uri());
                Product restarted = Product.start(keyless, own(keyless), roboflow.uri())) {
            protect(team, "mute");
            protect(lost, "keyless");
            restarted.kill();
            trashAll(roboflow, "keyless");
            lost.kubectl("delete", "rtp,secret", "keyless");
            lost.kubectl("delete", "ti", "--all", "--wait=false");
            restarted.restart();

            roboflow.fault("'route':'*','workspace':'mute','status':503");
            trashAll(roboflow, "mute");
            assertThat(team.kubectl("delete", "namespace", mute.namespace(), "--timeout=60s"))
                    .contains("deleted")
                    .doesNotContain("timed out");
            await().atMost(Team.PATIENCE).until(() -> lost.items().isEmpty());
            assertSaid(team, mute, of);
            assertSaid(team, keyless, restarted);
            assertThat(roboflow.applied()).isEmpty();
        }
    }

    @Test
    void aRenamedManifestChangesNothingInRoboflow(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace("acme"));
                Product product = started(roboflow, space, space)) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme"));
            ITEMS.keySet()
                    .forEach(item -> team.apply(
                            Team.item("old-" + name(item), "acme", item, "Trashed", "deletionPolicy: Restore")));
            ITEMS.keySet().forEach(item -> team.awaitItem("old-" + name(item), "Ready Trashed"));
            List<String> sent = roboflow.sent();
            team.apply(ITEMS.keySet().stream()
                    .map(item -> Team.item("new-" + name(item), "acme", item, "Trashed", "deletionPolicy: Restore"))
                    .toArray(String[]::new));
            assertThat(team.kubectl(Stream.concat(
                                    Stream.of("delete", "ti", "--timeout=60s"),
                                    ITEMS.keySet().stream().map(item -> "old-" + name(item)))
                            .toArray(String[]::new)))
                    .contains("deleted")
                    .doesNotContain("timed out");
            ITEMS.keySet().forEach(item -> team.awaitItem("new-" + name(item), "Ready Trashed"));
            int looks = roboflow.calls(LISTINGS);
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LISTINGS) >= looks + 2);
            assertThat(roboflow.sent()).isEqualTo(sent).hasSize(ITEMS.size());
            assertThat(product.metrics()).contains("trashops_orphaned_total 0.0");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** That its items were let go: in the metrics, the audit log, the log and an Event where it can still be read. */
    private static void assertSaid(Team team, KubeSpace space, Product product) throws Exception {
        assertThat(product.metrics()).contains("trashops_orphaned_total " + ITEMS.size() + ".0");
        assertThat(product.written().lines())
                .filteredOn(line -> line.contains("\"phase\":\"orphaned\"")
                        && line.contains("\"namespace\":\"" + space.namespace() + "\""))
                .hasSize(ITEMS.size());
        assertThat(product.written().lines())
                .filteredOn(line -> line.contains("WARN") && line.contains("was not restored"))
                .hasSize(ITEMS.size());
        ITEMS.keySet()
                .forEach(item -> await(item)
                        .atMost(Team.PATIENCE)
                        .until(() -> saidByTheOperator(team)
                                .contains("TrashedItem " + space.namespace() + "/" + name(item) + " was deleted")));
        assertThat(product.written()).doesNotContain("ERROR");
    }

    private Path own(KubeSpace space) throws IOException {
        return Files.createDirectories(folder.resolve(space.namespace()));
    }

    private Product started(Roboflow roboflow, KubeSpace one, KubeSpace other) throws Exception {
        return Product.start(one, folder, roboflow.uri(), "--namespaces", one.namespace() + "," + other.namespace());
    }

    /** An item of each type, active and to be restored, which nobody looks at for an hour. */
    private static void protect(Team team, String workspace) {
        team.apply(
                Team.secret(workspace, "key-" + workspace),
                Team.policy(workspace).replace("interval: 10s", "interval: 1h"));
        team.awaitPolicy(workspace, "Ready Available");
        team.apply(ITEMS.keySet().stream()
                .map(item -> Team.item(name(item), workspace, item, "Restored", "deletionPolicy: Restore"))
                .toArray(String[]::new));
        ITEMS.keySet().forEach(item -> team.awaitItem(name(item), "Ready Restored"));
    }

    private static void trashAll(Roboflow roboflow, String workspace) {
        ITEMS.values().forEach(fields -> roboflow.act(workspace, "'do':'trash'," + fields));
    }

    private static String name(String item) {
        return item.replace(' ', '-').replace('/', '-');
    }

    private static String saidByTheOperator(Team team) {
        return team.kubectl("get", "events", "-n", Manifests.NAMESPACE, "-o", "jsonpath={.items[*].message}")
                .lines()
                .collect(Collectors.joining());
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug
                + "'}],'projects':[{'slug':'detector','versions':[{'number':1}]},"
                + "{'slug':'lab','versions':[{'number':1},{'number':2},{'number':3}]}],"
                + "'workflows':[{'slug':'flow'},{'slug':'other'}]}";
    }
}

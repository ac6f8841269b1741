package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.gitops.ArgoCd;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The actions of Argo CD, from the click on a real resource to what comes of it in Roboflow. */
@RealKube
class ArgoActionsIT {
    private static final String WORKSPACE = "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'tmp',"
            + "'versions':[{'number':1},{'number':2},{'number':3}]}],'workflows':[{'slug':'flow'}]}";

    private final ArgoCd argo = new ArgoCd(Clock.systemUTC());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyActionIsAcceptedAndDoesWhatItSays(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACE);
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "rules: [{name: prune, action: Trash, match: {types: [Version], projects: [tmp], keepLast: 1}}]"),
                    Team.item("flow", "acme", "workflow flow", "Trashed", "suspend: true"));
            team.awaitItem("flow", "Stalled Suspended");
            assertThat(health(team, "ti", "flow")).isEqualTo("Suspended");
            click(team, "ti", "flow", "resume");
            team.awaitItem("flow", "Ready Trashed");
            assertThat(health(team, "ti", "flow")).isEqualTo("Healthy");
            click(team, "ti", "flow", "restore");
            team.awaitItem("flow", "Ready Restored");
            click(team, "ti", "flow", "suspend");
            assertThat(argo.enabled(read(team, "ti", "flow"))).containsExactly("reconcile", "resume");

            await().atMost(Team.PATIENCE)
                    .until(() -> argo.enabled(read(team, "rtp", "acme")).contains("approve-plan"));
            assertThat(health(team, "rtp", "acme")).isEqualTo("Suspended");
            JsonNode digest = read(team, "rtp", "acme").at("/status/plan/digest");
            click(team, "rtp", "acme", "approve-plan");
            team.awaitItem(team.name("Version tmp/1"), "Ready Trashed");
            team.awaitItem(team.name("Version tmp/2"), "Ready Trashed");
            assertThat(read(team, "rtp", "acme").at("/spec/approvedPlan/digest"))
                    .isEqualTo(digest);
            await().atMost(Team.PATIENCE).until(() -> health(team, "rtp", "acme"), "Healthy"::equals);
            assertThat(argo.enabled(read(team, "rtp", "acme"))).doesNotContain("approve-plan");

            click(team, "rtp", "acme", "suspend");
            await().atMost(Team.PATIENCE).until(() -> health(team, "rtp", "acme"), "Suspended"::equals);
            click(team, "rtp", "acme", "resume");
            reconcile(team, "rtp", "acme");
            reconcile(team, "ti", "flow");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private void reconcile(Team team, String resource, String name) {
        click(team, resource, name, "reconcile");
        JsonNode asked = read(team, resource, name).at("/metadata/annotations/trashops.dev~1requested-at");
        assertThat(asked.asText()).isNotEmpty();
        await().atMost(Team.PATIENCE)
                .until(() -> read(team, resource, name).at("/status/lastHandledReconcileAt"), asked::equals);
    }

    /** Sends what Argo CD sends when somebody clicks on an action that it offers. */
    private void click(Team team, String resource, String name, String action) {
        JsonNode live = read(team, resource, name);
        assertThat(argo.enabled(live)).contains(action);
        ObjectNode patch = argo.patch(live, action, Map.of());
        assertThat(team.kubectl("patch", resource, name, "--type=merge", "-p", patch.toString()))
                .isEqualToIgnoringWhitespace(kind(resource) + ".trashops.dev/" + name + " patched");
    }

    private static String kind(String resource) {
        return resource.equals("ti") ? "trasheditem" : "roboflowtrashpolicy";
    }

    private String health(Team team, String resource, String name) {
        return argo.health(read(team, resource, name)).status();
    }

    private static JsonNode read(Team team, String resource, String name) {
        return Roboflow.parsed(team.kubectl("get", resource, name, "-o", "json", "--show-managed-fields"));
    }
}

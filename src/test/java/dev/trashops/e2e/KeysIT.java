package dev.trashops.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be wrong with a key: said with what to do, and over as soon as the cause is repaired. */
@RealKube
class KeysIT {
    private static final String CANARY = "CANARY7f3a9";
    /** As a Secret holds it: whole groups of three bytes, so it stands at the beginning of each encoded key. */
    private static final String ENCODED =
            Base64.getEncoder().encodeToString(CANARY.substring(0, 9).getBytes(UTF_8));

    private static final String READS = "'workspace:read','project:read','version:read','workflow:read'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aKeyThatDoesNotWorkIsExplainedAndRepairedWithoutTouchingTheItem(KubeSpace space) throws Exception {
        List<String> workspaces = List.of("nosecret", "empty", "entry", "revoked", "foreign", "unscoped", "rotated");
        Team team = new Team(space, folder);
        try (Roboflow roboflow =
                        Roboflow.with(workspaces.stream().map(KeysIT::workspace).toArray(String[]::new));
                Product product = Product.start(space, folder, roboflow.uri(), "--log-level", "trace")) {
            roboflow.keys("revoked", "[{'key':'" + key("revoked") + "','disabled':true}]");
            roboflow.keys("unscoped", "[{'key':'" + key("unscoped") + "','scopes':[" + READS + ",'project:update']}]");
            List<String> files = new ArrayList<>();
            for (String workspace : workspaces) {
                files.add(Team.policy(workspace));
                files.add(Team.item(workspace, workspace, "workflow lost", "Restored"));
            }
            files.add(Team.secret("empty", ""));
            files.add(Team.secret("entry", "apikey", key("entry")));
            files.add(Team.secret("foreign", key("rotated")));
            Stream.of("revoked", "unscoped", "rotated").forEach(name -> files.add(Team.secret(name, key(name))));
            team.apply(files.toArray(String[]::new));

            team.awaitItem("rotated", "Ready Restored");
            Stream.of("nosecret", "empty", "entry").forEach(name -> {
                team.awaitPolicy(name, "Stalled SecretNotFound");
                team.awaitItem(name, "Stalled SecretNotFound");
                assertThat(team.message(name)).contains("kubectl create secret generic " + name);
            });
            team.awaitItem("revoked", "Stalled InvalidCredentials");
            assertThat(team.message("revoked")).contains("Put a valid API key of workspace revoked there");
            team.awaitItem("foreign", "Stalled InvalidCredentials");
            assertThat(team.message("foreign")).contains("belongs to workspace rotated", "Put a key of foreign there");
            team.awaitItem("unscoped", "Stalled MissingScope");
            assertThat(team.message("unscoped")).contains("workflow:update");
            assertThat(roboflow.trash("unscoped")).containsExactly("lost");

            Stream.of("nosecret", "empty", "entry", "foreign")
                    .forEach(name -> team.apply(Team.secret(name, key(name))));
            Stream.of("revoked", "unscoped").forEach(name -> roboflow.keys(name, "[{'key':'" + key(name) + "'}]"));
            roboflow.keys("rotated", "[{'key':'" + key("newer") + "'}]");
            team.awaitPolicy("rotated", "Stalled InvalidCredentials");
            team.apply(Team.secret("rotated", key("newer")));
            roboflow.act("rotated", "'do':'trash','type':'workflow','workflow':'lost'");
            Stream.of("nosecret", "empty", "entry", "foreign", "revoked", "unscoped")
                    .forEach(name -> team.awaitItem(name, "Ready Restored"));
            team.awaitPolicy("rotated", "Ready Available");
            team.awaitItem("rotated", "Ready Restored");
            workspaces.forEach(name -> team.awaitItem(name, "Ready Restored"));

            String events = team.kubectl("get", "events", "-o", "yaml");
            String resources = team.kubectl("get", "ti,rtp", "-o", "yaml");
            assertThat(events).contains("InvalidCredentials").doesNotContain(CANARY, ENCODED);
            assertThat(resources).contains("Available").doesNotContain(CANARY, ENCODED);
            assertThat(product.metrics()).contains("trashops_").doesNotContain(CANARY, ENCODED);
            assertThat(product.arguments()).contains("run").doesNotContain(CANARY, ENCODED);
            assertThat(product.written()).contains("TRACE", "\"phase\":\"end\"").doesNotContain(CANARY, ENCODED);
        }
    }

    private static String key(String name) {
        return CANARY + name;
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'" + key(slug)
                + "'}],'workflows':[{'slug':'other'}],'trash':[{'type':'workflow','slug':'lost'}]}";
    }
}

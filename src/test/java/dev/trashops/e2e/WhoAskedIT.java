package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who trashed it, and who had it restored or trashed, as kubectl, the Events and the audit log tell it. */
@RealKube
class WhoAskedIT {
    private static final String AT = " at 20\\S+Z";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRuleAPersonAndAGitOpsControllerAreToldApart(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],"
                        + "'projects':[{'slug':'prod-a'},{'slug':'tmp-1'},{'slug':'lab'}],"
                        + "'trash':[{'type':'project','slug':'old'},{'type':'workflow','slug':'flow'}]}");
                Product product = Product.start(space, folder, roboflow.uri())) {
            Path written = team.file(List.of(Team.item("flow", "acme", "workflow flow", "Restored")));
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "rules:",
                            "- {name: protect, action: Restore, match: {projects: ['prod-*']}}",
                            "- {name: tidy, action: Trash, match: {types: [Project], projects: ['tmp-*'], olderThan: 1d}}",
                            "- {name: see, action: Observe, match: {types: [Project]}}"));
            await().atMost(Team.PATIENCE).until(() -> team.readinessByItem().containsKey("Project old"));
            team.patch("ti", team.name("Project old"), "{'spec':{'desiredState':'Restored'}}");
            roboflow.act("acme", "'do':'trash','type':'project','project':'prod-a','by':'uid-42'");
            assertThat(team.kubectl(
                            "apply", "--server-side", "--field-manager=kustomize-controller", "-f", written.toString()))
                    .contains("serverside-applied");
            team.awaitPolicy("acme", "Ready Available");
            await().atMost(Team.PATIENCE).until(() -> digest(team).startsWith("sha256:"));
            String digest = digest(team);
            team.patch(
                    "rtp",
                    "acme",
                    "{'spec':{'approvedPlan':{'digest':'" + digest + "','until':'"
                            + Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS)
                            + "'}}}");
            team.awaitItem("flow", "Ready Restored");
            await().atMost(Team.PATIENCE).until(() -> history(team).size() == 4);

            String tidied = team.name("Project tmp-1");
            String protectedBy = team.name("Project prod-a");
            String patched = team.name("Project old");
            assertThat(history(team))
                    .anyMatch(cause -> cause.equals("rule protect, TrashedItem " + protectedBy))
                    .anyMatch(cause -> cause.matches(
                            "rule tidy, TrashedItem " + tidied + ", approved " + digest + " by kubectl-patch" + AT))
                    .anyMatch(cause -> cause.matches("TrashedItem flow, desiredState set by kustomize-controller" + AT))
                    .anyMatch(cause ->
                            cause.matches("TrashedItem " + patched + ", desiredState set by kubectl-patch" + AT));
            assertThat(team.kubectl("get", "ti", patched, "-o", "jsonpath={.status.lastAction.cause}"))
                    .matches("TrashedItem " + patched + ", desiredState set by kubectl-patch" + AT);
            assertAudit(product, patched, tidied, protectedBy);

            assertThat(team.kubectl("get", "ti", protectedBy, "-o", "jsonpath={.status.drift.deletedBy}"))
                    .isEqualTo("uid-42");
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(team.kubectl("get", "events", "-o", "yaml"))
                            .containsPattern("Somebody \\(uid-42\\) trashed the item at 20\\S+Z,\\s+after"));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static void assertAudit(Product product, String patched, String tidied, String protectedBy) {
        List<JsonNode> begun = product.written()
                .lines()
                .filter(line -> line.startsWith("{\"log\":\"audit\"") && line.contains("\"phase\":\"begin\""))
                .map(Roboflow::parsed)
                .toList();
        assertThat(of(begun, patched).path("rule").isMissingNode()).isTrue();
        JsonNode person = of(begun, patched).path("requestedBy");
        assertThat(person.path("kind").asText()).isEqualTo("TrashedItem");
        assertThat(person.path("field").asText()).isEqualTo("spec.desiredState");
        assertThat(person.path("manager").asText()).isEqualTo("kubectl-patch");
        assertThat(person.path("generation").asInt()).isEqualTo(2);
        JsonNode rule = of(begun, tidied).path("requestedBy");
        assertThat(rule.path("kind").asText()).isEqualTo("RoboflowTrashPolicy");
        assertThat(rule.path("rule").asText()).isEqualTo("tidy");
        assertThat(rule.path("manager").asText()).startsWith("kubectl");
        assertThat(rule.path("approval").path("manager").asText()).isEqualTo("kubectl-patch");
        assertThat(of(begun, protectedBy).path("deletedBy").asText()).isEqualTo("uid-42");
        assertThat(of(begun, protectedBy).path("deletedAt").asText()).isNotEmpty();
    }

    private static JsonNode of(List<JsonNode> lines, String item) {
        return lines.stream()
                .filter(line -> line.path("resource").path("name").asText().equals(item))
                .findFirst()
                .orElseThrow();
    }

    private static String digest(Team team) {
        return team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status.plan.digest}");
    }

    private static List<String> history(Team team) {
        return team.kubectl("get", "rtp", "acme", "-o", "jsonpath={range .status.history[*]}{.cause}{'\\n'}{end}")
                .lines()
                .toList();
    }
}

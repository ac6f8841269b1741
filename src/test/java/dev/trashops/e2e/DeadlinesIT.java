package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirty days from the Trash to the purge, whatever else is the matter with a policy. */
@RealKube
class DeadlinesIT {
    private static final String MIRROR =
            "{name: mirror, action: Observe, match: {types: [Project, Version, Workflow]}}";
    private static final List<String> WORKSPACES = List.of("open", "suspended", "planned", "cut", "saved");
    private static final List<String> WARNED = List.of("open", "suspended", "planned", "cut");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyDeadlineIsToldInTimeAndARuleSavesWhatItIsToSave(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        WORKSPACES.stream().map(DeadlinesIT::workspace).toArray(String[]::new));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            WORKSPACES.forEach(name -> team.apply(Team.secret(name, "key-" + name)));
            WORKSPACES.forEach(name -> roboflow.act(name, "'do':'trash','type':'workflow','workflow':'old'"));
            team.apply(
                    Team.policy("open", "rules: [" + MIRROR + "]"),
                    Team.policy("suspended", "suspend: true"),
                    Team.item("suspended", "suspended", "workflow old", "Restored"),
                    Team.policy("planned", "mode: Plan"),
                    Team.item("planned", "planned", "workflow old", "Restored"),
                    Team.policy("cut"),
                    Team.item("cut", "cut", "workflow old", "Observed"),
                    Team.policy(
                            "saved",
                            "rules: [{name: save, action: Restore, match: {cleanupWithin: 48h}}, " + MIRROR + "]"));
            team.awaitItem("suspended", "Stalled Suspended");
            team.awaitItem("planned", "Stalled PlanOnly");
            team.awaitItem("cut", "Ready Observed");
            await().atMost(Team.PATIENCE).until(() -> child(team, "open").startsWith("open-old-"));
            String open = child(team, "open");
            Instant date = Instant.parse(
                    roboflow.workspace("open").at("/trash/0/scheduledCleanupAt").asText());
            TrashSummary trash = Objects.requireNonNull(
                    team.policyStatus("open").orElseThrow().trash());
            assertThat(trash.nextCleanupAt()).isEqualTo(date.truncatedTo(ChronoUnit.SECONDS));
            assertThat(trash.nextCleanupItem()).isEqualTo("workflow old");
            roboflow.fault("'route':'*','workspace':'cut','status':503");

            day(team, roboflow, "P22D");
            WARNED.forEach(name -> assertThat(team.warning(item(name, open))).isEqualTo("-"));
            List<String> left = List.of("7d", "7d", "7d", "7d", "3d", "3d", "1d");
            for (String days : left) {
                day(team, roboflow, "P1D");
                WARNED.forEach(name -> await(name + " to warn " + days)
                        .atMost(Team.PATIENCE)
                        .until(() -> team.warning(item(name, open)), ("Within" + days)::equals));
                boolean saved = !days.equals("7d") && roboflow.trash("saved").isEmpty();
                assertThat(saved || roboflow.trash("saved").equals(List.of("old")))
                        .isTrue();
            }
            await().atMost(Team.PATIENCE).until(() -> roboflow.trash("saved").isEmpty());
            assertThat(roboflow.applied()).containsExactly("POST /saved/trash/restore");
            assertThat(team.message("planned")).contains("mode: Plan");

            day(team, roboflow, "P1D");
            roboflow.heal();
            team.awaitItem("suspended", "Stalled Purged");
            team.awaitItem("planned", "Stalled Purged");
            await().atMost(Team.PATIENCE).until(() -> team.kubectl("get", "ti", "cut"), row -> row.contains("Purged"));
            team.awaitItem("cut", "Ready Observed");
            await().atMost(Team.PATIENCE).until(() -> !team.items().containsKey(open));
            WARNED.forEach(name -> assertThat(warnings(team, item(name, open)))
                    .as("warnings of " + name)
                    .isEqualTo(3));
            assertThat(roboflow.workspace("saved").path("workflows").findValuesAsText("slug"))
                    .contains("old");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static String item(String workspace, String open) {
        return workspace.equals("open") ? open : workspace;
    }

    private static String child(Team team, String policy) {
        return team.kubectl(
                "get", "ti", "-l", "trashops.dev/policy=" + policy, "-o", "jsonpath={.items[*].metadata.name}");
    }

    /** Moves the clock and has everything looked at. */
    private static void day(Team team, Roboflow roboflow, String step) {
        String now = roboflow.control("POST", "clock", "{'advance':'" + step + "'}")
                .path("now")
                .asText();
        WORKSPACES.forEach(name -> team.request(name, now));
        WORKSPACES.stream()
                .filter(name -> !name.equals("cut"))
                .forEach(name -> await(name + " to be looked at on " + now)
                        .atMost(Team.PATIENCE)
                        .until(() -> team.policyStatus(name)
                                .map(status -> now.equals(status.lastHandledReconcileAt()))
                                .orElse(false)));
    }

    private static long warnings(Team team, String item) {
        return team.kubectl(
                        "get",
                        "events.v1.events.k8s.io",
                        "-o",
                        "custom-columns=:reason,:regarding.name",
                        "--no-headers")
                .lines()
                .filter(line -> line.matches("CleanupImminent +" + item))
                .count();
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug
                + "'}],'workflows':[{'slug':'old'},{'slug':'kept'}]}";
    }
}

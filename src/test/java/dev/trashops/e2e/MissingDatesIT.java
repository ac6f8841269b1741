package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of the Trash that do not tell when they are purged, or not even when they were trashed. */
@RealKube
class MissingDatesIT {
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Map<String, String> LEFT_OUT = Map.of(
            "undated", "'scheduledCleanupAt'",
            "ageless", "'scheduledCleanupAt','deletedAt'",
            "saved", "'scheduledCleanupAt','deletedAt'");
    private static final List<String> WARNED = List.of("undated", "ageless");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theyAreWarnedOfThirtyDaysAfterTheirDeletionOrAfterTheyWereFirstSeen(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(LEFT_OUT.keySet().stream()
                        .map(MissingDatesIT::workspace)
                        .toArray(String[]::new));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            LEFT_OUT.forEach((name, fields) ->
                    roboflow.fault("'route':'" + LISTINGS + "','workspace':'" + name + "','leftOut':[" + fields + "]"));
            Instant first = now(roboflow);
            LEFT_OUT.keySet().forEach(name -> team.apply(Team.secret(name, "key-" + name)));
            WARNED.forEach(name -> team.apply(Team.policy(name), Team.item(name, name, "workflow old", "Observed")));
            team.apply(Team.policy("saved", "rules: [{name: save, action: Restore, match: {cleanupWithin: 48h}}]"));
            WARNED.forEach(name -> team.awaitItem(name, "Ready Observed"));

            Instant trashed = Instant.parse(
                    roboflow.workspace("undated").at("/trash/0/deletedAt").asText());
            assertThat(date(team, "undated")).isEqualTo(trashed.plus(KEPT).truncatedTo(ChronoUnit.SECONDS));
            Instant likely = date(team, "ageless");
            assertThat(likely)
                    .isBetween(first.plus(KEPT).minusSeconds(1), now(roboflow).plus(KEPT));
            for (String name : WARNED) {
                String column = "~" + date(team, name);
                assertThat(team.kubectl("get", "ti", name)).contains(column);
                await().atMost(Team.PATIENCE)
                        .untilAsserted(() -> assertThat(team.kubectl("get", "rtp", name, "-o", "wide"))
                                .contains(column));
                assertThat(team.warning(name)).isEqualTo("-");
            }

            for (String days : List.of("7d", "3d", "1d")) {
                for (String name : WARNED) {
                    warn(team, roboflow, name, days);
                }
            }
            look(team, roboflow, "saved");
            await("the rule to save what is purged soon")
                    .atMost(Team.PATIENCE)
                    .until(() -> roboflow.trash("saved").isEmpty());
            product.crashAndRestart();
            look(team, "ageless", "after the restart");
            assertThat(date(team, "ageless")).isEqualTo(likely);
            assertThat(team.warning("ageless")).isEqualTo("Within1d");
            assertThat(roboflow.applied()).containsExactly("POST /saved/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Goes to the time at which so little is left of an item, if that has not come yet. */
    private static void warn(Team team, Roboflow roboflow, String name, String days) {
        Instant time = date(team, name).minus(Duration.ofDays(Integer.parseInt(days.substring(0, 1))));
        if (now(roboflow).isBefore(time)) {
            assertThat(team.warning(name)).isNotEqualTo("Within" + days);
            roboflow.control("POST", "clock", "{'now':'" + time.plusSeconds(1) + "'}");
        }
        look(team, roboflow, name);
        await(name + " to warn " + days)
                .atMost(Team.PATIENCE)
                .until(() -> team.warning(name), ("Within" + days)::equals);
    }

    private static void look(Team team, Roboflow roboflow, String policy) {
        look(team, policy, now(roboflow).toString());
    }

    private static void look(Team team, String policy, String word) {
        team.request(policy, word);
        await(policy + " to be looked at")
                .atMost(Team.PATIENCE)
                .until(() -> team.policyStatus(policy)
                        .map(status -> word.equals(status.lastHandledReconcileAt()))
                        .orElse(false));
    }

    private static Instant now(Roboflow roboflow) {
        return Instant.parse(roboflow.control("GET", "clock", "").path("now").asText());
    }

    private static Instant date(Team team, String item) {
        return Instant.parse(team.kubectl("get", "ti", item, "-o", "jsonpath={.status.trash.scheduledCleanupAt}"));
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}],'workflows':[{'slug':'kept'}],"
                + "'trash':[{'type':'workflow','slug':'old','deletedAt':'"
                + (slug.equals("undated") ? "-P5D" : "PT0S") + "'}]}";
    }
}

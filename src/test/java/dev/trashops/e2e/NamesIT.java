package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who trashed something is a person's data: it is shown where it helps if that was asked for, and is nowhere otherwise. */
@RealKube
class NamesIT {
    private static final String NAME = "Moreau7f3a9";
    private static final String TRASHED = "'deletedBy':'uid-1','deletedByName':'" + NAME + "'";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void unlessAskedForANameIsFoundNowhere(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri(), "--log-level", "trace")) {
            String events = eventsOfEverythingThatCouldNameSomebody(team, roboflow);
            assertThat(roboflow.workspace("acme").toString()).contains(NAME);
            assertThat(team.message("kept")).startsWith("Somebody (uid-1) changed workflow kept");
            assertThat(events).contains("Somebody (uid-1) trashed the item at ").doesNotContain(NAME);
            assertThat(team.kubectl("get", "ti,rtp,configmaps", "-o", "json"))
                    .contains("\"deletedBy\": \"uid-1\"")
                    .doesNotContain(NAME);
            assertThat(product.metrics()).contains("trashops_").doesNotContain(NAME);
            assertThat(product.written()).contains("TRACE", "\"phase\":\"end\"").doesNotContain(NAME);
        }
    }

    @Test
    void whenAskedForItIsShownInStatusMessageEventAndAuditLog(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = acme();
                Product product = Product.start(space, folder, roboflow.uri(), "--show-names")) {
            String events = eventsOfEverythingThatCouldNameSomebody(team, roboflow);
            assertThat(team.message("kept")).startsWith(NAME + " (uid-1) changed workflow kept");
            assertThat(events).contains(NAME + " (uid-1) trashed the item at ", "It was trashed by " + NAME);
            assertThat(drift(team, "back")).isEqualTo("uid-1 " + NAME);
            assertThat(team.kubectl("get", "ti", "seen", "-o", "json"))
                    .contains("\"deletedByName\": \"" + NAME + "\"", "It was trashed by " + NAME);
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(product.written().lines())
                            .filteredOn(line -> line.contains("\"phase\":\"begin\""))
                            .hasSize(2)
                            .allSatisfy(line -> assertThat(line).contains("\"deletedByName\":\"" + NAME + "\"")));
            assertThat(product.metrics()).contains("trashops_").doesNotContain(NAME);
        }
    }

    /** Whom the status of a restored item tells to have trashed it. */
    private static String drift(Team team, String item) {
        return team.kubectl(
                "get", "ti", item, "-o", "jsonpath={.status.drift.deletedBy} {.status.drift.deletedByName}");
    }

    /** One item is about to be purged, one is restored, and two are trashed: one comes back, of the other it is reported. */
    private static String eventsOfEverythingThatCouldNameSomebody(Team team, Roboflow roboflow) {
        team.apply(
                Team.secret("acme", "key-acme"),
                Team.policy("acme"),
                Team.item("seen", "acme", "workflow seen", "Observed"),
                Team.item("lost", "acme", "workflow lost", "Restored"),
                Team.item("back", "acme", "workflow back", "Restored"),
                Team.item("kept", "acme", "workflow kept", "Restored", "driftPolicy: Report"));
        team.awaitItem("seen", "Ready Observed");
        team.awaitItem("lost", "Ready Restored");
        team.awaitItem("back", "Ready Restored");
        team.awaitItem("kept", "Ready Restored");
        roboflow.trash("acme", "back", TRASHED);
        roboflow.trash("acme", "kept", TRASHED);
        team.awaitItem("kept", "Stalled DriftReported");
        return await().atMost(Team.PATIENCE)
                .until(
                        () -> team.kubectl("get", "events", "-o", "json"),
                        events -> events.contains("DriftDetected") && events.contains("CleanupImminent"));
    }

    private static Roboflow acme() {
        return Roboflow.with(
                "{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[{'slug':'back'},{'slug':'kept'}],'trash':["
                        + "{'type':'workflow','slug':'seen','scheduledCleanupAt':'PT5H'," + TRASHED + "},"
                        + "{'type':'workflow','slug':'lost'," + TRASHED + "}]}");
    }
}

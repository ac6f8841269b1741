package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace of the same slug in each region, each with a sandbox of its own: nothing of one reaches the other. */
@RealKube
class RegionsIT {
    private static final String AMERICAN = "CANARYofTheUs7f3a9";
    private static final String EUROPEAN = "CANARYofTheEu5c1d2";
    private static final String EU = "region: EU";
    private static final String NARROW = "limits: {settle: 1s, maxTrashed: 1, maxTrashedPercent: 100}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void twoWorkspacesOfOneSlugAreReadTrashedAndRestoredEachInItsOwnRegion(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow us = Roboflow.with(workspace(AMERICAN));
                Roboflow eu = Roboflow.with(workspace(EUROPEAN));
                Product product = start(space, us, eu)) {
            Path everything = team.apply(
                    Team.secret("us", AMERICAN),
                    Team.secret("eu", EUROPEAN),
                    policy("us", "us", NARROW),
                    policy("eu", "eu", EU),
                    Team.item("us-lost", "us", "workflow lost", "Restored"),
                    Team.item("eu-lost", "eu", "workflow lost", "Observed", "deletionPolicy: Restore"),
                    Team.item("us-a", "us", "workflow a", "Trashed"),
                    Team.item("us-b", "us", "workflow b", "Trashed"),
                    Team.item("eu-a", "eu", "workflow a", "Trashed"),
                    Team.item("eu-b", "eu", "workflow b", "Trashed"));
            team.awaitItem("us-lost", "Ready Restored");
            team.awaitItem("eu-a", "Ready Trashed");
            team.awaitItem("eu-b", "Ready Trashed");
            team.awaitItem("us-a", "Stalled LimitExceeded");
            team.awaitItem("us-b", "Stalled LimitExceeded");
            assertThat(us.applied()).containsExactly("POST /acme/trash/restore");
            assertThat(eu.applied()).containsExactlyInAnyOrder("DELETE /acme/workflows/a", "DELETE /acme/workflows/b");

            String digest = planOf(team, "us");
            product.crashAndRestart();
            approve(team, "us", digest);
            team.awaitItem("us-a", "Ready Trashed");
            team.awaitItem("us-b", "Ready Trashed");

            assertThat(team.kubectl("get", "rtp", "-o", "wide")).contains("REGION", " US ", " EU ");
            assertThat(team.kubectl("get", "ti", "eu-a", "-o", "jsonpath={.status.externalRef.region}"))
                    .isEqualTo("EU");
            assertThat(team.kubectl("get", "cm", "-o", "yaml")).contains("region=EU");
            assertThat(product.metrics())
                    .contains(
                            "trashops_trash_entries{roboflow_region=\"US\",workspace=\"acme\"}",
                            "trashops_trash_entries{roboflow_region=\"EU\",workspace=\"acme\"}");
            assertThat(product.written())
                    .contains("\"workspace\":\"acme\",\"region\":\"EU\"", "\"workspace\":\"acme\",\"region\":\"US\"")
                    .doesNotContain("ERROR", AMERICAN, EUROPEAN);

            team.kubectl("delete", "-f", everything.toString(), "--timeout=60s");
            comes(() -> !eu.trash("acme").contains("lost"));
            assertThat(us.sent()).hasSize(3);
            assertThat(eu.sent()).hasSize(3);
        }
    }

    @Test
    void aKeyOfTheOtherRegionIsRefusedAndTheMessageSaysWhereItWasTried(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow us = Roboflow.with(workspace(AMERICAN));
                Roboflow eu = Roboflow.with(workspace(EUROPEAN));
                Product product = start(space, us, eu)) {
            team.apply(
                    Team.secret("us", AMERICAN),
                    Team.secret("eu", EUROPEAN),
                    policy("swapped-us", "eu"),
                    policy("swapped-eu", "us", EU));
            team.awaitPolicy("swapped-us", "Stalled InvalidCredentials");
            team.awaitPolicy("swapped-eu", "Stalled InvalidCredentials");
            assertThat(message(team, "swapped-us")).contains("in region US", "check spec.region");
            assertThat(message(team, "swapped-eu")).contains("in region EU", "check spec.region");
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(team.kubectl("get", "events", "-o", "yaml"))
                            .contains("in region EU", "in region US"));
            assertThat(us.calls("GET /:workspace/trash")).isZero();
            assertThat(eu.calls("GET /:workspace/trash")).isZero();

            team.apply(Team.secret("us", EUROPEAN), Team.secret("eu", AMERICAN));
            team.awaitPolicy("swapped-us", "Ready Available");
            team.awaitPolicy("swapped-eu", "Ready Available");
            assertThat(product.written()).doesNotContain("ERROR", AMERICAN, EUROPEAN);
        }
    }

    private Product start(KubeSpace space, Roboflow us, Roboflow eu) throws Exception {
        return Product.start(
                space, folder, us.uri(), "--roboflow-eu-api-url", eu.uri().toString());
    }

    private static String policy(String name, String secret, String... more) {
        return Team.policy("acme", more)
                .replace("metadata: {name: acme}", "metadata: {name: " + name + "}")
                .replace("secretKeyRef: {name: acme}", "secretKeyRef: {name: " + secret + "}");
    }

    private static String planOf(Team team, String policy) {
        return await().atMost(Team.PATIENCE)
                .until(
                        () -> team.kubectl("get", "rtp", policy, "-o", "jsonpath={.status.plan.digest}"),
                        digest -> digest.startsWith("sha256:"));
    }

    private static void approve(Team team, String policy, String digest) {
        String until = Instant.now().plusSeconds(3600).toString().substring(0, 19) + "Z";
        team.patch("rtp", policy, "{'spec':{'approvedPlan':{'digest':'" + digest + "','until':'" + until + "'}}}");
    }

    private static String message(Team team, String policy) {
        return team.kubectl("get", "rtp", policy, "-o", "jsonpath={.status.conditions[?(@.type=='Ready')].message}");
    }

    private static void comes(Callable<Boolean> wish) {
        await().atMost(Team.PATIENCE).until(wish);
    }

    private static String workspace(String key) {
        return "{'slug':'acme','keys':[{'key':'" + key + "'}],'workflows':[{'slug':'a'},{'slug':'b'},{'slug':'kept'}],"
                + "'trash':[{'type':'workflow','slug':'lost'}]}";
    }
}

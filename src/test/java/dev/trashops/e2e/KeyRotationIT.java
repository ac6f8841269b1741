package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person exchanges the key with kubectl and can see whether it is in use, whatever the interval is. */
@RealKube
class KeyRotationIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aNewKeyIsWaitedForAWrongOneIsToldAndARightOneGoesOn(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'canary-1'}],'workflows':[{'slug':'gate'},{'slug':'other'}]}");
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "canary-1"),
                    Team.policy("acme").replace("interval: 10s", "interval: 1d"),
                    Team.item("gate", "acme", "workflow gate", "Restored"));
            team.awaitItem("gate", "Ready Restored");
            assertThat(credentials(team)).isEqualTo(secretVersion(team) + " ");
            awaitEvents(team, "KeyAccepted");

            roboflow.keys("acme", "[{'key':'canary-2'}]");
            team.apply(Team.secret("acme", "canary-2"));
            Kubectl.Answer waited = new Kubectl(space)
                    .run(
                            "wait",
                            "rtp/acme",
                            "--for=jsonpath={.status.credentials.secretResourceVersion}=" + secretVersion(team),
                            "--timeout=75s");
            assertThat(waited.code()).as(waited.output()).isZero();
            assertThat(team.policyReadiness("acme")).isEqualTo("Ready Available");
            awaitEvents(team, "KeyAccepted", "KeyAccepted");

            team.apply(Team.secret("acme", "canary-mistyped"));
            team.awaitPolicy("acme", "Stalled InvalidCredentials");
            assertThat(credentials(team)).isEqualTo(" " + secretVersion(team));
            awaitEvents(team, "KeyAccepted", "KeyAccepted", "KeyRefused");
            roboflow.trash("acme", "gate", "'deletedBy':'uid-1'");

            team.apply(Team.secret("acme", "canary-2"));
            team.awaitPolicy("acme", "Ready Available");
            awaitEvents(team, "KeyAccepted", "KeyAccepted", "KeyAccepted", "KeyRefused");
            await().atMost(Team.PATIENCE).until(() -> roboflow.trash("acme").isEmpty());
            team.awaitItem("gate", "Ready Restored");
            String before = team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status}");
            assertThat(team.versionsAtRest(Duration.ofSeconds(12), Team.PATIENCE))
                    .isNotEmpty();
            assertThat(team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status}"))
                    .isEqualTo(before);
            assertThat(team.kubectl("get", "events,rtp,ti", "-o", "yaml")).doesNotContain("canary");
            assertThat(product.written()).doesNotContain("canary", "ERROR");
        }
    }

    private static String secretVersion(Team team) {
        return team.kubectl("get", "secret", "acme", "-o", "jsonpath={.metadata.resourceVersion}");
    }

    private static String credentials(Team team) {
        return team.kubectl(
                "get",
                "rtp",
                "acme",
                "-o",
                "jsonpath={.status.credentials.secretResourceVersion} {.status.credentials.refusedResourceVersion}");
    }

    /** One for each change. */
    private static void awaitEvents(Team team, String... reasons) {
        await().atMost(Team.PATIENCE)
                .untilAsserted(() -> assertThat(List.of(
                                team.kubectl("get", "events", "-o", "jsonpath={range .items[*]}{.reason}{'\\n'}{end}")
                                        .split("\n", -1)))
                        .filteredOn(reason -> reason.startsWith("Key"))
                        .containsExactlyInAnyOrder(reasons));
    }
}

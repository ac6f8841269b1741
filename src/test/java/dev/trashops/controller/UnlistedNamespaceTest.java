package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.kube.MockKube;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator of two namespaces that was started without the right to list one of them. */
class UnlistedNamespaceTest {
    private final MockKube kube = new MockKube();
    private final Controllers controllers = new Controllers(
            kube.client(),
            Set.of("team-a", "team-b"),
            ControllersFixture.WHOLE,
            Clock.fixed(ControllersFixture.NOW, ZoneOffset.UTC),
            new StatusListener() {},
            Optional.empty(),
            ControllersFixture.NO_MATTER);

    @AfterEach
    void stop() {
        controllers.close();
        kube.close();
    }

    /** A policy or item there may ask for anything, in any workspace. */
    @ParameterizedTest
    @ValueSource(strings = {"trasheditems", "roboflowtrashpolicies", "roboflowtrashpolicies,trasheditems"})
    void whatWasNeverListedIsUnknownInEveryWorkspaceAndTheOthersAreServed(String kinds) {
        List.of(kinds.split(",")).forEach(this::refuse);
        Workload workload = started();
        assertThat(workload.partlyUnknown()).isTrue();
        assertThat(controllers.accessProblem().orElse("")).contains("namespace team-b");
    }

    @Test
    void whereEverythingMayBeListedNothingIsUnknown() {
        assertThat(started().partlyUnknown()).isFalse();
    }

    private Workload started() {
        kube.client()
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .create();
        controllers.start(workspace -> {});
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> controllers
                        .stores()
                        .claims()
                        .workload(us("acme"))
                        .filter(workload -> workload.policies().size() == 1)
                        .isPresent());
        return controllers.stores().claims().workload(us("acme")).orElseThrow();
    }

    private void refuse(String kind) {
        for (String query : List.of("?limit=1", "?resourceVersion=0", "?limit=500", "")) {
            kube.server()
                    .expect()
                    .get()
                    .withPath("/apis/trashops.dev/v1alpha1/namespaces/team-b/" + kind + query)
                    .andReturn(403, "")
                    .always();
        }
    }
}

package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.MockKube;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EarlierLedgersTest extends EarlierLedgersContract {
    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    /** As when an earlier version enters a deletion between the look and the removal of its ledger. */
    @Test
    void anEarlierLedgerThatChangesWhileItIsTakenOverIsReadAgain() {
        earlier("team-trashed-00000001", Map.of("project.My_Detector", "at=2026-04-19T17:05:33Z uid=u3"));
        kube.server()
                .expect()
                .delete()
                .withPath("/api/v1/namespaces/team-a/configmaps/team-trashed-00000001")
                .andReturn(409, new StatusBuilder().withCode(409).build())
                .once();
        assertThat(ledger().read(policy())).isEmpty();
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
        assertThat(configMaps()).hasSize(1);
    }

    @Override
    KubernetesClient client() {
        return kube.client();
    }

    @Override
    String namespace() {
        return "team-a";
    }
}

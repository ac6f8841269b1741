package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trashops.controller.election.PresenceMark;
import dev.trashops.kube.MockKube;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceMarkTest extends PresenceMarkContract {
    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void withoutTheRightsForItTheOperatorRunsAllTheSame() {
        kube.server()
                .expect()
                .get()
                .withPath("/apis/coordination.k8s.io/v1/namespaces/team-a/leases/" + LEASE + "-running")
                .andReturn(403, "")
                .always();
        PresenceMark mark = mark("one");
        assertThatCode(mark::renew).doesNotThrowAnyException();
        assertThatCode(mark::close).doesNotThrowAnyException();
        assertThat(PresenceMark.holder(client(), namespace(), LEASE, Instant.EPOCH))
                .as("who may not look sees nobody")
                .isEmpty();
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

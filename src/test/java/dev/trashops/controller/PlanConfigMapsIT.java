package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.api.Test;

@RealKube
class PlanConfigMapsIT extends PlanConfigMapsContract {
    private final KubeSpace space;

    PlanConfigMapsIT(KubeSpace space) {
        this.space = space;
    }

    @Test
    void aPublishedPlanCanNotBeEdited() {
        ConfigMap configMap = published("project old");
        configMap.getData().put("plan.txt", "project production\n");
        assertThatThrownBy(() -> space.client().resource(configMap).update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        failure -> assertThat(failure.getCode()).isEqualTo(422));
    }

    @Override
    KubernetesClient client() {
        return space.client();
    }

    @Override
    String namespace() {
        return space.namespace();
    }
}

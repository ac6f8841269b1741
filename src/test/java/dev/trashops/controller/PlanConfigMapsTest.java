package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Policy;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanConfigMapsTest extends PlanConfigMapsContract {
    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void whatCanNotBeReadIsNeitherMissingNorEmpty() {
        String digest = "sha256:" + "0a".repeat(32);
        Policy policy = PolicyMapper.policy(ResourceFixture.policy("team-b", "team", ResourceFixture.POLICY))
                .valid()
                .orElseThrow();
        kube.server()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/team-b/configmaps/team-plan-0a0a0a0a")
                .andReturn(403, "")
                .always();
        kube.server()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/team-b/configmaps/team-trashed-908d680d")
                .andReturn(500, "")
                .always();
        NameConflicts conflicts = new NameConflicts(
                new ResourceIndex(ControllersFixture.WHOLE, namespace -> true), new StatusListener() {});
        assertThat(new PlanConfigMaps(kube.client(), conflicts, () -> true).find(policy, digest))
                .isEqualTo(new ApprovedPlanLookup.Unread());
        assertThat(new DeletionLedgerConfigMap(kube.client(), conflicts, Clock.systemUTC(), () -> true).read(policy))
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

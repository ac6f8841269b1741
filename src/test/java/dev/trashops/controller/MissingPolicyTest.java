package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MissingPolicyTest {
    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void anItemThatIsWrittenSlowlyDoesNotWaitForItsPolicyForEver() {
        TrashedItem item = kube.client()
                .resource(ResourceFixture.item("team-a", "one", ResourceFixture.WITHOUT_POLICY))
                .create();
        Instant created = Instant.parse(item.getMetadata().getCreationTimestamp());
        InstantSource time = () -> created.plusSeconds(isWritten() ? 60 : 4);
        try (ControllersFixture fixture = ControllersFixture.start(
                kube.client(), "team-a", ControllersFixture.WHOLE, time.withZone(ZoneOffset.UTC))) {
            fixture.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        }
    }

    /** In the same workspace others may want to trash it. */
    @Test
    void anItemThatIsToStayIsKnownToItsWorkspaceAlsoWithoutItsPolicy() {
        try (ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a")) {
            fixture.createPolicy("team", ResourceFixture.POLICY);
            fixture.createPolicy("others", ResourceFixture.POLICY);
            fixture.createItem("one", ResourceFixture.PROJECT);
            fixture.awaitReason("one", ConditionType.Ready, "Restored");
            fixture.client
                    .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                    .delete();
            fixture.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
            Workload workload = fixture.store().workload(us("acme")).orElseThrow();
            assertThat(workload.policies()).hasSize(1);
            assertThat(workload.claims()).hasSize(1);
        }
    }

    private boolean isWritten() {
        return kube.client()
                        .resources(TrashedItem.class)
                        .inNamespace("team-a")
                        .withName("one")
                        .require()
                        .getStatus()
                != null;
    }
}

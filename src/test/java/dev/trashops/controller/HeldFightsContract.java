package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What has to hold of items that are fought over, on every API server. */
abstract class HeldFightsContract {
    abstract ControllersFixture fixture();

    /** What people brought back three times must not be trashed because its policy was away. */
    @Test
    void aFightOutlastsThePolicyUntilTheItemIsChanged() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.PROJECT);
        fixture()
                .loop
                .says(claim -> Optional.of(
                        FakeLoop.view(claim, Readiness.stalled(Reason.DRIFT_FIGHT, "People bring it back."))));
        fixture().loop.pass("acme");
        fixture().awaitReason("one", ConditionType.Stalled, "DriftFight");
        fixture().deletePolicy("team");
        fixture().awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(fixture().claimStatus("one").hold()).contains(Hold.FIGHT);

        fixture().merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        fixture().loop.says(claim -> Optional.empty());
        fixture().createPolicy("team", ResourceFixture.POLICY);
        assertThat(fixture().claim("acme").heldBefore()).contains(Hold.FIGHT);

        fixture().deletePolicy("team");
        fixture().merge("one", "{\"spec\":{\"suspend\":true}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claimStatus("one").observedGeneration() == 2L);
        assertThat(fixture().claimStatus("one").hold()).contains(Hold.POLICY);
    }
}

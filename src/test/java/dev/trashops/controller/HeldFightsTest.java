package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldFightsTest extends HeldFightsContract {
    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.close();
        kube.close();
    }

    @Test
    void aFightOutlastsAPolicyThatIsInvalidForAMoment() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.loop.says(claim ->
                Optional.of(FakeLoop.view(claim, Readiness.stalled(Reason.DRIFT_FIGHT, "People bring it back."))));
        fixture.loop.pass("acme");
        fixture.awaitReason("one", ConditionType.Stalled, "DriftFight");
        fixture.loop.says(claim -> Optional.empty());
        for (String interval : List.of("soon", "later", "10s")) {
            fixture.client
                    .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY.replace("10s", interval)))
                    .update();
            if (!interval.equals("10s")) {
                fixture.awaitReason("one", ConditionType.Stalled, "Rejected");
            }
        }
        assertThat(fixture.claim("acme").heldBefore()).contains(Hold.FIGHT);
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}

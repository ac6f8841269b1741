package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildCreatorTest extends ChildCreatorContract {
    private static final String ITEMS = "/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems";
    private static final ChildToCreate ONE =
            child(RuleAction.RESTORE, ItemKey.project("one"), Optional.of(new InternalId("d_1")), Optional.empty());
    private static final ChildToCreate TWO =
            child(RuleAction.RESTORE, ItemKey.project("two"), Optional.of(new InternalId("d_2")), Optional.empty());
    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.close();
        kube.close();
    }

    @Test
    void anItemThatCanNotBeCreatedStopsNeitherTheOthersNorTheStatusAndIsTriedAgain() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.listener.lines().contains("team: - -> Available"));
        kube.server().expect().post().withPath(ITEMS).andReturn(403, "").once();
        rulesWant(ONE, TWO);
        awaitItem(TWO);
        awaitItem(ONE);
    }

    @Test
    void aPlanThatCanNotBePublishedStopsNeitherTheItemsNorTheStatus() {
        kube.server()
                .expect()
                .post()
                .withPath("/api/v1/namespaces/team-a/configmaps")
                .andReturn(403, "")
                .always();
        fixture.createPolicy("team", ResourceFixture.POLICY);
        TrashPlan plan = TrashPlan.of(us("acme"), List.of("project old"));
        fixture.loop.saysOfPolicies((policy, view) -> FakeLoop.with(view, Optional.of(plan), List.of(ONE)));
        fixture.loop.pass("acme");
        awaitItem(ONE);
        assertThat(PublishedPlan.of(fixture.policy("team").orElseThrow().getStatus()))
                .contains(new PublishedPlan(plan.digest(), Optional.empty()));
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}

package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One write that the API server refuses, as an admission policy does, and all the others. */
class RefusedWritesTest {
    private static final String ITEM = "/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/";
    private static final String POLICY = "/apis/trashops.dev/v1alpha1/namespaces/team-a/roboflowtrashpolicies/team";
    private static final ChildToCreate CHILD = ChildCreatorContract.child(
            RuleAction.RESTORE, ItemKey.project("one"), Optional.of(new InternalId("d_1")), Optional.empty());
    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.close();
        kube.close();
    }

    @Test
    void anItemWhoseStatusIsRefusedIsLetGoOnceItIsRestored() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        fixture.loop.says(claim ->
                Optional.of(FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        refuse(ITEM + "one/status");
        fixture.delete("one");
        awaitLine("one: refused STATUS 403 not here");
        fixture.loop.says(claim -> Optional.of(FakeLoop.letGo(claim, false)));
        fixture.loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").isEmpty());
        awaitLine("one: let go");
    }

    @Test
    void anItemWhoseAdoptionIsRefusedGetsItsStatusAllTheSame() {
        refuse(ITEM + CHILD.name());
        fixture.createPolicy("team", ResourceFixture.POLICY);
        childOfAnEarlierPolicy();
        fixture.awaitReason(CHILD.name(), ConditionType.Ready, "Restored");
        awaitLine(CHILD.name() + ": refused OWNER 403 not here");
        assertThat(fixture.listener.lines()).noneMatch(line -> line.contains("refused STATUS"));
    }

    @Test
    void anItemWhoseFinalizerIsRefusedGetsItsStatusAllTheSame() {
        refuse(ITEM + "one");
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        awaitLine("one: refused FINALIZER 403 not here");
        assertThat(fixture.listener.lines()).noneMatch(line -> line.contains("refused STATUS"));
    }

    @Test
    void aPlanThatIsRefusedIsSaidOnceAndIsNoStatus() {
        kube.server()
                .expect()
                .post()
                .withPath("/api/v1/namespaces/team-a/configmaps")
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("not here")
                                .build())
                .always();
        fixture.createPolicy("team", ResourceFixture.POLICY);
        TrashPlan plan = TrashPlan.of(us("acme"), List.of("project old"));
        fixture.loop.saysOfPolicies((policy, view) -> FakeLoop.with(view, Optional.of(plan), List.of()));
        fixture.loop.pass("acme");
        awaitLine("team: refused PLAN 403 not here");
        fixture.loop.pass("acme");
        assertThat(fixture.listener.lines())
                .containsOnlyOnce("team: refused PLAN 403 not here")
                .noneMatch(line -> line.contains("refused STATUS"));
    }

    @Test
    void aPolicyWhoseStatusIsRefusedGetsTheItemsOfItsRules() {
        refuse(POLICY + "/status");
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.loop.saysOfPolicies((policy, view) -> FakeLoop.with(view, Optional.empty(), List.of(CHILD)));
        fixture.loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item(CHILD.name()).isPresent());
        awaitLine("team: refused STATUS 403 not here");
    }

    private void childOfAnEarlierPolicy() {
        TrashedItem child = ResourceFixture.item(
                "team-a",
                CHILD.name(),
                ResourceFixture.PROJECT.replace("my-detector", "one").replace("project: one", "project: one, id: d_1"));
        child.setMetadata(PolicyOwner.of(fixture.policy("team").orElseThrow())
                .metadata(CHILD.name())
                .addToLabels(ApiNames.RULE_LABEL, CHILD.rule())
                .withOwnerReferences(new OwnerReferenceBuilder(
                                PolicyOwner.of(fixture.policy("team").orElseThrow())
                                        .reference())
                        .withUid("gone")
                        .build())
                .build());
        fixture.client.resource(child).create();
    }

    private void refuse(String path) {
        kube.server()
                .expect()
                .patch()
                .withPath(path)
                .andReturn(
                        403,
                        new StatusBuilder()
                                .withCode(403)
                                .withMessage("not here")
                                .build())
                .always();
    }

    private void awaitLine(String line) {
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.listener.lines().contains(line));
    }
}

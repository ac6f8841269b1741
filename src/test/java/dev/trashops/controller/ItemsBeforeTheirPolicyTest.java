package dev.trashops.controller;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever waits for a policy looks at its items next, as Flux does with {@code dependsOn}. Here the reconciler of the item is
 * busy for as long as that takes.
 */
class ItemsBeforeTheirPolicyTest {
    private static final String STATUS = "/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/one/status";
    private static final Readiness HELD = Readiness.stalled(Reason.LIMIT_EXCEEDED, "Too many.");
    private static final Readiness GOING = Readiness.reconciling(Reason.TRASHING, "It is being trashed.");
    private static final Readiness KEYLESS = Readiness.stalled(Reason.SECRET_NOT_FOUND, "Create the Secret.");
    private static final Readiness FINE = Readiness.ready(Reason.AVAILABLE, "The workspace can be read.");

    private final MockKube kube = new MockKube();
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");
    private final CountDownLatch busy = new CountDownLatch(1);

    @BeforeEach
    void heldItem() {
        fixture.loop.says(claim -> say(claim, HELD));
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.awaitReason("one", ConditionType.Stalled, "LimitExceeded");
        awaitPolicy(1, Reason.AVAILABLE);
    }

    @AfterEach
    void stop() {
        busy.countDown();
        fixture.close();
        kube.close();
    }

    @Test
    void aNewSpecIsSaidToBeTakenInOnceNoItemSaysWhatFollowedFromTheOldOne() {
        keepTheReconcilerOfTheItemBusy();
        fixture.loop.says(claim -> say(claim, GOING));
        changeThePolicy();
        awaitPolicy(2, Reason.AVAILABLE);
        assertThat(fixture.reason("one", ConditionType.Stalled)).isEqualTo("-");
        assertThat(fixture.reason("one", ConditionType.Reconciling)).isEqualTo("Trashing");
    }

    @Test
    void aPolicyIsSaidToBeInOrderOnceNoItemSaysWhatFollowedFromItsTrouble() {
        fixture.loop.says(claim -> say(claim, KEYLESS));
        fixture.loop.policiesStand(KEYLESS);
        fixture.loop.pass("acme");
        fixture.awaitReason("one", ConditionType.Stalled, "SecretNotFound");
        awaitPolicy(1, Reason.SECRET_NOT_FOUND);

        keepTheReconcilerOfTheItemBusy();
        fixture.loop.says(claim -> say(claim, GOING));
        fixture.loop.policiesStand(FINE);
        fixture.loop.pass("acme");
        awaitPolicy(1, Reason.AVAILABLE);
        assertThat(fixture.reason("one", ConditionType.Stalled)).isEqualTo("-");
    }

    @Test
    void anItemThatNobodyMayWriteHoldsUpNoPolicy() {
        refuse(403);
        keepTheReconcilerOfTheItemBusy();
        fixture.loop.says(claim -> say(claim, GOING));
        changeThePolicy();
        awaitPolicy(2, Reason.AVAILABLE);
        assertThat(fixture.listener.lines()).containsOnlyOnce("one: refused STATUS 403 not here");
    }

    @Test
    void anItemThatCannotBeWrittenHoldsUpNoPolicy() {
        refuse(500);
        fixture.loop.says(claim -> say(claim, GOING));
        changeThePolicy();
        awaitPolicy(2, Reason.AVAILABLE);
        assertThat(fixture.reason("one", ConditionType.Stalled)).isEqualTo("LimitExceeded");
    }

    private static Optional<ItemProjection> say(Claim claim, Readiness readiness) {
        return Optional.of(FakeLoop.view(claim, readiness));
    }

    private void keepTheReconcilerOfTheItemBusy() {
        int wakes = fixture.loop.wakes();
        fixture.loop.keepsTheNextCaller(busy);
        fixture.merge("one", "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"now\"}}}");
        await().atMost(ControllersFixture.PATIENCE).until(() -> fixture.loop.wakes() > wakes);
    }

    private void changeThePolicy() {
        fixture.client
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY.replace("10s", "20s")))
                .update();
    }

    private void awaitPolicy(long generation, Reason reason) {
        await().atMost(ControllersFixture.PATIENCE).untilAsserted(() -> {
            RoboflowTrashPolicyStatus status =
                    requireNonNull(fixture.policy("team").orElseThrow().getStatus());
            assertThat(status.observedGeneration()).isEqualTo(generation);
            assertThat(PolicyConditions.of(status))
                    .map(conditions -> conditions.readiness().reason())
                    .contains(reason);
        });
    }

    private void refuse(int code) {
        kube.server()
                .expect()
                .patch()
                .withPath(STATUS)
                .andReturn(
                        code,
                        new StatusBuilder()
                                .withCode(code)
                                .withMessage("not here")
                                .build())
                .always();
    }
}

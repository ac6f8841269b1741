package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.RuleBuilder;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Kubernetes refuses to store the TrashedItems of a policy's rules. */
class RefusedChildrenTest {
    private static final String QUOTA = "403 exceeded quota: count/trasheditems.trashops.dev=0.";

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    private PolicyProjection policy() {
        return Objects.requireNonNull(
                fixture.process.published().orElseThrow().policies().get(WorkspaceLoopFixture.POLICY));
    }

    @Test
    void whatARestoreRuleMatchesIsRestoredAllTheSame() {
        fixture.kube.refuseChildren(QUOTA);
        fixture.rules(
                RuleBuilder.restore("protect", match -> match.projects("*")).build());
        fixture.run();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.kube.claims()).isEmpty();
        assertThat(fixture.roboflow.mutations()).hasSize(1);
        assertThat(policy().history()).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(ActionKind.RESTORE);
            assertThat(entry.outcome()).isEqualTo(Outcome.DONE);
            assertThat(entry.item()).isEqualTo("project detector");
            assertThat(entry.cause()).contains("rule protect");
        });
        assertThat(policy().readiness().reason()).isEqualTo(Reason.CHILDREN_REFUSED);
        assertThat(policy().condition(PolicyCondition.CHILDREN_REFUSED).map(PolicyProjection.Notice::message))
                .contains(QUOTA);
        assertThat(fixture.process.published().orElseThrow().items()).isEmpty();
    }

    @Test
    void suspendAndPlanModeHoldItAsTheyHoldEverything() {
        fixture.kube.refuseChildren(QUOTA);
        fixture.rules(
                RuleBuilder.restore("protect", match -> match.projects("*")).build());
        fixture.suspend();
        fixture.run();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        assertThat(fixture.roboflow.mutations()).isEmpty();
    }

    /** Nobody could see or stop it. */
    @Test
    void nothingIsTrashedWithoutAResourceThatShowsIt() {
        fixture.kube.refuseChildren(QUOTA);
        fixture.rules(RuleBuilder.trash(
                        "prune",
                        match -> match.types(ItemType.PROJECT)
                                .projects("detector")
                                .olderThan(Duration.ofDays(1)))
                .automatic()
                .build());
        fixture.run();
        assertThat(fixture.roboflow.mutations()).isEmpty();
    }

    @Test
    void onceTheyAreStoredAgainTheyShowWhatTheRuleDoes() {
        fixture.kube.refuseChildren(QUOTA);
        fixture.rules(
                RuleBuilder.restore("protect", match -> match.projects("*")).build());
        fixture.run();
        fixture.kube.acceptChildren();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(fixture.kube.claims()).hasSize(1);
        assertThat(fixture.reason()).isEqualTo(Reason.RESTORED);
        assertThat(policy().readiness().isReady()).isTrue();
    }
}

package dev.trashops.plan;

import static dev.trashops.plan.LimitsTest.EXCEEDED;
import static dev.trashops.plan.LimitsTest.LATELY;
import static dev.trashops.plan.LimitsTest.TRASHING;
import static dev.trashops.plan.LimitsTest.projects;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What deletion ledgers tell the limits. */
class LedgerLimitsTest {
    @Test
    void aDeletionInALedgerCountsWhenItsItemWasRestoredAndItsClaimIsGone() {
        UnaryOperator<PolicyBuilder> once =
                p -> p.limits(2, 100).trashed(project("back"), LATELY, Optional.empty(), Optional.empty());
        assertThat(projects(2, 50).policy(once).active(project("back")).outcome("p0"))
                .isEqualTo(EXCEEDED);
        assertThat(projects(1, 50).policy(once).active(project("back")).outcome("p0"))
                .isEqualTo(TRASHING);
        assertThat(projects(1, 50)
                        .policy(once)
                        .inTrash(project("back"), e -> e.deletedAt(LATELY))
                        .outcome("p0"))
                .isEqualTo(TRASHING);
        assertThat(projects(2, 50)
                        .policy(p -> once.apply(p).window(Duration.ofHours(1)))
                        .outcome("p0"))
                .isEqualTo(TRASHING);
    }

    @Test
    void aDeletionInALedgerThatTookNoEffectDoesNotCount() {
        WorkspaceScenario given = projects(1, 50)
                .policy(p -> p.limits(1, 100)
                        .ledger(new DeletionLedger.Entry(
                                project("p0"),
                                Optional.of(WorkspaceScenario.LONG_AGO),
                                LATELY,
                                "uid-team-p0",
                                Optional.empty(),
                                Optional.empty())));
        assertThat(given.outcome("p0")).isEqualTo(EXCEEDED);
        WorkspaceScenario failed = WorkspaceScenario.workspace()
                .others(50)
                .active(project("p0"))
                .policy(p -> p.limits(1, 100)
                        .ledger(new DeletionLedger.Entry(
                                project("p0"),
                                Optional.of(WorkspaceScenario.LONG_AGO),
                                LATELY,
                                "uid-team-p0",
                                Optional.empty(),
                                Optional.empty())))
                .claim(
                        TRASHED,
                        project("p0"),
                        c -> c.remembering(m -> m.last(ActionKind.TRASH, LATELY, Outcome.FAILED, Optional.empty())));
        assertThat(failed.outcome("p0")).isEqualTo(TRASHING);
    }

    @Test
    void theLedgerOfAnyPolicyOfTheWorkspaceCountsAndIsWaitedFor() {
        assertThat(projects(2, 50)
                        .policy(p -> p.limits(2, 100))
                        .policy(p ->
                                p.in("others").trashed(project("back"), LATELY, Optional.empty(), Optional.empty()))
                        .outcome("p0"))
                .isEqualTo(EXCEEDED);
        assertThat(projects(2, 50)
                        .policy(p -> p)
                        .policy(p -> p.in("others").ledgerUnread())
                        .outcome("p0"))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        assertThat(projects(2, 50)
                        .policy(p -> p)
                        .policy(p -> p.in("others")
                                .unproved()
                                .refused()
                                .readiness(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Refused."))
                                .ledgerUnread())
                        .outcome("p0"))
                .isEqualTo(TRASHING);
    }
}

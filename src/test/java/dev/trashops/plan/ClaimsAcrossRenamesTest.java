package dev.trashops.plan;

import static dev.trashops.plan.RenamesTest.listedAsKitties;
import static dev.trashops.plan.RenamesTest.remembered;
import static dev.trashops.plan.RenamesTest.restoredAsKitties;
import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a rename does to claims and rules that speak for the same item. */
class ClaimsAcrossRenamesTest {
    @Test
    void aRenameIsNoWayAroundAClaimThatKeepsTheItem() {
        WorkspaceScenario given = restoredAsKitties(RESTORED, project("cats"))
                .claim(TRASHED, project("kitties"), c -> c.named("other"))
                .claim(TRASHED, project("tigers"), c -> c.named("third").pinned("mine"));
        assertThat(given.outcome("other")).isEqualTo("ACTIVE STALLED Conflict TRASH held");

        WorkspaceScenario ofVersion = restoredAsKitties(RESTORED, version("cats", 3))
                .claim(TRASHED, project("kitties"), c -> c.named("other"));
        assertThat(ofVersion.outcome("other")).isEqualTo("ACTIVE STALLED Conflict TRASH held");
    }

    @Test
    void suspendFollowsARenameToo() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(project("kitties"))
                .claim(
                        OBSERVED,
                        project("cats"),
                        c -> c.named("brake")
                                .suspended()
                                .remembering(m -> m.id("mine").called("kitties").born(LONG_AGO)))
                .claim(TRASHED, project("kitties"), c -> c.named("it"));
        assertThat(given.outcome("it")).isEqualTo("ACTIVE STALLED Suspended TRASH held");
    }

    @Test
    void claimsOnOneItemUnderTwoNamesRestoreItOnce() {
        WorkspaceScenario given = listedAsKitties(RESTORED, project("cats"), RenamesTest::remembered)
                .claim(RESTORED, project("kitties"), c -> c.named("other"));
        assertThat(given.plan().actions()).hasSize(1);
    }

    @Test
    void anIdThatContradictsThePinIsNotBelieved() {
        WorkspaceScenario given = workspace()
                .others(5)
                .inTrash(project("dogs"), e -> e.id("forged"))
                .active(project("cats"))
                .claim(
                        RESTORED,
                        project("cats"),
                        c -> c.pinned("mine")
                                .remembering(m -> m.id("forged").called("dogs").born(NOW.minus(Duration.ofDays(1)))));
        assertThat(given.outcome("cats")).isEqualTo("ACTIVE READY Restored");
    }

    @Test
    void rulesLeaveAnItemToPeopleUnderWhateverName() {
        Plan plan = workspace()
                .others(5)
                .inTrash(project("kitties"), e -> e.id("mine"))
                .claim(TRASHED, project("cats"), c -> remembered(c.named("it")))
                .policy(p -> p.rules(RuleBuilder.restore("keep", m -> m.projects("*"))))
                .plan();
        assertThat(PlanReader.children(plan)).isEmpty();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH READY Trashed");
    }

    @Test
    void aPartOfTheSameProjectIsKeptWhateverItIsCalled() {
        WorkspaceScenario given = workspace()
                .others(5)
                .versions("other-0", 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .active(training("kitties", 3, "t1"))
                .claim(
                        RESTORED,
                        training("cats", 3, "t1"),
                        c -> c.named("kept").remembering(m -> m.id("t1").parentId("mine")))
                .claim(TRASHED, version("kitties", 3), c -> c.named("it").pinned("mine"))
                .claim(TRASHED, version("kitties", 4), c -> c.named("sibling").pinned("mine"))
                .claim(TRASHED, project("kitties"), c -> c.named("whole").pinned("mine"));
        assertThat(given.outcome("it")).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(given.outcome("whole")).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(given.outcome("sibling")).doesNotContain("Conflict");
    }

    @Test
    void suspendFollowsTheId() {
        WorkspaceScenario given = workspace()
                .others(5)
                .active(version("kitties", 3))
                .claim(
                        OBSERVED,
                        version("cats", 3),
                        c -> c.named("brake").suspended().pinned("mine"))
                .claim(TRASHED, version("kitties", 3), c -> c.named("it").pinned("mine"))
                .claim(TRASHED, project("kitties"), c -> c.named("whole").pinned("mine"))
                .claim(TRASHED, project("other-0"), c -> c.named("other").pinned("another"));
        assertThat(given.outcome("it")).isEqualTo("ACTIVE STALLED Suspended TRASH held");
        assertThat(given.outcome("whole")).isEqualTo("ACTIVE STALLED Suspended TRASH held");
        assertThat(given.outcome("other")).doesNotContain("Suspended");
    }
}

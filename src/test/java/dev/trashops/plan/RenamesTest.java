package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** People rename things. What is known by its id is the same thing under any name. */
class RenamesTest {
    private static final List<ItemKey> CATS = List.of(project("cats"), version("cats", 3), workflow("cats"));

    /** Known as {@code mine}, and listed under another name than the claim's. */
    static WorkspaceScenario listedAsKitties(DesiredState desired, ItemKey item, UnaryOperator<ClaimBuilder> how) {
        return workspace()
                .others(5)
                .inTrash(item, e -> e.id("mine").called("kitties"))
                .claim(desired, item, c -> how.apply(c.named("it")));
    }

    static ClaimBuilder pinned(ClaimBuilder claim) {
        return claim.pinned("mine");
    }

    static ClaimBuilder remembered(ClaimBuilder claim) {
        return claim.remembering(m -> m.id("mine").parentId("mine"));
    }

    @Test
    void whatIsKnownByItsIdIsRestoredUnderWhateverNameItIsListed() {
        for (ItemKey item : CATS) {
            for (UnaryOperator<ClaimBuilder> known :
                    List.<UnaryOperator<ClaimBuilder>>of(RenamesTest::pinned, RenamesTest::remembered)) {
                Plan plan = listedAsKitties(RESTORED, item, known).plan();

                assertThat(PlanReader.of(plan, "it"))
                        .as(item.described())
                        .isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
                assertThat(plan.actions())
                        .singleElement()
                        .satisfies(action -> assertThat(
                                        action.entry().orElseThrow().internalId())
                                .contains(new InternalId("mine")));
            }
        }
    }

    @Test
    void aTrainingThatLiesInATrashedVersionKeepsTheNameThatItsProjectWasRenamedTo() {
        Plan plan = workspace()
                .others(5)
                .inTrash(version("kitties", 3), e -> e.withoutParentId())
                .claim(
                        TRASHED,
                        training("cats", 3, "t1"),
                        c -> c.named("it").remembering(m -> m.id("t1").called("kitties")))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH READY Trashed");
        assertThat(PlanReader.view(plan, "it")
                        .claimStatus()
                        .fingerprint()
                        .orElseThrow()
                        .parentUrl())
                .contains("kitties");
    }

    @Test
    void whatIsListedByItsIdIsNeverCalledGone() {
        for (ItemKey item : CATS) {
            for (DesiredState desired : DesiredState.values()) {
                Plan plan = listedAsKitties(
                                desired,
                                item,
                                c -> c.pinned("mine")
                                        .remembering(m -> m.id("mine")
                                                .parentId("mine")
                                                .trashed(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(10)))
                                                .seen(ObservedState.PURGED)))
                        .plan();

                assertThat(PlanReader.view(plan, "it").claimStatus().observed())
                        .as(item.described())
                        .isEqualTo(ObservedState.IN_TRASH);
            }
        }
    }

    @Test
    void aTrashedItemThatWasRenamedIsInOrderAndSaysSo() {
        for (ItemKey item : CATS) {
            Plan plan = listedAsKitties(TRASHED, item, RenamesTest::remembered).plan();

            assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH READY Trashed");
            assertThat(PlanReader.readiness(plan, "it").message()).contains("renamed to kitties");
        }
    }

    @Test
    void itsPresentNameIsRemembered() {
        Plan plan = listedAsKitties(OBSERVED, project("cats"), RenamesTest::remembered)
                .plan();

        assertThat(PlanReader.view(plan, "it")
                        .claimStatus()
                        .fingerprint()
                        .orElseThrow()
                        .url())
                .contains("kitties");
    }

    static WorkspaceScenario restoredAsKitties(DesiredState desired, ItemKey item) {
        return workspace()
                .others(5)
                .active(item.withSlug("kitties"))
                .claim(
                        desired,
                        item,
                        c -> c.named("it")
                                .remembering(m -> m.id("mine")
                                        .parentId("mine")
                                        .called("kitties")
                                        .born(LONG_AGO)));
    }

    @Test
    void afterARestoreItIsLookedForUnderItsPresentName() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3))) {
            Plan plan = restoredAsKitties(RESTORED, item).plan();

            assertThat(PlanReader.of(plan, "it")).as(item.described()).isEqualTo("ACTIVE READY Restored");
            assertThat(PlanReader.readiness(plan, "it").message()).contains("renamed to kitties");
        }
    }

    @Test
    void aNewItemUnderItsOldNameIsNotTakenForIt() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3))) {
            Plan plan = restoredAsKitties(RESTORED, item)
                    .active(item, Optional.of(NOW.minus(Duration.ofDays(1))))
                    .plan();
            assertThat(PlanReader.readiness(plan, "it").message()).contains("renamed to kitties");
        }
    }

    @Test
    void whatLiesInTheTrashUnderItsOldNameIsNotTakenForItWhileItIsActiveUnderItsPresentName() {
        ItemKey run = training("cats", 3, "mine");
        for (DesiredState desired : DesiredState.values()) {
            for (WorkspaceScenario given : List.of(
                    restoredAsKitties(desired, version("cats", 3))
                            .inTrash(version("cats", 3), e -> e.withoutParentId()),
                    // Nothing tells of which project a training is.
                    runOfKitties(desired, run).inTrash(project("cats"), e -> e.id("other")),
                    runOfKitties(desired, run).inTrash(version("cats", 3), e -> e.id("other")))) {
                Plan plan = given.plan();

                assertThat(PlanReader.view(plan, "it").claimStatus().observed()).isEqualTo(ObservedState.ACTIVE);
                assertThat(PlanReader.readiness(plan, "it").message()).contains("kitties");
                assertThat(plan.actions()).isEmpty();
            }
        }
    }

    @Test
    void untilItIsKnownWhetherItIsActiveUnderItsPresentNameNothingNewIsSaid() {
        Plan plan = runOfKitties(RESTORED, training("cats", 3, "mine"))
                .unread(project("kitties"))
                .inTrash(project("cats"), e -> e.id("other"))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("UNKNOWN RECONCILING SnapshotPending");
    }

    @Test
    void whatIsNoMoreActiveUnderItsPresentNameLiesInWhatHasItsOldName() {
        Plan plan = workspace()
                .others(5)
                .inTrash(project("cats"))
                .claim(
                        RESTORED,
                        training("cats", 3, "mine"),
                        c -> c.named("it").remembering(m -> m.id("mine").called("kitties")))
                .plan();
        assertThat(PlanReader.of(plan, "it")).isEqualTo("IN_TRASH STALLED ParentInTrash");
    }

    private static WorkspaceScenario runOfKitties(DesiredState desired, ItemKey run) {
        return workspace()
                .others(5)
                .active(run.withSlug("kitties"))
                .claim(
                        desired,
                        run,
                        c -> c.named("it")
                                .remembering(m -> m.id("mine").called("kitties").born(LONG_AGO)));
    }

    @Test
    void whatWasRenamedBackIsFoundUnderItsOldNameByItsAge() {
        WorkspaceScenario back = workspace()
                .others(5)
                .active(project("cats"))
                .claim(
                        RESTORED,
                        project("cats"),
                        c -> c.remembering(m -> m.id("mine").called("kitties").born(LONG_AGO)));
        assertThat(back.outcome("cats")).isEqualTo("ACTIVE READY Restored");

        WorkspaceScenario unproved = workspace()
                .others(5)
                .active(project("cats"))
                .claim(
                        RESTORED,
                        project("cats"),
                        c -> c.remembering(m -> m.id("mine").called("kitties")));
        assertThat(unproved.outcome("cats")).isEqualTo("MISSING STALLED NotFound");
    }

    @Test
    void aWorkflowIsFoundByItsIdInTheListOfWorkflows() {
        WorkspaceScenario given = workspace()
                .active(workflow("kitties"))
                .claim(RESTORED, workflow("cats"), c -> c.named("it").pinned("id-kitties"));

        assertThat(given.outcome("it")).isEqualTo("ACTIVE READY Restored");
        assertThat(PlanReader.readiness(given.plan(), "it").message()).contains("renamed to kitties");
    }

    @Test
    void aDeleteNeedsTheNameToFit() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3))) {
            Plan plan = restoredAsKitties(TRASHED, item).plan();

            assertThat(PlanReader.of(plan, "it"))
                    .as(item.described())
                    .isEqualTo("ACTIVE STALLED IdentityMismatch TRASH held");
            assertThat(PlanReader.readiness(plan, "it").message()).contains("renamed to kitties");
        }
        assertThat(workspace()
                        .active(workflow("kitties"))
                        .claim(TRASHED, workflow("cats"), c -> c.named("it").pinned("id-kitties"))
                        .outcome("it"))
                .isEqualTo("ACTIVE STALLED IdentityMismatch TRASH held");
    }
}

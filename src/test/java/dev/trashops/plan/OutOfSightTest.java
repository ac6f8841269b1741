package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Versions and trainings of a project of which Roboflow reserves the slug: restored by their ids, and never seen active. */
class OutOfSightTest {
    private static final List<ItemKey> PARTS = List.of(version("images", 3), training("images", 3, "t1"));
    private static final Readiness UNADDRESSABLE = Readiness.stalled(Reason.REJECTED, "Nothing was sent.");
    private static final Instant SOON = NOW.plus(Duration.ofHours(20));

    private static boolean isVersion(ItemKey item) {
        return item.type() == ItemType.VERSION;
    }

    /** It was in the Trash until this operator restored it. */
    private static ClaimBuilder restored(ClaimBuilder claim, ItemKey item, Instant cleanupAt) {
        ClaimBuilder known = isVersion(item) ? claim.pinned("mine") : claim;
        return known.named("it")
                .remembering(m -> m.id("t1")
                        .parentId("mine")
                        .trashed(NOW.minus(Duration.ofDays(29)), cleanupAt)
                        .last(ActionKind.RESTORE, NOW.minusSeconds(600), Outcome.DONE, Optional.empty()));
    }

    private static WorkspaceScenario given(
            DesiredState desired, ItemKey item, Instant cleanupAt, UnaryOperator<ClaimBuilder> how) {
        return workspace()
                .others(5)
                .active(project("images"))
                .unreadable(project("images"), UNADDRESSABLE)
                .claim(desired, item, c -> how.apply(restored(c, item, cleanupAt)));
    }

    @Test
    void afterItsRestoreItIsSaidToHaveLeftTheTrashAndNoPurgeIsAnnounced() {
        for (ItemKey item : PARTS) {
            for (DesiredState desired : List.of(RESTORED, OBSERVED)) {
                Plan plan = given(desired, item, SOON, c -> c).plan();
                ItemProjection it = PlanReader.view(plan, "it");
                assertThat(PlanReader.of(plan, "it")).as(item.described()).isEqualTo("UNKNOWN STALLED Rejected");
                assertThat(PlanReader.readiness(plan, "it").message())
                        .contains(item.described() + " is not in the Trash", "the slug images", "rename the project");
                assertThat(it.warning()).isEmpty();
                assertThat(it.claimStatus().trash()).isEmpty();
                assertThat(plan.reads()).noneMatch(read -> read.read().equals(new ReadTarget.Project("images")));
            }
        }
    }

    @Test
    void whileTheTrashListsItItIsRestoredOrWarnedOf() {
        for (ItemKey item : PARTS) {
            WorkspaceScenario given = given(RESTORED, item, SOON, c -> c.remembering(m -> m.parentId("mine")))
                    .inTrash(item, e -> (isVersion(item) ? e.id("mine") : e).cleanupAt(SOON));
            assertThat(given.outcome("it")).isEqualTo("IN_TRASH RECONCILING Restoring RESTORE sent");
            assertThat(PlanReader.view(given.plan(), "it").warning()).isEmpty();
            Plan observed = given(OBSERVED, item, SOON, c -> c.remembering(m -> m.parentId("mine")))
                    .inTrash(item, e -> (isVersion(item) ? e.id("mine") : e).cleanupAt(SOON))
                    .plan();
            assertThat(PlanReader.view(observed, "it").warning()).isPresent();
        }
    }

    @Test
    void anIncompleteListingDoesNotProveThatItLeft() {
        for (ItemKey item : PARTS) {
            ItemProjection it = PlanReader.view(
                    given(OBSERVED, item, SOON, c -> c).incomplete().plan(), "it");
            assertThat(it.claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
            assertThat(it.warning()).isPresent();
        }
    }

    @Test
    void whatLeftTheTrashWhenItsDateHadComeWasPurged() {
        for (ItemKey item : PARTS) {
            Plan once = given(OBSERVED, item, NOW.minusSeconds(60), c -> c)
                    .justStarted()
                    .plan();
            assertThat(PlanReader.view(once, "it").claimStatus().observed()).isEqualTo(ObservedState.IN_TRASH);
            PlanInput later = given(OBSERVED, item, NOW.minusSeconds(60), c -> c)
                    .listedAt(NOW.plusSeconds(60))
                    .readAt(NOW.plusSeconds(60))
                    .at(NOW.plusSeconds(61))
                    .input();
            Plan twice = Planner.plan(PlanInputEdits.state(later, once.state()));
            assertThat(PlanReader.of(twice, "it")).as(item.described()).isEqualTo("PURGED READY Observed");
        }
    }

    @Test
    void aResourceThatIsDeletedWithARestoreIsLetGo() {
        for (ItemKey item : PARTS) {
            Plan plan = given(RESTORED, item, SOON, c -> c.deleting(DeletionPolicy.RESTORE))
                    .plan();
            assertThat(PlanReader.view(plan, "it").disposition()).isEqualTo(Disposition.LET_GO);
        }
    }

    @Test
    void aRuleLetsGoOfWhatItHasWatchedForADay() {
        ItemKey item = version("images", 3);
        String name = ClaimBuilder.nameOf(RuleAction.RESTORE, item);
        for (int days : new int[] {0, 2}) {
            Plan plan = workspace()
                    .others(5)
                    .active(project("images"))
                    .unreadable(project("images"), UNADDRESSABLE)
                    .policy(p -> p.rules(RuleBuilder.restore("keep", s -> s.projects("*"))))
                    .child(
                            RuleAction.RESTORE,
                            item,
                            c -> c.created(NOW.minus(Duration.ofDays(3)))
                                    .remembering(m -> m.trashed(NOW.minus(Duration.ofDays(3)), SOON)
                                            .last(
                                                    ActionKind.RESTORE,
                                                    NOW.minus(Duration.ofDays(days))
                                                            .minusSeconds(60),
                                                    Outcome.DONE,
                                                    Optional.empty())))
                    .plan();
            assertThat(PlanReader.view(plan, name).disposition())
                    .isEqualTo(days == 0 ? Disposition.KEEP : Disposition.RETIRE);
        }
    }
}

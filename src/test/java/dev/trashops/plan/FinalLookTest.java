package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a resource with {@code deletionPolicy: Restore} waits for, and how long. */
class FinalLookTest {
    private static final Readiness NO_SECRET = Readiness.stalled(Reason.SECRET_NOT_FOUND, "There is no Secret.");

    /** A resource whose deletion is seen now, after the Trash was listed. */
    private static WorkspaceScenario justDeleted(DesiredState desired, ItemKey item) {
        return workspace().justStarted().claim(desired, item, c -> c.named("it").deleting(DeletionPolicy.RESTORE));
    }

    private static Disposition disposition(Plan plan) {
        return PlanReader.view(plan, "it").disposition();
    }

    /** The next plan, so many seconds after the one that saw the deletion, with a listing begun at that time. */
    private static Plan later(WorkspaceScenario given, int seconds, Instant listing) {
        Plan first = given.plan();
        return Planner.plan(PlanInputEdits.state(
                PlanInputEdits.later(given.listedAt(listing).input(), seconds), first.state()));
    }

    @Test
    void whatWasSeenBeforeTheDeletionDoesNotLetItGo() {
        for (ItemKey item : List.of(project("cat"), version("cat", 3), workflow("cat"))) {
            for (DesiredState desired : DesiredState.values()) {
                WorkspaceScenario given = justDeleted(desired, item);
                if (item.type() != ItemType.WORKFLOW) {
                    given.active(project("cat"));
                }
                given.active(item);
                Plan first = given.plan();
                assertThat(disposition(first)).as(item + " " + desired).isEqualTo(Disposition.KEEP);
                assertThat(first.reads())
                        .as("one listing begun after the deletion was seen")
                        .filteredOn(request -> request.read() instanceof ReadTarget.Trash)
                        .extracting(ReadRequest::begunAfter)
                        .contains(NOW.plusMillis(1));
                assertThat(disposition(later(given, 2, NOW.plusSeconds(1)))).isEqualTo(Disposition.LET_GO);
            }
        }
    }

    @Test
    void whatTheFreshListingShowsIsRestoredFirst() {
        WorkspaceScenario given =
                justDeleted(OBSERVED, project("cat")).inTrash(project("cat")).listedAt(NOW.plusSeconds(1));
        Plan plan = later(given, 2, NOW.plusSeconds(1));
        assertThat(disposition(plan)).isEqualTo(Disposition.KEEP);
        assertThat(PlanReader.actions(plan)).containsExactly("RESTORE cat");
    }

    /** Somebody may have trashed it since it was seen active. */
    @Test
    void whatIsActiveIsReadAnewOnceTheTrashListsWhatMayBeIt() {
        for (ItemKey item : List.of(project("cats"), version("cats", 3))) {
            Plan before = seenActive(item).readAt(NOW).listedAt(NOW).plan();
            Plan plan = Planner.plan(PlanInputEdits.next(
                    seenActive(item)
                            .inTrash(project("unnamed"), e -> e.nameless())
                            .readAt(NOW)
                            .listedAt(NOW.plusSeconds(20))
                            .at(NOW.plusSeconds(21))
                            .input(),
                    before,
                    before.state()));
            assertThat(disposition(plan)).isEqualTo(Disposition.KEEP);
            assertThat(plan.reads()).extracting(ReadRequest::read).contains(new ReadTarget.Projects());
        }
    }

    private static WorkspaceScenario seenActive(ItemKey item) {
        return workspace()
                .others(5)
                .active(item)
                .claim(
                        TRASHED,
                        item,
                        c -> c.named("it")
                                .deleting(DeletionPolicy.RESTORE)
                                .remembering(m -> m.seen(ObservedState.ACTIVE)));
    }

    @Test
    void manyThatWaitAskForOneListing() {
        WorkspaceScenario given = workspace().justStarted();
        for (int i = 0; i < 20; i++) {
            String name = "cat-" + i;
            given.active(project(name))
                    .claim(RESTORED, project(name), c -> c.named(name).deleting(DeletionPolicy.RESTORE));
        }
        assertThat(given.plan().reads())
                .filteredOn(request -> request.read() instanceof ReadTarget.Trash)
                .hasSize(1);
    }

    /** A namespace takes policy, Secret and items with it; whoever deletes it must not wait for Roboflow for ever. */
    @Test
    void whatNobodyCanRestoreWaitsHalfAMinute() {
        UnaryOperator<ClaimBuilder> abandoned = ClaimBuilder::abandoned;
        UnaryOperator<ClaimBuilder> same = c -> c;
        UnaryOperator<PolicyBuilder> broken =
                p -> p.readiness(Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer."));
        for (WorkspaceScenario given : List.of(
                inTrash(abandoned).policy(broken),
                inTrash(abandoned).policy(p -> p.lapsed().refused().readiness(NO_SECRET)),
                inTrash(ClaimBuilder::suspended).policy(PolicyBuilder::gone),
                inTrash(same).policy(p -> p.suspended().gone()),
                inTrash(same).policy(p -> p.unproved().keyless().readiness(NO_SECRET)),
                inTrash(c -> c.of("gone")))) {
            Plan first = given.plan();
            assertThat(disposition(first)).isEqualTo(Disposition.KEEP);
            assertThat(first.wakeAt())
                    .hasValueSatisfying(at -> assertThat(at).isBeforeOrEqualTo(NOW.plus(FinalLook.PATIENCE)));
            assertThat(disposition(later(given, 29, NOW.minusSeconds(1)))).isEqualTo(Disposition.KEEP);
            assertThat(disposition(later(given, 30, NOW.minusSeconds(1)))).isEqualTo(Disposition.ORPHAN);
        }
    }

    private static WorkspaceScenario inTrash(UnaryOperator<ClaimBuilder> how) {
        return workspace()
                .justStarted()
                .inTrash(project("cat"))
                .claim(RESTORED, project("cat"), c -> how.apply(c.named("it").deleting(DeletionPolicy.RESTORE)));
    }

    @Test
    void whatIsRestoredWithTheKeyOfAPolicyThatIsGoneWaitsForRoboflow() {
        WorkspaceScenario given = inTrash(c -> c).policy(PolicyBuilder::gone);
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat");
        assertThat(disposition(later(given, 300, NOW.minusSeconds(1)))).isEqualTo(Disposition.KEEP);
    }

    @Test
    void whileTheNamespaceIsDeletedItIsRestoredIfRoboflowAnswers() {
        Plan plan = inTrash(ClaimBuilder::abandoned).plan();
        assertThat(PlanReader.actions(plan)).containsExactly("RESTORE cat");
        assertThat(disposition(plan)).isEqualTo(Disposition.KEEP);
    }

    /** A namespace with more of them than can be restored within half a minute. */
    @Test
    void whoWaitsForTheRestoresOfOthersIsNotLetGoWhileRoboflowAnswers() {
        WorkspaceScenario given = inTrash(ClaimBuilder::abandoned)
                .inTrash(project("dog"))
                .claim(
                        RESTORED,
                        project("dog"),
                        c -> c.named("another").deleting(DeletionPolicy.RESTORE).abandoned());
        Plan answered = later(given, 90, NOW.plusSeconds(80));
        assertThat(answered.actions()).hasSize(2);
        assertThat(answered.items().values())
                .extracting(ItemProjection::disposition)
                .containsOnly(Disposition.KEEP);
        assertThat(later(given, 90, NOW.plusSeconds(50)).items().values())
                .as("nothing was answered for half a minute")
                .extracting(ItemProjection::disposition)
                .containsOnly(Disposition.ORPHAN);
    }

    /** Nobody waits for a person while a namespace is being deleted. */
    @Test
    void whatIsHeldIsLetGo() {
        WorkspaceScenario given = inTrash(c -> c.abandoned().suspended());
        assertThat(disposition(later(given, 31, NOW.plusSeconds(30)))).isEqualTo(Disposition.ORPHAN);
    }

    /** The manifest was renamed: the new name was applied, then the old one deleted. */
    @Test
    void aResourceThatAnotherReplacesBringsNothingBack() {
        for (ItemKey item : List.of(project("cat"), version("cat", 3), workflow("cat"))) {
            WorkspaceScenario given = workspace()
                    .inTrash(item)
                    .claim(TRASHED, item, c -> c.named("it").deleting(DeletionPolicy.RESTORE))
                    .claim(TRASHED, item, c -> c.named("renamed"));
            Plan plan = given.plan();
            assertThat(plan.actions()).isEmpty();
            assertThat(disposition(plan)).isEqualTo(Disposition.LET_GO);
            assertThat(given.outcome("renamed")).isEqualTo("IN_TRASH READY Trashed");
        }
    }

    @Test
    void aResourceThatMeansTheSameItemByItsIdReplacesItToo() {
        WorkspaceScenario given = workspace()
                .inTrash(project("cat"), e -> e.id("p_cat"))
                .claim(
                        TRASHED,
                        project("tom"),
                        c -> c.named("it").pinned("p_cat").deleting(DeletionPolicy.RESTORE))
                .claim(TRASHED, project("cat"), c -> c.named("renamed").pinned("p_cat"));
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void aResourceOfAnotherNamespaceOrItemOrWishReplacesNothing() {
        for (UnaryOperator<WorkspaceScenario> other : List.<UnaryOperator<WorkspaceScenario>>of(
                given -> given.claim(
                                TRASHED, project("cat"), c -> c.named("other").in("others"))
                        .policy(p -> p)
                        .policy(p -> p.in("others")),
                given -> given.claim(TRASHED, project("dog"), c -> c.named("other")),
                given -> given.claim(OBSERVED, project("cat"), c -> c.named("other")),
                given -> given.claim(
                        TRASHED, project("cat"), c -> c.named("other").pinned("p_other")))) {
            WorkspaceScenario given = workspace()
                    .inTrash(project("cat"), e -> e.id("p_cat"))
                    .claim(
                            TRASHED,
                            project("cat"),
                            c -> c.named("it").pinned("p_cat").deleting(DeletionPolicy.RESTORE));
            assertThat(PlanReader.actions(other.apply(given).plan())).contains("RESTORE cat");
        }
    }
}

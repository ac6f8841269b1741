package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop makes a plan when something has changed, and none otherwise. */
class PlansRarelyTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    private int plansWithin(Duration time) {
        int before = fixture.listener.plans;
        fixture.runFor(time);
        return fixture.listener.plans - before;
    }

    @Test
    void nothingIsPlannedWhileEveryListingShowsTheSame() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        List<String> calls = new ArrayList<>();
        fixture.roboflow.witnessCalls(calls::add);
        assertThat(plansWithin(Duration.ofHours(2))).isZero();
        assertThat(calls).as("it goes on looking").hasSizeGreaterThan(100);
    }

    @Test
    void whatSomebodyTrashesIsRestoredAfterTheNextListing() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.runFor(Duration.ofMinutes(2));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
    }

    /** While much changes, plans are nine times as far apart as it takes to make one. */
    @Test
    void aRestoreThatIsAskedForDoesNotWaitUntilTheNextPlanIsDue() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.apply(DesiredState.TRASHED);
        fixture.run();
        fixture.planningTakes(Duration.ofMillis(100));
        assertThat(plansAfter(() -> fixture.applyAnother(ItemKey.project("other-1"), DesiredState.RESTORED)))
                .isOne();
        assertThat(plansAfter(() -> fixture.apply(WorkspaceLoopFixture.PROJECT, 2, DesiredState.RESTORED)))
                .isOne();
    }

    @Test
    void whatCanWaitIsPlannedWhenTheNextPlanIsDue() {
        fixture.run();
        fixture.planningTakes(Duration.ofMillis(100));
        assertThat(plansAfter(() -> fixture.applyAnother(ItemKey.project("other-1"), DesiredState.RESTORED)))
                .isOne();
        assertThat(plansAfter(() -> fixture.applyAnother(ItemKey.project("other-2"), DesiredState.RESTORED)))
                .isZero();
        assertThat(plansWithin(Duration.ofSeconds(2))).isPositive();
    }

    /** Also what comes just when that time is up. */
    @Test
    void whateverComesIsPlannedSoon() {
        fixture.run();
        fixture.planningTakes(Duration.ofMillis(100));
        for (int edit = 1; edit < 20; edit++) {
            int item = edit;
            fixture.runFor(Duration.ofSeconds(10));
            plansAfter(() -> fixture.applyAnother(ItemKey.project("other-0"), item, DesiredState.RESTORED));
            fixture.clock.advance(Duration.ofMillis(50L * edit));
            int before = fixture.listener.plans;
            fixture.applyAnother(ItemKey.project("other-" + edit), DesiredState.RESTORED);
            fixture.process.look();
            Instant due = fixture.step().orElseThrow();
            assertThat(fixture.listener.plans > before
                            || due.isBefore(fixture.clock.instant().plusSeconds(2)))
                    .as("after %s more", Duration.ofMillis(50L * edit))
                    .isTrue();
        }
    }

    private int plansAfter(Runnable edit) {
        int before = fixture.listener.plans;
        edit.run();
        fixture.process.look();
        fixture.step();
        return fixture.listener.plans - before;
    }

    /** When it is asked for, when its project was read, when the set has settled, and when it was seen in the Trash. */
    @Test
    void aDeletionTakesFourPlans() {
        fixture.apply(DesiredState.RESTORED);
        fixture.run();
        fixture.apply(WorkspaceLoopFixture.PROJECT, 2, DesiredState.TRASHED);
        int plans = plansWithin(Duration.ofMinutes(5));
        assertThat(fixture.reason()).isEqualTo(Reason.TRASHED);
        assertThat(plans).isEqualTo(4);
    }

    @Test
    void onePlanRestoresMany() {
        List<ItemKey> items = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ItemKey item = ItemKey.project("other-" + i);
            items.add(item);
            fixture.roboflow.trash(item);
            fixture.applyAnother(item, DesiredState.RESTORED);
        }
        fixture.run();
        assertThat(items).allMatch(fixture.roboflow::isActive);
        items.forEach(fixture.roboflow::trash);
        List<String> calls = new ArrayList<>();
        fixture.roboflow.witnessCalls(calls::add);
        int plans = plansWithin(Duration.ofMinutes(3));
        assertThat(items).allMatch(fixture.roboflow::isActive);
        assertThat(plans).isLessThan(items.size());
        assertThat(calls.stream()
                        .filter(call -> call.equals("GET /:workspace/trash"))
                        .count())
                .isLessThan(items.size());
    }

    /** A process that was frozen acts on what it knew before, and nobody has told it yet what happened since. */
    @Test
    void whatIsToBeTrashedSettlesAnewAfterASleep() {
        fixture.run();
        fixture.apply(DesiredState.TRASHED);
        fixture.process.look();
        fixture.step();
        fixture.clock.advance(Duration.ofDays(3));
        fixture.runFor(Duration.ofSeconds(4));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT))
                .as("limits.settle is five seconds")
                .isTrue();
        fixture.run();
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
    }
}

package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is about to be purged and is restored as soon as it is seen frightens nobody. */
class ReturningItemsTest {
    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();
    private final List<String> said = new ArrayList<>();
    /** Whether there was a warning, each time that this changed. */
    private final List<Boolean> warned = new ArrayList<>();

    @Test
    void aNewItemThatIsRestoredAtOnceIsNeverWarnedOf() {
        isPurgedTomorrow();
        fixture.apply(DesiredState.RESTORED);
        fixture.runFor(Duration.ofMinutes(3));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void norIsWhatLiesInSomethingThatARuleRestores() {
        ItemKey version = ItemKey.version(WorkspaceLoopFixture.PROJECT.slug(), 1);
        fixture.roboflow.create(version, fixture.clock.instant().minus(Duration.ofDays(50)), false);
        isPurgedTomorrow();
        fixture.apply(version, 1, DesiredState.RESTORED);
        fixture.rules(RuleBuilder.restore("keep", m -> m.types(ItemType.PROJECT).projects("*"))
                .build());
        for (int look = 0; look < 20; look++) {
            fixture.runFor(Duration.ofSeconds(2));
        }
        assertThat(fixture.claimStatus().observed()).isEqualTo(ObservedState.ACTIVE);
        assertThat(said).isEmpty();
    }

    @Test
    void norIsWhatIsRestoredSecondsLaterBecauseItsResourceChangedJustThen() {
        waitsForItsRestore();
        fixture.process.overtakeStarts(3);
        enforce();
        fixture.runFor(Duration.ofSeconds(20));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(said).isEmpty();
    }

    @Test
    void anObservedItemIsToldOnceAndRightAwayWhatToPaste() {
        isPurgedTomorrow();
        fixture.apply(DesiredState.OBSERVED);
        fixture.runFor(Duration.ofMinutes(3));
        assertThat(said.stream().distinct())
                .singleElement()
                .asString()
                .endsWith("To keep it: kubectl -n team patch ti detector --type=merge -p"
                        + " '{\"spec\":{\"desiredState\":\"Restored\"}}'");
    }

    @Test
    void whatCannotEvenBeStartedForAMinuteIsWarnedOfUntilItIsRestored() {
        waitsForItsRestore();
        fixture.process.overtakeStarts(8);
        enforce();
        fixture.runFor(Duration.ofSeconds(20));
        assertThat(said).isEmpty();
        fixture.runFor(Duration.ofMinutes(2));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isFalse();
        fixture.runFor(Duration.ofMinutes(5));
        assertThat(fixture.roboflow.isActive(WorkspaceLoopFixture.PROJECT)).isTrue();
        assertThat(warned).containsExactly(false, true, false);
    }

    private void waitsForItsRestore() {
        isPurgedTomorrow();
        fixture.kube.policy(WorkspaceLoopFixture.policy(Mode.PLAN));
        fixture.apply(DesiredState.RESTORED);
        fixture.runFor(Duration.ofMinutes(10));
        assertThat(said).isNotEmpty();
    }

    private void enforce() {
        fixture.kube.policy(WorkspaceLoopFixture.policy(Mode.ENFORCE));
        said.clear();
        warned.clear();
    }

    /** The project was trashed long ago, and the operator knows its Trash. */
    private void isPurgedTomorrow() {
        fixture.roboflow.trash(WorkspaceLoopFixture.PROJECT);
        fixture.clock.advance(Duration.ofDays(29).plusHours(12));
        fixture.restart(new FakeLoopListener() {
            @Override
            public void published(WorkspaceProjection projection) {
                for (ItemProjection item : projection.items().values()) {
                    item.warning().map(CleanupWarning::message).ifPresent(said::add);
                    boolean now = item.warning().isPresent();
                    if (warned.isEmpty() || warned.get(warned.size() - 1) != now) {
                        warned.add(now);
                    }
                }
            }
        });
        fixture.runFor(Duration.ofMinutes(1));
    }
}

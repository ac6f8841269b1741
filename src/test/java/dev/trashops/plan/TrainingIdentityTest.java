package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static dev.trashops.plan.testdata.WorkspaceScenario.workspace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A training is its id, whatever the version or project that it is listed with. */
class TrainingIdentityTest {
    private static final ItemKey RUN = training("cats", 2, "t1");
    private static final ItemKey ELSEWHERE = training("cats", 3, "t1");
    private static final String NAME = "cats/2/t1";
    private static final String RESTORING = "IN_TRASH RECONCILING Restoring RESTORE sent";

    private static WorkspaceScenario listed(ItemKey as, DesiredState desired) {
        return workspace().others(5).versions("cats", 1, 2, 3).inTrash(as).claim(desired, RUN);
    }

    @Test
    void oneThatIsListedWithAnotherVersionOrProjectIsTheItem() {
        for (ItemKey as : new ItemKey[] {ELSEWHERE, training("dogs", 2, "t1"), training("dogs", 7, "t1")}) {
            Plan restored = listed(as, RESTORED).plan();
            assertThat(PlanReader.of(restored, NAME)).as(as.described()).isEqualTo(RESTORING);
            assertThat(restored.actions().get(0).entry().orElseThrow().id()).isEqualTo("t1");
            assertThat(listed(as, OBSERVED).outcome(NAME)).isEqualTo("IN_TRASH READY Observed");
            assertThat(PlanReader.readiness(listed(as, OBSERVED).plan(), NAME).message())
                    .contains(as.toString());
            Plan trashed = listed(as, TRASHED).plan();
            assertThat(PlanReader.of(trashed, NAME)).isEqualTo("IN_TRASH READY Trashed");
            assertThat(trashed.actions()).isEmpty();
        }
    }

    @Test
    void itWaitsForTheVersionThatItIsListedWith() {
        WorkspaceScenario own = workspace()
                .others(5)
                .active(version("cats", 3))
                .inTrash(version("cats", 2))
                .inTrash(ELSEWHERE)
                .claim(RESTORED, RUN);
        assertThat(own.outcome(NAME)).isEqualTo(RESTORING);

        Plan other = workspace()
                .others(5)
                .active(version("cats", 2))
                .inTrash(version("cats", 3))
                .inTrash(ELSEWHERE)
                .claim(RESTORED, RUN)
                .plan();
        assertThat(PlanReader.of(other, NAME)).isEqualTo("IN_TRASH STALLED ParentInTrash RESTORE held");
        assertThat(PlanReader.readiness(other, NAME).message()).contains("with version cats/3");

        Plan ofProject = workspace()
                .others(5)
                .active(project("cats"))
                .inTrash(project("dogs"))
                .inTrash(training("dogs", 3, "t1"), e -> e.withoutParentId())
                .claim(RESTORED, RUN)
                .plan();
        assertThat(PlanReader.readiness(ofProject, NAME).message()).contains("with project dogs");
    }

    @Test
    void ofSeveralOfOneIdTheOneOfItsVersionIsMeantElseNoneIsCertain() {
        Plan one = listed(ELSEWHERE, RESTORED).inTrash(RUN).plan();
        assertThat(one.actions())
                .singleElement()
                .satisfies(action ->
                        assertThat(action.entry().orElseThrow().version()).contains(2));
        WorkspaceScenario several = listed(ELSEWHERE, RESTORED).inTrash(training("cats", 1, "t1"));
        assertThat(several.outcome(NAME)).isEqualTo("IN_TRASH STALLED IdentityAmbiguous RESTORE held");
        assertThat(PlanReader.readiness(several.plan(), NAME).message())
                .contains("restore it there")
                .doesNotContain("item.id");
    }

    @Test
    void aDeleteNeedsTheVersionToFit() {
        Plan plan = listed(ELSEWHERE, TRASHED).active(RUN).plan();
        assertThat(plan.actions()).isEmpty();
        assertThat(PlanReader.of(plan, NAME)).isEqualTo("IN_TRASH READY Trashed");
    }

    private static WorkspaceScenario restoredElsewhere(DesiredState desired, ObservedState before) {
        return workspace()
                .others(5)
                .versions("cats", 1, 2)
                .active(ELSEWHERE)
                .claim(
                        desired,
                        RUN,
                        c -> c.acknowledging(Acknowledgement.values())
                                .remembering(m -> m.trashed(NOW.minus(Duration.ofDays(5)), NOW.plus(Duration.ofDays(9)))
                                        .seen(before)
                                        .last(
                                                ActionKind.RESTORE,
                                                NOW.minusSeconds(600),
                                                Outcome.DONE,
                                                Optional.empty())));
    }

    @Test
    void onceRestoredItIsFoundInTheVersionThatItCameBackTo() {
        for (ObservedState before : new ObservedState[] {ObservedState.IN_TRASH, ObservedState.ACTIVE}) {
            Plan plan = restoredElsewhere(RESTORED, before).plan();
            assertThat(PlanReader.of(plan, NAME)).isEqualTo("ACTIVE READY Restored");
            assertThat(PlanReader.readiness(plan, NAME).message()).contains(ELSEWHERE.toString());
        }
        Plan trashing = restoredElsewhere(TRASHED, ObservedState.ACTIVE).plan();
        assertThat(PlanReader.of(trashing, NAME)).isEqualTo("ACTIVE STALLED IdentityMismatch TRASH held");
        assertThat(restoredElsewhere(OBSERVED, ObservedState.PURGED).outcome(NAME))
                .isEqualTo("PURGED READY Observed");
    }

    @Test
    void whereItCameBackToIsReadFirst() {
        WorkspaceScenario unread =
                restoredElsewhere(RESTORED, ObservedState.IN_TRASH).unread(version("cats", 1));
        assertThat(unread.outcome(NAME)).isEqualTo("ACTIVE READY Restored");
        WorkspaceScenario none = restoredElsewhere(RESTORED, ObservedState.IN_TRASH)
                .unread(version("cats", 1))
                .trainings(version("cats", 3));
        assertThat(none.outcome(NAME)).startsWith("IN_TRASH RECONCILING");
    }
}

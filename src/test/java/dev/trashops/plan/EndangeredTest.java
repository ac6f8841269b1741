package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is lost soon although nobody wants it trashed, on items and in the sums of policies. */
class EndangeredTest {
    private static final ItemKey CAT = project("cat");
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");

    private static WorkspaceScenario cat(Duration left, DesiredState desired, UnaryOperator<PolicyBuilder> policy) {
        return WorkspaceScenario.workspace()
                .inTrash(CAT, e -> e.cleanupAt(NOW.plus(left)))
                .policy(policy)
                .claim(desired, CAT);
    }

    private static Optional<Endangered> item(WorkspaceScenario given) {
        return PlanReader.view(given.plan(), "cat").endangered();
    }

    private static Endangered.Counts counts(Plan plan) {
        return PlanReader.policy(plan).trash().orElseThrow().endangered();
    }

    @ParameterizedTest
    @CsvSource({
        "P7D, ",
        "P6DT23H59M59S, WITHIN_7D",
        "P3D, WITHIN_7D",
        "P2DT23H, WITHIN_3D",
        "P1D, WITHIN_3D",
        "PT1H, WITHIN_1D",
        "PT-1H, WITHIN_1D"
    })
    void anItemSaysHowMuchTimeIsLeftWheneverItsPolicyWarns(Duration left, Endangered expected) {
        for (Duration warnBefore : new Duration[] {Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30)}) {
            WorkspaceScenario given = cat(left, OBSERVED, p -> p.warnBefore(warnBefore));
            assertThat(item(given)).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @Test
    void itAgreesWithTheWarning() {
        for (int hours = -5; hours < 7 * 24; hours += 5) {
            WorkspaceScenario given = cat(Duration.ofHours(hours), OBSERVED, p -> p);
            assertThat(item(given).map(Endangered::name))
                    .isEqualTo(PlanReader.view(given.plan(), "cat")
                            .warning()
                            .map(CleanupWarning::stage)
                            .map(CleanupWarning.Stage::name));
        }
    }

    @Test
    void whatIsToBeTrashedIsNotEndangered() {
        WorkspaceScenario given = cat(Duration.ofHours(1), TRASHED, p -> p);
        assertThat(item(given)).isEmpty();
        assertThat(counts(given.plan())).isEqualTo(Endangered.Counts.NONE);
    }

    @Test
    void whatIsBeingRestoredIsNotEndangeredAndWhatCannotBeRestoredIs() {
        WorkspaceScenario restoring = cat(Duration.ofHours(1), RESTORED, p -> p);
        assertThat(PlanReader.actions(restoring.plan())).containsExactly("RESTORE cat");
        assertThat(item(restoring)).isEmpty();
        assertThat(counts(restoring.plan())).isEqualTo(Endangered.Counts.NONE);

        for (WorkspaceScenario held : new WorkspaceScenario[] {
            cat(Duration.ofHours(1), RESTORED, PolicyBuilder::planning),
            cat(Duration.ofHours(1), RESTORED, PolicyBuilder::suspended),
            cat(Duration.ofHours(1), RESTORED, p -> p).allowed()
        }) {
            assertThat(item(held)).contains(Endangered.WITHIN_1D);
            assertThat(counts(held.plan())).isEqualTo(new Endangered.Counts(1, 1, 1));
        }
    }

    @Test
    void afterAFailedRestoreItIsEndangeredUntilItIsBackWithoutComingAndGoing() {
        WorkspaceScenario given = cat(Duration.ofHours(1), RESTORED, p -> p);
        PlanInput input = given.input();
        for (Duration until : new Duration[] {Duration.ofSeconds(30), Duration.ofSeconds(-1)}) {
            PlannerState failed =
                    input.state().setBack(input.claims().get(0).id(), new ActionBackoff(BROKEN, NOW.plus(until), 1));
            Plan plan = Planner.plan(PlanInputEdits.state(input, failed));
            assertThat(PlanReader.view(plan, "cat").endangered()).contains(Endangered.WITHIN_1D);
        }
        assertThat(item(restored(Duration.ofSeconds(5), 1)))
                .as("done, and to be shown by the next listing")
                .isEmpty();
        assertThat(item(restored(Duration.ofSeconds(5), 2))).contains(Endangered.WITHIN_1D);
        assertThat(item(restored(Duration.ofMinutes(10), 1)))
                .as("listed all the same")
                .contains(Endangered.WITHIN_1D);
    }

    /** The operator restored it then, and no listing has shown it. */
    private static WorkspaceScenario restored(Duration ago, int times) {
        return WorkspaceScenario.workspace()
                .inTrash(CAT, e -> e.deletedAt(NOW.minusSeconds(900)).cleanupAt(NOW.plusSeconds(60)))
                .claim(
                        RESTORED,
                        CAT,
                        c -> c.remembering(m -> m.trashed(NOW.minusSeconds(900), NOW.plusSeconds(60))
                                .readiness(Readiness.reconciling(Reason.RESTORING, "Being restored from the Trash."))
                                .planned(ActionKind.RESTORE)
                                .last(ActionKind.RESTORE, NOW.minus(ago), LastAction.Outcome.DONE, Optional.empty())
                                .unconfirmed(times)));
    }

    @Test
    void aVersionGoesWithItsProject() {
        Plan plan = WorkspaceScenario.workspace()
                .inTrash(CAT, e -> e.cleanupAt(NOW.plus(Duration.ofDays(2))))
                .inTrash(version("cat", 1), e -> e.cleanupAt(NOW.plus(Duration.ofDays(20))))
                .claim(OBSERVED, version("cat", 2))
                .plan();
        assertThat(PlanReader.view(plan, "cat/2").endangered()).contains(Endangered.WITHIN_3D);
        assertThat(counts(plan)).as("with or without a row of its own").isEqualTo(new Endangered.Counts(0, 2, 2));
    }

    @Test
    void aPolicyCountsWhatLiesInItsScopeWhetherItHasARowOrNot() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .inTrash(CAT, e -> e.cleanupAt(NOW.plus(Duration.ofHours(3))))
                .inTrash(project("dog"), e -> e.cleanupAt(NOW.plus(Duration.ofDays(2))))
                .inTrash(workflow("eel"), e -> e.cleanupAt(NOW.plus(Duration.ofDays(6))))
                .inTrash(workflow("far"), e -> e.cleanupAt(NOW.plus(Duration.ofDays(8))))
                .inTrash(project("gnu"), e -> e.cleanupAt(NOW.plus(Duration.ofDays(6))))
                .claim(TRASHED, project("gnu"))
                .claim(OBSERVED, CAT);
        assertThat(counts(given.policy(p -> p.rules(observe("mirror", s -> s.types(PROJECT, VERSION))))
                        .plan()))
                .isEqualTo(new Endangered.Counts(1, 2, 3));
        assertThat(counts(WorkspaceScenario.workspace()
                        .inTrash(CAT, e -> e.cleanupAt(NOW.plus(Duration.ofHours(3))))
                        .inTrash(project("dog"), e -> e.cleanupAt(NOW.plus(Duration.ofDays(2))))
                        .policy(p -> p.projects("cat"))
                        .plan()))
                .isEqualTo(new Endangered.Counts(1, 1, 1));
    }

    @Test
    void itIsLookedAtAgainWhenAStageBegins() {
        WorkspaceScenario given = cat(Duration.ofDays(9), OBSERVED, p -> p.warnBefore(Duration.ofDays(8)));
        PlanInput input = given.input();
        int[] begins = {1, 2, 6, 8};
        for (int days : begins) {
            Plan plan = Planner.plan(input);
            assertThat(plan.wakeAt()).contains(NOW.plus(Duration.ofDays(days)).plusNanos(1));
            input = PlanInputEdits.now(input, plan.wakeAt().orElseThrow());
        }
        assertThat(PlanReader.view(Planner.plan(input), "cat").endangered()).contains(Endangered.WITHIN_1D);
    }
}

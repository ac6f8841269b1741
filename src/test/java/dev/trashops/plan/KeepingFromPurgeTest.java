package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.training;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who is warned of a purge is told what to type; nobody is warned of what is restored in that very pass. */
class KeepingFromPurgeTest {
    private static final Instant DUE = NOW.plus(Duration.ofHours(19)).plusSeconds(33);
    private static final Instant TRASHED_AT = DUE.minus(Duration.ofDays(30));
    private static final String KEEP_CAT =
            "kubectl -n team patch ti cat --type=merge -p '{\"spec\":{\"desiredState\":\"Restored\"}}'";

    private static WorkspaceScenario endangered() {
        return WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"), e -> e.deletedAt(TRASHED_AT).cleanupAt(DUE));
    }

    private static Optional<String> warning(WorkspaceScenario given, String name) {
        return PlanReader.view(given.plan(), name).warning().map(CleanupWarning::message);
    }

    @Test
    void anObservedItemSaysFromWhenOnAndTheCommand() {
        assertThat(warning(endangered().claim(OBSERVED, project("cat")), "cat"))
                .contains("project cat may be destroyed from 2026-06-16T07:00Z on. To keep it: " + KEEP_CAT);
    }

    @Test
    void whereMoreIsNeededThatIsSaidFirst() {
        assertThat(warning(endangered().policy(PolicyBuilder::planning).claim(OBSERVED, project("cat")), "cat"))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("restore it in the web app. To do so from here: ")
                        .contains("mode: Plan")
                        .endsWith("Then: " + KEEP_CAT));
        assertThat(warning(endangered().claim(OBSERVED, project("cat"), c -> c.deleting(DeletionPolicy.ORPHAN)), "cat"))
                .hasValueSatisfying(said -> assertThat(said).endsWith("To keep it, restore it in the web app."));
        assertThat(warning(endangered().claim(OBSERVED, project("cat"), c -> c.of("gone")), "cat"))
                .as("no policy, and nothing seen")
                .isEmpty();
    }

    @Test
    void aPartIsKeptTogetherWithWhatItLiesIn() {
        WorkspaceScenario alone = endangered().claim(OBSERVED, version("cat", 3), c -> c.named("three"));
        assertThat(warning(alone, "three"))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("To keep both: echo '{")
                        .contains("\"project\":\"cat\"")
                        .endsWith(" | kubectl -n team create -f - && " + KEEP_CAT.replace("ti cat", "ti three")));
        String row = ClaimBuilder.nameOf(RuleAction.OBSERVE, project("cat"));
        assertThat(warning(alone.child(RuleAction.OBSERVE, project("cat")), "three"))
                .hasValueSatisfying(said -> assertThat(said)
                        .endsWith("To keep both: " + KEEP_CAT.replace("ti cat", "ti " + row + " three")));
        assertThat(warning(endangered().claim(OBSERVED, training("cat", 3, "run"), c -> c.named("run")), "run"))
                .hasValueSatisfying(said -> assertThat(said).endsWith("restore both in the web app."));
    }

    @Test
    void aNameThatRoboflowGivesNeverBecomesPartOfACommand() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"), e -> e.called("'; rm -rf ~ #").cleanupAt(DUE))
                .claim(RESTORED, version("cat", 3), c -> c.pinned("id-cat"));
        assertThat(PlanReader.readiness(given.plan(), "cat/3").message())
                .contains("desiredState: Restored for that project.")
                .doesNotContain("kubectl");
        assertThat(warning(given, "cat/3"))
                .hasValueSatisfying(said -> assertThat(said).doesNotContain("kubectl"));
    }

    private static WorkspaceScenario restored(UnaryOperator<PolicyBuilder> policy, UnaryOperator<ClaimBuilder> claim) {
        return endangered().policy(policy).claim(RESTORED, project("cat"), claim);
    }

    @Test
    void oneThatIsToBeRestoredAndIsHeldSaysWhatHoldsIt() {
        assertThat(warning(restored(p -> p, ClaimBuilder::suspended), "cat"))
                .hasValueSatisfying(said -> assertThat(said)
                        .endsWith("To have it restored: kubectl -n team patch ti cat --type=merge -p"
                                + " '{\"spec\":{\"suspend\":false}}'"));
        assertThat(warning(restored(PolicyBuilder::suspended, c -> c), "cat"))
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("restore it in the web app, or let the policy act, on everything that it plans: ")
                        .endsWith("patch rtp policy --type=merge -p '{\"spec\":{\"suspend\":false}}'"));
        assertThat(warning(restored(PolicyBuilder::planning, c -> c), "cat"))
                .hasValueSatisfying(said -> assertThat(said)
                        .endsWith("patch rtp policy --type=merge -p '{\"spec\":{\"mode\":\"Enforce\"}}'"));
        WorkspaceScenario refused = restored(
                p -> p.readiness(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Put a valid key there.")), c -> c);
        assertThat(warning(refused, "cat"))
                .hasValueSatisfying(said -> assertThat(said).endsWith("not restored yet. Put a valid key there."));
    }

    @Test
    void nobodyIsWarnedOfWhatIsRestoredInThatVeryPass() {
        WorkspaceScenario given = restored(p -> p, c -> c)
                .claim(OBSERVED, project("cat"), c -> c.named("seen"))
                .claim(RESTORED, version("cat", 3))
                .claim(OBSERVED, version("cat", 4))
                .inTrash(version("cat", 5), e -> e.withParent().cleanupAt(DUE))
                .claim(OBSERVED, version("cat", 5));
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat");
        for (String name : List.of("cat", "seen", "cat/3", "cat/4")) {
            assertThat(warning(given, name)).as(name).isEmpty();
        }
        assertThat(warning(given, "cat/5"))
                .as("it was trashed by itself, and stays in the Trash")
                .isPresent();
    }

    /** Neither before the rule's own TrashedItem is there, nor while that waits for Kubernetes. */
    @Test
    void norOfWhatLiesInSomethingThatARuleIsAboutToRestore() {
        RuleBuilder keep =
                RuleBuilder.restore("keep", m -> m.types(ItemType.PROJECT).projects("cat"));
        ActionBackoff lag = new ActionBackoff(Readiness.reconciling(Reason.RESTORING, "Soon."), NOW.plusSeconds(1), 1);
        WorkspaceScenario first = endangered()
                .policy(p -> p.rules(keep))
                .claim(RESTORED, version("cat", 3), c -> c.created(NOW.minusSeconds(1)));
        WorkspaceScenario then = endangered()
                .policy(p -> p.rules(keep))
                .claim(RESTORED, version("cat", 3), c -> c.created(NOW.minusSeconds(3)))
                .child(RuleAction.RESTORE, project("cat"), c -> c.created(NOW.minusSeconds(1)));
        String row = ClaimBuilder.nameOf(RuleAction.RESTORE, project("cat"));
        for (WorkspaceScenario given : List.of(
                first, then, then.state(state -> state.setBack(new ClaimId("uid-team-" + row, "team", row), lag)))) {
            assertThat(PlanReader.readiness(given.plan(), "cat/3").reason()).isEqualTo(Reason.WAITING_FOR_PARENT);
            assertThat(warning(given, "cat/3")).isEmpty();
        }
    }

    /** Its status was written meanwhile, so the operator waits to see it as it is before it acts. */
    @Test
    void norOfWhatWaitsForKubernetesBeforeItIsRestored() {
        ActionBackoff lag = new ActionBackoff(Readiness.reconciling(Reason.RESTORING, "Soon."), NOW.plusSeconds(1), 1);
        WorkspaceScenario given = restored(p -> p, c -> c.created(NOW.minusSeconds(9)))
                .state(state -> state.setBack(new ClaimId("uid-team-cat", "team", "cat"), lag));
        assertThat(PlanReader.actions(given.plan())).isEmpty();
        assertThat(warning(given, "cat")).isEmpty();
    }

    @Test
    void theWarningComesAtOnceWhenTheRestoreFailsOrTakesTooLong() {
        ActionBackoff failed =
                new ActionBackoff(Readiness.reconciling(Reason.API_UNAVAILABLE, "Later."), NOW.plusSeconds(60), 1);
        assertThat(warning(
                        restored(p -> p, c -> c)
                                .state(state -> state.setBack(new ClaimId("uid-team-cat", "team", "cat"), failed)),
                        "cat"))
                .hasValueSatisfying(said -> assertThat(said).endsWith("It is not restored yet. Later."));
        for (Outcome outcome : List.of(Outcome.STARTED, Outcome.DONE)) {
            assertThat(warning(under(outcome, Duration.ofSeconds(5)), "cat"))
                    .as("is under way")
                    .isEmpty();
            assertThat(warning(under(outcome, Duration.ofMinutes(6)), "cat"))
                    .as("takes too long")
                    .isPresent();
        }
        assertThat(warning(under(Outcome.FAILED, Duration.ofSeconds(5)).policy(PolicyBuilder::suspended), "cat"))
                .as("has failed, and is held now")
                .isPresent();
    }

    /** A restore was sent so long ago, and no listing was begun since. */
    private static WorkspaceScenario under(Outcome outcome, Duration ago) {
        return endangered()
                .listedAt(NOW.minus(ago).minusSeconds(1))
                .claim(
                        RESTORED,
                        project("cat"),
                        c -> c.remembering(m -> m.trashed(TRASHED_AT, DUE)
                                .last(ActionKind.RESTORE, NOW.minus(ago), outcome, Optional.empty())));
    }

    /** It was about to be restored when the operator was restarted. */
    @Test
    void aRestartWarnsOnlyOfWhatCannotBeRestored() {
        Readiness starting = Readiness.reconciling(Reason.SNAPSHOT_PENDING, "Waiting for the first read.");
        Readiness down = Readiness.reconciling(Reason.API_UNAVAILABLE, "No answer.");
        UnaryOperator<ClaimBuilder> restoring = c -> c.remembering(m -> m.trashed(TRASHED_AT, DUE)
                .planned(ActionKind.RESTORE)
                .readiness(Readiness.reconciling(Reason.RESTORING, "Being restored from the Trash.")));
        assertThat(warning(blind(starting, restoring), "cat")).isEmpty();
        assertThat(warning(blind(down, restoring), "cat")).isPresent();
        assertThat(warning(
                        blind(
                                starting,
                                c -> c.remembering(m -> m.trashed(TRASHED_AT, DUE)
                                        .planned(ActionKind.RESTORE)
                                        .readiness(Readiness.stalled(Reason.SUSPENDED, "Suspended.")))),
                        "cat"))
                .isPresent();
    }

    private static WorkspaceScenario blind(Readiness policy, UnaryOperator<ClaimBuilder> claim) {
        return WorkspaceScenario.workspace()
                .unlisted()
                .policy(p -> p.unproved().readiness(policy))
                .claim(RESTORED, project("cat"), claim);
    }

    @Test
    void entriesWithoutNamesAreWarnedOfWithWhatToDoAboutThem() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(3)
                .inTrash(project("cat"), e -> e.nameless().cleanupAt(DUE))
                .claim(OBSERVED, project("cat"));
        assertThat(warning(given, "cat"))
                .hasValueSatisfying(said -> assertThat(said)
                        .startsWith(
                                "An entry of the Trash that may be project cat may be destroyed from 2026-06-16T07:00Z on. ")
                        .contains("Set item.id"));
    }

    /** Whatever is or is not read, the same words: an outage and a restart write nothing. */
    @Test
    void anOutageDoesNotChangeTheWords() {
        ItemKey item = version("cat", 3);
        for (DesiredState desired : List.of(OBSERVED, RESTORED)) {
            WorkspaceScenario given = endangered().claim(desired, item).claim(OBSERVED, project("cat"));
            Plan seen = given.plan();
            WorkspaceScenario outage = WorkspaceScenario.workspace()
                    .unlisted()
                    .projectsUnread()
                    .policy(p -> p.readiness(Readiness.reconciling(Reason.API_UNAVAILABLE, "No answer.")))
                    .claim(desired, item)
                    .claim(OBSERVED, project("cat"));
            Plan blind = Planner.plan(PlanInputEdits.next(outage.input(), seen, seen.state()));
            assertThat(PlanReader.view(blind, "cat/3").warning())
                    .isEqualTo(PlanReader.view(seen, "cat/3").warning())
                    .isPresent();
        }
    }
}

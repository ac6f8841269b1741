package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When the claims of rules go by themselves, and when they stay. */
class ChildRetirementTest {
    private static final ItemKey ITEM = version("cat", 1);
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");
    private static final RuleBuilder MIRROR = observe("mirror", s -> s.types(VERSION));
    private static final RuleBuilder SAVE = restore("save", s -> s.types(VERSION));
    private static final UnaryOperator<ClaimBuilder> PLAIN = UnaryOperator.identity();

    private static boolean retired(WorkspaceScenario given, RuleAction action) {
        return PlanReader.view(given.plan(), ClaimBuilder.nameOf(action, ITEM)).disposition() == Disposition.RETIRE;
    }

    private static WorkspaceScenario active(RuleAction action, UnaryOperator<ClaimBuilder> how, RuleBuilder... rules) {
        return WorkspaceScenario.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(rules))
                .child(action, ITEM, how);
    }

    private static WorkspaceScenario inTrash(RuleAction action, UnaryOperator<ClaimBuilder> how, RuleBuilder... rules) {
        return WorkspaceScenario.workspace()
                .versions("cat", 2, 3)
                .inTrash(ITEM)
                .policy(p -> p.rules(rules))
                .child(action, ITEM, how);
    }

    /** Neither active nor in the Trash, where it was seen before, to be purged at that time. */
    private static WorkspaceScenario gone(
            RuleAction action, Instant cleanupAt, UnaryOperator<ClaimBuilder> how, RuleBuilder... rules) {
        return WorkspaceScenario.workspace()
                .versions("cat", 2, 3)
                .policy(p -> p.rules(rules))
                .child(
                        action,
                        ITEM,
                        c -> how.apply(
                                c.remembering(m -> m.trashed(WorkspaceScenario.NOW.minusSeconds(9_000), cleanupAt))));
    }

    private static WorkspaceScenario purged(RuleAction action, UnaryOperator<ClaimBuilder> how, RuleBuilder... rules) {
        return gone(action, WorkspaceScenario.NOW.minusSeconds(9), how, rules);
    }

    private static WorkspaceScenario lost(RuleAction action, UnaryOperator<ClaimBuilder> how, RuleBuilder... rules) {
        return gone(action, WorkspaceScenario.NOW.plusSeconds(9_000), how, rules);
    }

    @Test
    void anObserveClaimGoesWhenItsItemHasLeftTheTrash() {
        assertThat(retired(inTrash(RuleAction.OBSERVE, PLAIN, MIRROR), RuleAction.OBSERVE))
                .isFalse();
        assertThat(retired(active(RuleAction.OBSERVE, PLAIN, MIRROR), RuleAction.OBSERVE))
                .isTrue();
        assertThat(retired(purged(RuleAction.OBSERVE, PLAIN, MIRROR), RuleAction.OBSERVE))
                .isTrue();
        assertThat(retired(lost(RuleAction.OBSERVE, PLAIN, MIRROR), RuleAction.OBSERVE))
                .isTrue();
    }

    @Test
    void anObserveClaimGoesWhenNoObserveRuleIsFirstAboutIt() {
        assertThat(retired(inTrash(RuleAction.OBSERVE, PLAIN), RuleAction.OBSERVE))
                .isTrue();
        assertThat(retired(inTrash(RuleAction.OBSERVE, PLAIN, SAVE, MIRROR), RuleAction.OBSERVE))
                .isTrue();
        assertThat(retired(inTrash(RuleAction.OBSERVE, PLAIN, MIRROR).claim(RESTORED, ITEM), RuleAction.OBSERVE))
                .isTrue();
    }

    @Test
    void aRestoreClaimGoesADayAfterItIsInOrder() {
        Instant dayAgo = WorkspaceScenario.NOW.minus(Duration.ofHours(24));
        UnaryOperator<ClaimBuilder> longAgo = c -> c.created(WorkspaceScenario.NOW.minus(Duration.ofDays(9)));
        UnaryOperator<ClaimBuilder> restoredThen = c ->
                longAgo.apply(c).remembering(m -> m.last(ActionKind.RESTORE, dayAgo, Outcome.DONE, Optional.empty()));
        UnaryOperator<ClaimBuilder> restoredLater = c -> longAgo.apply(c)
                .remembering(m -> m.last(ActionKind.RESTORE, dayAgo.plusSeconds(1), Outcome.DONE, Optional.empty()));

        assertThat(retired(active(RuleAction.RESTORE, longAgo, SAVE), RuleAction.RESTORE))
                .isTrue();
        assertThat(retired(active(RuleAction.RESTORE, restoredThen, SAVE), RuleAction.RESTORE))
                .isTrue();
        assertThat(retired(active(RuleAction.RESTORE, restoredLater, SAVE), RuleAction.RESTORE))
                .isFalse();
    }

    @Test
    void aRestoreClaimGoesUnrestoredWhenNoRestoreRuleMeansItsItemAnyMore() {
        WorkspaceScenario given = inTrash(RuleAction.RESTORE, PLAIN, MIRROR);
        assertThat(retired(given, RuleAction.RESTORE)).isTrue();
        assertThat(given.plan().actions()).isEmpty();
        WorkspaceScenario narrower = inTrash(RuleAction.RESTORE, PLAIN, restore("dogs", s -> s.projects("dog")));
        assertThat(retired(narrower, RuleAction.RESTORE)).isTrue();
    }

    @Test
    void aRestoreClaimStaysWhateverThePassingOfTimeMakesOfItsRule() {
        WorkspaceScenario given = inTrash(
                RuleAction.RESTORE,
                PLAIN,
                restore("fresh", s -> s.types(VERSION).deletedWithin(Duration.ofHours(1))));
        assertThat(retired(given, RuleAction.RESTORE)).isFalse();
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat/1");
    }

    @Test
    void whatWasToBeKeptAndIsGoneStaysTold() {
        assertThat(retired(purged(RuleAction.RESTORE, PLAIN, SAVE), RuleAction.RESTORE))
                .isFalse();
        assertThat(retired(lost(RuleAction.OBSERVE, c -> c.setTo(RESTORED), MIRROR), RuleAction.OBSERVE))
                .isFalse();
    }

    @Test
    void aTrashClaimGoesWhenItsItemIsPurgedLostOrNowhere() {
        assertThat(retired(inTrash(RuleAction.TRASH, PLAIN, prune(2)), RuleAction.TRASH))
                .isFalse();
        assertThat(retired(purged(RuleAction.TRASH, PLAIN, prune(2)), RuleAction.TRASH))
                .isTrue();
        assertThat(retired(lost(RuleAction.TRASH, PLAIN, prune(2)), RuleAction.TRASH))
                .isTrue();
        WorkspaceScenario missing = WorkspaceScenario.workspace()
                .versions("cat", 2)
                .policy(p -> p.rules(prune(1)))
                .child(RuleAction.TRASH, ITEM);
        assertThat(retired(missing, RuleAction.TRASH)).isTrue();
    }

    @Test
    void aTrashClaimGoesWhenNoTrashRuleIsAboutItsActiveItemAnyMore() {
        assertThat(retired(active(RuleAction.TRASH, PLAIN, prune(2)), RuleAction.TRASH))
                .isFalse();
        assertThat(retired(active(RuleAction.TRASH, PLAIN, prune(3)), RuleAction.TRASH))
                .isTrue();
        assertThat(retired(active(RuleAction.TRASH, PLAIN), RuleAction.TRASH)).isTrue();
        assertThat(retired(active(RuleAction.TRASH, PLAIN, prune(2)).claim(TRASHED, ITEM), RuleAction.TRASH))
                .isTrue();
    }

    @Test
    void whatNothingWantsAnyMoreIsNotTrashedMeanwhile() {
        WorkspaceScenario given = active(RuleAction.TRASH, PLAIN, prune(3).automatic());
        assertThat(given.outcome(ClaimBuilder.nameOf(RuleAction.TRASH, ITEM)))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void theClaimOfAVersionGoesWhenTheRulesTrashItsProject() {
        RuleBuilder projects =
                trash("old", s -> s.types(PROJECT).projects("cat").olderThan(Duration.ofDays(30)));
        assertThat(retired(active(RuleAction.TRASH, PLAIN, projects, prune(2)), RuleAction.TRASH))
                .isTrue();
    }

    @Test
    void nothingGoesAndNothingIsTrashedWhileContentsAreUnreadOrUnreadable() {
        for (WorkspaceScenario blind : new WorkspaceScenario[] {
            active(RuleAction.TRASH, PLAIN, prune(3).automatic()).unread(project("cat")),
            active(RuleAction.TRASH, PLAIN, prune(3).automatic()).unreadable(project("cat"), BROKEN),
            active(RuleAction.TRASH, PLAIN, prune(3).automatic()).projectsUnread()
        }) {
            assertThat(retired(blind, RuleAction.TRASH)).isFalse();
            assertThat(blind.plan().actions()).isEmpty();
        }
    }

    @Test
    void nothingGoesWhileThePolicyIsBlind() {
        assertThat(retired(active(RuleAction.TRASH, PLAIN).unlisted(), RuleAction.TRASH))
                .isFalse();
        WorkspaceScenario withoutLedger = WorkspaceScenario.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(prune(3)).ledgerUnread())
                .child(RuleAction.TRASH, ITEM);
        assertThat(retired(withoutLedger, RuleAction.TRASH)).isFalse();
    }

    @Test
    void nothingGoesWhileAnActionIsUnderWay() {
        WorkspaceScenario given = active(
                RuleAction.TRASH,
                c -> c.remembering(m -> m.last(
                        ActionKind.TRASH, WorkspaceScenario.NOW.minusSeconds(5), Outcome.STARTED, Optional.empty())));
        assertThat(retired(given, RuleAction.TRASH)).isFalse();
    }

    @Test
    void whatAPersonHasMadeOfItStays() {
        for (DesiredState other : new DesiredState[] {OBSERVED, RESTORED}) {
            UnaryOperator<ClaimBuilder> set =
                    c -> c.created(WorkspaceScenario.LONG_AGO).setTo(other);
            assertThat(retired(active(RuleAction.TRASH, set), RuleAction.TRASH)).isFalse();
            assertThat(retired(inTrash(RuleAction.TRASH, set), RuleAction.TRASH))
                    .isFalse();
        }
        UnaryOperator<ClaimBuilder> trashed = c -> c.setTo(TRASHED);
        assertThat(retired(inTrash(RuleAction.OBSERVE, trashed), RuleAction.OBSERVE))
                .isFalse();
        assertThat(retired(active(RuleAction.OBSERVE, trashed), RuleAction.OBSERVE))
                .isFalse();
        for (RuleAction action : RuleAction.values()) {
            UnaryOperator<ClaimBuilder> suspended =
                    c -> c.created(WorkspaceScenario.LONG_AGO).suspended();
            assertThat(retired(active(action, suspended), action)).isFalse();
            assertThat(retired(inTrash(action, suspended), action)).isFalse();
        }
    }

    @Test
    void whatAPersonHasMadeOfItOutlastsAnInventoryThatDoesNotShowItsItem() {
        for (UnaryOperator<ClaimBuilder> changed :
                List.<UnaryOperator<ClaimBuilder>>of(c -> c.setTo(OBSERVED), ClaimBuilder::suspended)) {
            WorkspaceScenario missing = WorkspaceScenario.workspace()
                    .versions("cat", 2)
                    .policy(p -> p.rules(prune(1)))
                    .child(RuleAction.TRASH, ITEM, changed);
            assertThat(retired(missing, RuleAction.TRASH)).isFalse();
            assertThat(retired(lost(RuleAction.TRASH, changed, prune(1)), RuleAction.TRASH))
                    .isFalse();
            assertThat(retired(purged(RuleAction.TRASH, changed, prune(1)), RuleAction.TRASH))
                    .isTrue();
        }
    }

    @Test
    void anObservedRowThatAPersonHadRestoredGoesADayLaterAndComesBackWithTheItem() {
        UnaryOperator<ClaimBuilder> restored =
                c -> c.created(WorkspaceScenario.NOW.minus(Duration.ofDays(2))).setTo(RESTORED);
        assertThat(retired(active(RuleAction.OBSERVE, restored, MIRROR), RuleAction.OBSERVE))
                .isTrue();
        assertThat(PlanReader.children(WorkspaceScenario.workspace()
                        .inTrash(ITEM)
                        .policy(p -> p.rules(MIRROR))
                        .plan()))
                .containsExactly("OBSERVE cat/1 by mirror");
    }

    @Test
    void whatSomebodySuspendedSaysSoAlsoWhenNoRuleWantsItAnyMore() {
        WorkspaceScenario given = active(RuleAction.TRASH, ClaimBuilder::suspended, prune(5));
        assertThat(retired(given, RuleAction.TRASH)).isFalse();
        assertThat(given.outcome(ClaimBuilder.nameOf(RuleAction.TRASH, ITEM)))
                .isEqualTo("ACTIVE STALLED Suspended TRASH held");
    }
}

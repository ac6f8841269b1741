package dev.trashops.plan;

import static dev.trashops.plan.GivenRule.observe;
import static dev.trashops.plan.GivenRule.prune;
import static dev.trashops.plan.GivenRule.restore;
import static dev.trashops.plan.GivenRule.trash;
import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** When the claims of rules go by themselves, and when they stay. */
class RetiringTest {
    private static final ItemKey ITEM = version("cat", 1);
    private static final Readiness BROKEN = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");
    private static final GivenRule MIRROR = observe("mirror", s -> s.types(VERSION));
    private static final GivenRule SAVE = restore("save", s -> s.types(VERSION));
    private static final UnaryOperator<GivenClaim> PLAIN = UnaryOperator.identity();

    private static boolean retired(Given given, RuleAction action) {
        return Told.view(given.plan(), GivenClaim.nameOf(action, ITEM)).retired();
    }

    private static Given active(RuleAction action, UnaryOperator<GivenClaim> how, GivenRule... rules) {
        return Given.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(rules))
                .child(action, ITEM, how);
    }

    private static Given inTrash(RuleAction action, UnaryOperator<GivenClaim> how, GivenRule... rules) {
        return Given.workspace()
                .versions("cat", 2, 3)
                .inTrash(ITEM)
                .policy(p -> p.rules(rules))
                .child(action, ITEM, how);
    }

    /** Neither active nor in the Trash, where it was seen before, to be purged at that time. */
    private static Given gone(RuleAction action, Instant cleanupAt, UnaryOperator<GivenClaim> how, GivenRule... rules) {
        return Given.workspace()
                .versions("cat", 2, 3)
                .policy(p -> p.rules(rules))
                .child(
                        action,
                        ITEM,
                        c -> how.apply(c.remembering(m -> m.trashed(Given.NOW.minusSeconds(9_000), cleanupAt))));
    }

    private static Given purged(RuleAction action, UnaryOperator<GivenClaim> how, GivenRule... rules) {
        return gone(action, Given.NOW.minusSeconds(9), how, rules);
    }

    private static Given lost(RuleAction action, UnaryOperator<GivenClaim> how, GivenRule... rules) {
        return gone(action, Given.NOW.plusSeconds(9_000), how, rules);
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
        Instant dayAgo = Given.NOW.minus(Duration.ofHours(24));
        UnaryOperator<GivenClaim> longAgo = c -> c.created(Given.NOW.minus(Duration.ofDays(9)));
        UnaryOperator<GivenClaim> restoredThen = c ->
                longAgo.apply(c).remembering(m -> m.last(ActionKind.RESTORE, dayAgo, Outcome.DONE, Optional.empty()));
        UnaryOperator<GivenClaim> restoredLater = c -> longAgo.apply(c)
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
        Given given = inTrash(RuleAction.RESTORE, PLAIN, MIRROR);
        assertThat(retired(given, RuleAction.RESTORE)).isTrue();
        assertThat(given.plan().actions()).isEmpty();
        Given narrower = inTrash(RuleAction.RESTORE, PLAIN, restore("dogs", s -> s.projects("dog")));
        assertThat(retired(narrower, RuleAction.RESTORE)).isTrue();
    }

    @Test
    void aRestoreClaimStaysWhateverThePassingOfTimeMakesOfItsRule() {
        Given given = inTrash(
                RuleAction.RESTORE,
                PLAIN,
                restore("fresh", s -> s.types(VERSION).deletedWithin(Duration.ofHours(1))));
        assertThat(retired(given, RuleAction.RESTORE)).isFalse();
        assertThat(Told.actions(given.plan())).containsExactly("RESTORE cat/1");
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
        Given missing = Given.workspace()
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
        Given given = active(RuleAction.TRASH, PLAIN, prune(3).automatic());
        assertThat(given.told(GivenClaim.nameOf(RuleAction.TRASH, ITEM)))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        assertThat(given.plan().actions()).isEmpty();
    }

    @Test
    void theClaimOfAVersionGoesWhenTheRulesTrashItsProject() {
        GivenRule projects = trash("old", s -> s.types(PROJECT).projects("cat").olderThan(Duration.ofDays(30)));
        assertThat(retired(active(RuleAction.TRASH, PLAIN, projects, prune(2)), RuleAction.TRASH))
                .isTrue();
    }

    @Test
    void nothingGoesAndNothingIsTrashedWhileContentsAreUnreadOrUnreadable() {
        for (Given blind : new Given[] {
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
        Given bookless = Given.workspace()
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(prune(3)).bookUnread())
                .child(RuleAction.TRASH, ITEM);
        assertThat(retired(bookless, RuleAction.TRASH)).isFalse();
    }

    @Test
    void nothingGoesWhileAnActionIsUnderWay() {
        Given given = active(
                RuleAction.TRASH,
                c -> c.remembering(
                        m -> m.last(ActionKind.TRASH, Given.NOW.minusSeconds(5), Outcome.STARTED, Optional.empty())));
        assertThat(retired(given, RuleAction.TRASH)).isFalse();
    }

    @Test
    void whatAPersonHasMadeOfItStays() {
        for (DesiredState other : new DesiredState[] {OBSERVED, RESTORED}) {
            UnaryOperator<GivenClaim> set = c -> c.created(Given.LONG_AGO).setTo(other);
            assertThat(retired(active(RuleAction.TRASH, set), RuleAction.TRASH)).isFalse();
            assertThat(retired(inTrash(RuleAction.TRASH, set), RuleAction.TRASH))
                    .isFalse();
        }
        UnaryOperator<GivenClaim> trashed = c -> c.setTo(TRASHED);
        assertThat(retired(inTrash(RuleAction.OBSERVE, trashed), RuleAction.OBSERVE))
                .isFalse();
        assertThat(retired(active(RuleAction.OBSERVE, trashed), RuleAction.OBSERVE))
                .isFalse();
        for (RuleAction action : RuleAction.values()) {
            UnaryOperator<GivenClaim> suspended = c -> c.created(Given.LONG_AGO).suspended();
            assertThat(retired(active(action, suspended), action)).isFalse();
            assertThat(retired(inTrash(action, suspended), action)).isFalse();
        }
    }

    @Test
    void whatAPersonHasMadeOfItOutlastsAnInventoryThatDoesNotShowItsItem() {
        for (UnaryOperator<GivenClaim> changed :
                List.<UnaryOperator<GivenClaim>>of(c -> c.setTo(OBSERVED), GivenClaim::suspended)) {
            Given missing = Given.workspace()
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
        UnaryOperator<GivenClaim> restored =
                c -> c.created(Given.NOW.minus(Duration.ofDays(2))).setTo(RESTORED);
        assertThat(retired(active(RuleAction.OBSERVE, restored, MIRROR), RuleAction.OBSERVE))
                .isTrue();
        assertThat(Told.children(Given.workspace()
                        .inTrash(ITEM)
                        .policy(p -> p.rules(MIRROR))
                        .plan()))
                .containsExactly("OBSERVE cat/1 by mirror");
    }

    @Test
    void whatSomebodySuspendedSaysSoAlsoWhenNoRuleWantsItAnyMore() {
        Given given = active(RuleAction.TRASH, GivenClaim::suspended, prune(5));
        assertThat(retired(given, RuleAction.TRASH)).isFalse();
        assertThat(given.told(GivenClaim.nameOf(RuleAction.TRASH, ITEM)))
                .isEqualTo("ACTIVE STALLED Suspended TRASH held");
    }
}

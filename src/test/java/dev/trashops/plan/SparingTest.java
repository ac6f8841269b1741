package dev.trashops.plan;

import static dev.trashops.plan.GivenRule.observe;
import static dev.trashops.plan.GivenRule.restore;
import static dev.trashops.plan.GivenRule.trash;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.VERSION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What people bring back after a rule has trashed it stays, and what a rule has trashed no later rule brings back. */
class SparingTest {
    private static final ItemKey ITEM = version("cat", 1);
    private static final String NAME = GivenClaim.nameOf(RuleAction.TRASH, ITEM);
    private static final String SPARED = "ACTIVE STALLED Spared TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final Instant LATELY = Given.NOW.minus(Duration.ofHours(2));
    private static final GivenRule OLD =
            trash("old", s -> s.types(VERSION).olderThan(Duration.ofDays(30))).automatic();

    private static Given given(UnaryOperator<GivenPolicy> policy, UnaryOperator<GivenClaim> claim) {
        return Given.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> policy.apply(p.rules(OLD)))
                .child(RuleAction.TRASH, ITEM, claim);
    }

    /** It sent a DELETE for the very claim. */
    private static GivenPolicy triedLately(GivenPolicy policy) {
        return policy.book(new DeletionLedger.Entry(
                ITEM, Optional.of(Given.LONG_AGO), LATELY, "uid-team-" + NAME, Optional.of("old"), Optional.empty()));
    }

    private static GivenPolicy trashedLately(GivenPolicy policy) {
        return policy.trashed(ITEM, LATELY, Optional.of("old"), Optional.empty());
    }

    @Test
    void whatNobodyBroughtBackIsTrashed() {
        assertThat(given(p -> p, c -> c).told(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatSomebodyBroughtBackIsSpared() {
        assertThat(given(p -> p, c -> c.remembering(m -> m.reached(ObservedState.IN_TRASH)))
                        .told(NAME))
                .isEqualTo(SPARED);
    }

    @Test
    void aNewClaimOfTheRuleDoesNotTrashWhatWasBroughtBack() {
        assertThat(given(SparingTest::trashedLately, c -> c).told(NAME)).isEqualTo(SPARED);
    }

    @Test
    void aNamesakeCreatedAtAnotherTimeIsNotSpared() {
        DeletionLedger.Entry namesakes = new DeletionLedger.Entry(
                ITEM,
                Optional.of(Given.LONG_AGO.minusSeconds(5)),
                LATELY,
                "uid-gone",
                Optional.of("old"),
                Optional.empty());
        assertThat(given(p -> p.book(namesakes), c -> c).told(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatCameBackBeforeItWasSeenInTheTrashIsSparedToo() {
        Given given = given(
                SparingTest::triedLately,
                c -> c.remembering(m -> m.last(ActionKind.TRASH, LATELY, Outcome.DONE, Optional.empty())));
        assertThat(given.told(NAME)).isEqualTo(SPARED);
    }

    @Test
    void whatWasOnlyTriedIsTriedAgain() {
        Given given = given(
                SparingTest::triedLately,
                c -> c.remembering(
                        m -> m.last(ActionKind.TRASH, LATELY.plusNanos(999), Outcome.FAILED, Optional.empty())));
        assertThat(given.told(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatWasTriedSeveralTimesIsTriedAgainThoughTheBookKnowsOnlyAnEarlierOne() {
        Given given = given(
                SparingTest::triedLately,
                c -> c.remembering(
                        m -> m.last(ActionKind.TRASH, LATELY.plusSeconds(60), Outcome.FAILED, Optional.empty())));
        assertThat(given.told(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whoSetsTheClaimToRestoredAndBackToTrashedMeansIt() {
        Given given = given(
                SparingTest::trashedLately,
                c -> c.generation(3)
                        .remembering(m -> m.trashedAndRestored(LATELY, LATELY.plusSeconds(60))
                                .reached(ObservedState.ACTIVE)));
        assertThat(given.told(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void aPersonsOwnClaimTrashesWhatRulesSpare() {
        Given given = Given.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> trashedLately(p.rules(OLD)))
                .claim(TRASHED, ITEM);
        assertThat(given.told("cat/1")).isEqualTo(TRASHING);
    }

    @Test
    void nothingIsTrashedBeforeTheBookIsRead() {
        assertThat(given(GivenPolicy::bookUnread, c -> c).told(NAME))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        Given person = Given.workspace().versions("cat", 1).claim(TRASHED, ITEM).policy(GivenPolicy::bookUnread);
        assertThat(person.told("cat/1")).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
    }

    @Test
    void whatARulesClaimOfAnotherPolicyTrashesIsNobodysWish() {
        Given given = given(p -> p, GivenClaim::leftOver);
        assertThat(given.told(NAME)).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(given(p -> p, c -> c.leftOver().setTo(RESTORED)).told(NAME)).isEqualTo("ACTIVE READY Restored");
    }

    private static Given trashedByTheRule(Instant deletedAt, GivenRule... rules) {
        return Given.workspace()
                .active(project("cat"))
                .inTrash(ITEM, e -> e.deletedAt(deletedAt))
                .policy(p -> trashedLately(p.rules(rules)));
    }

    @Test
    void aLaterRuleDoesNotBringBackWhatARuleHasTrashed() {
        GivenRule save = restore("save", s -> s.types(VERSION));
        GivenRule mirror = observe("mirror", s -> s.types(VERSION));

        assertThat(Told.children(
                        trashedByTheRule(LATELY.plusSeconds(3), OLD, save).plan()))
                .isEmpty();
        Given mirrored = trashedByTheRule(LATELY.plusSeconds(3), OLD, save, mirror);
        assertThat(Told.children(mirrored.plan()))
                .as("where the resource of the rule is gone, the mirror shows the item")
                .containsExactly("OBSERVE cat/1 by mirror");
        assertThat(Told.children(mirrored.child(RuleAction.TRASH, ITEM).plan())).isEmpty();
        assertThat(Told.children(
                        trashedByTheRule(LATELY.plusSeconds(3), save, OLD).plan()))
                .containsExactly("RESTORE cat/1 by save");
        assertThat(Told.children(trashedByTheRule(LATELY.plusSeconds(3), mirror, OLD, save)
                        .plan()))
                .containsExactly("OBSERVE cat/1 by mirror");
    }

    @Test
    void whatAPersonTrashedIsBroughtBack() {
        GivenRule save = restore("save", s -> s.types(VERSION));
        assertThat(Told.children(
                        trashedByTheRule(LATELY.plusSeconds(301), OLD, save).plan()))
                .containsExactly("RESTORE cat/1 by save");
        assertThat(Told.children(
                        trashedByTheRule(LATELY.minusSeconds(301), OLD, save).plan()))
                .containsExactly("RESTORE cat/1 by save");
    }

    @Test
    void whatARuleOfAnotherNameHasTrashedIsBroughtBack() {
        GivenRule renamed = trash("renamed", s -> s.types(VERSION).olderThan(Duration.ofDays(30)));
        assertThat(Told.children(trashedByTheRule(LATELY, renamed, restore("save", s -> s.types(VERSION)))
                        .plan()))
                .containsExactly("RESTORE cat/1 by save");
    }
}

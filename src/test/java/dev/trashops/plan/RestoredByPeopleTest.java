package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What people bring back after a rule has trashed it stays, and what a rule has trashed no later rule brings back. */
class RestoredByPeopleTest {
    private static final ItemKey ITEM = version("cat", 1);
    private static final String NAME = ClaimBuilder.nameOf(RuleAction.TRASH, ITEM);
    private static final String SPARED = "ACTIVE STALLED Spared TRASH held";
    private static final String TRASHING = "ACTIVE RECONCILING Trashing TRASH sent";
    private static final Instant LATELY = WorkspaceScenario.NOW.minus(Duration.ofHours(2));
    private static final RuleBuilder OLD =
            trash("old", s -> s.types(VERSION).olderThan(Duration.ofDays(30))).automatic();

    private static WorkspaceScenario given(UnaryOperator<PolicyBuilder> policy, UnaryOperator<ClaimBuilder> claim) {
        return WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> policy.apply(p.rules(OLD)))
                .child(RuleAction.TRASH, ITEM, claim);
    }

    /** It sent a DELETE for the very claim. */
    private static PolicyBuilder triedLately(PolicyBuilder policy) {
        return policy.ledger(new DeletionLedger.Entry(
                ITEM,
                Optional.of(WorkspaceScenario.LONG_AGO),
                LATELY,
                "uid-team-" + NAME,
                Optional.of("old"),
                Optional.empty()));
    }

    private static PolicyBuilder trashedLately(PolicyBuilder policy) {
        return policy.trashed(ITEM, LATELY, Optional.of("old"), Optional.empty());
    }

    @Test
    void whatNobodyBroughtBackIsTrashed() {
        assertThat(given(p -> p, c -> c).outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatSomebodyBroughtBackIsSpared() {
        assertThat(given(p -> p, c -> c.remembering(m -> m.reached(ObservedState.IN_TRASH)))
                        .outcome(NAME))
                .isEqualTo(SPARED);
    }

    @Test
    void whatWasBroughtBackAndRenamedIsSparedUnderItsNewName() {
        ItemKey before = version("kitten", 1);
        UnaryOperator<PolicyBuilder> trashed = p -> p.trashed(before, LATELY, Optional.of("old"), Optional.empty());
        assertThat(given(trashed, c -> c).outcome(NAME)).isEqualTo(SPARED);
        // The one that was trashed still has its name: the two merely have the same age.
        assertThat(given(trashed, c -> c).inTrash(before).outcome(NAME)).isEqualTo(TRASHING);
        assertThat(given(trashed, c -> c).versions("kitten", 2).outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void aNewClaimOfTheRuleDoesNotTrashWhatWasBroughtBack() {
        assertThat(given(RestoredByPeopleTest::trashedLately, c -> c).outcome(NAME))
                .isEqualTo(SPARED);
    }

    @Test
    void aNamesakeCreatedAtAnotherTimeIsNotSpared() {
        DeletionLedger.Entry namesakes = new DeletionLedger.Entry(
                ITEM,
                Optional.of(WorkspaceScenario.LONG_AGO.minusSeconds(5)),
                LATELY,
                "uid-gone",
                Optional.of("old"),
                Optional.empty());
        assertThat(given(p -> p.ledger(namesakes), c -> c).outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatCameBackBeforeItWasSeenInTheTrashIsSparedToo() {
        WorkspaceScenario given = given(
                RestoredByPeopleTest::triedLately,
                c -> c.remembering(m -> m.last(ActionKind.TRASH, LATELY, Outcome.DONE, Optional.empty())));
        assertThat(given.outcome(NAME)).isEqualTo(SPARED);
    }

    @Test
    void whatWasOnlyTriedIsTriedAgain() {
        WorkspaceScenario given = given(
                RestoredByPeopleTest::triedLately,
                c -> c.remembering(
                        m -> m.last(ActionKind.TRASH, LATELY.plusNanos(999), Outcome.FAILED, Optional.empty())));
        assertThat(given.outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whatWasTriedSeveralTimesIsTriedAgainThoughTheLedgerKnowsOnlyAnEarlierOne() {
        WorkspaceScenario given = given(
                RestoredByPeopleTest::triedLately,
                c -> c.remembering(
                        m -> m.last(ActionKind.TRASH, LATELY.plusSeconds(60), Outcome.FAILED, Optional.empty())));
        assertThat(given.outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void whoSetsTheClaimToRestoredAndBackToTrashedMeansIt() {
        WorkspaceScenario given = given(
                RestoredByPeopleTest::trashedLately,
                c -> c.generation(3)
                        .remembering(m -> m.trashedAndRestored(LATELY, LATELY.plusSeconds(60))
                                .reached(ObservedState.ACTIVE)));
        assertThat(given.outcome(NAME)).isEqualTo(TRASHING);
    }

    @Test
    void aPersonsOwnClaimTrashesWhatRulesSpare() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1)
                .policy(p -> trashedLately(p.rules(OLD)))
                .claim(TRASHED, ITEM);
        assertThat(given.outcome("cat/1")).isEqualTo(TRASHING);
    }

    @Test
    void nothingIsTrashedBeforeTheLedgerIsRead() {
        assertThat(given(PolicyBuilder::ledgerUnread, c -> c).outcome(NAME))
                .isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
        WorkspaceScenario person = WorkspaceScenario.workspace()
                .versions("cat", 1)
                .claim(TRASHED, ITEM)
                .policy(PolicyBuilder::ledgerUnread);
        assertThat(person.outcome("cat/1")).isEqualTo("ACTIVE RECONCILING SnapshotPending TRASH held");
    }

    @Test
    void whatARulesClaimOfAnotherPolicyTrashesIsNobodysWish() {
        WorkspaceScenario given = given(p -> p, ClaimBuilder::leftOver);
        assertThat(given.outcome(NAME)).isEqualTo("ACTIVE STALLED Conflict TRASH held");
        assertThat(given(p -> p, c -> c.leftOver().setTo(RESTORED)).outcome(NAME))
                .isEqualTo("ACTIVE READY Restored");
    }

    private static WorkspaceScenario trashedByTheRule(Instant deletedAt, RuleBuilder... rules) {
        return WorkspaceScenario.workspace()
                .active(project("cat"))
                .inTrash(ITEM, e -> e.deletedAt(deletedAt))
                .policy(p -> trashedLately(p.rules(rules)));
    }

    @Test
    void aLaterRuleDoesNotBringBackWhatARuleHasTrashed() {
        RuleBuilder save = restore("save", s -> s.types(VERSION));
        RuleBuilder mirror = observe("mirror", s -> s.types(VERSION));

        assertThat(PlanReader.children(
                        trashedByTheRule(LATELY.plusSeconds(3), OLD, save).plan()))
                .isEmpty();
        WorkspaceScenario mirrored = trashedByTheRule(LATELY.plusSeconds(3), OLD, save, mirror);
        assertThat(PlanReader.children(mirrored.plan()))
                .as("where the resource of the rule is gone, the mirror shows the item")
                .containsExactly("OBSERVE cat/1 by mirror");
        assertThat(PlanReader.children(mirrored.child(RuleAction.TRASH, ITEM).plan()))
                .isEmpty();
        assertThat(PlanReader.children(
                        trashedByTheRule(LATELY.plusSeconds(3), save, OLD).plan()))
                .containsExactly("RESTORE cat/1 by save");
        assertThat(PlanReader.children(trashedByTheRule(LATELY.plusSeconds(3), mirror, OLD, save)
                        .plan()))
                .containsExactly("OBSERVE cat/1 by mirror");
    }

    @Test
    void whatAPersonTrashedIsBroughtBack() {
        RuleBuilder save = restore("save", s -> s.types(VERSION));
        assertThat(PlanReader.children(
                        trashedByTheRule(LATELY.plusSeconds(301), OLD, save).plan()))
                .containsExactly("RESTORE cat/1 by save");
        assertThat(PlanReader.children(
                        trashedByTheRule(LATELY.minusSeconds(301), OLD, save).plan()))
                .containsExactly("RESTORE cat/1 by save");
    }

    @Test
    void whatARuleOfAnotherNameHasTrashedIsBroughtBack() {
        RuleBuilder renamed = trash("renamed", s -> s.types(VERSION).olderThan(Duration.ofDays(30)));
        assertThat(PlanReader.children(trashedByTheRule(LATELY, renamed, restore("save", s -> s.types(VERSION)))
                        .plan()))
                .containsExactly("RESTORE cat/1 by save");
    }
}

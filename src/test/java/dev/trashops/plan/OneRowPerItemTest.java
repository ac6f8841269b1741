package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.OBSERVED;
import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.model.ItemType.WORKFLOW;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static dev.trashops.plan.testdata.WorkspaceScenario.LONG_AGO;
import static dev.trashops.plan.testdata.WorkspaceScenario.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.ChildClaims;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An item has one row in a policy's list, whichever of its rules were about it. */
class OneRowPerItemTest {
    private static final ItemKey ITEM = version("cat", 1);
    private static final RuleBuilder MIRROR = observe("mirror", s -> s.types(PROJECT, VERSION));
    private static final RuleBuilder SAVE = restore("save", s -> s.types(VERSION));
    private static final Map<String, UnaryOperator<ClaimBuilder>> CHANGES = new TreeMap<>(Map.of(
            "restored", c -> c.setTo(RESTORED),
            "observed", c -> c.setTo(OBSERVED),
            "trashed", c -> c.setTo(TRASHED),
            "suspended", ClaimBuilder::suspended));

    private static UnaryOperator<ClaimBuilder> known(String projectId) {
        return c -> c.remembering(m -> m.id("1").parentId(projectId));
    }

    private static WorkspaceScenario inTrash(RuleBuilder... rules) {
        return WorkspaceScenario.workspace().versions("cat", 2, 3).inTrash(ITEM).policy(p -> p.rules(rules));
    }

    private static WorkspaceScenario active(RuleBuilder... rules) {
        return WorkspaceScenario.workspace().versions("cat", 1, 2, 3).policy(p -> p.rules(rules));
    }

    private static List<String> created(WorkspaceScenario given) {
        return PlanReader.children(given.plan());
    }

    private static List<RuleAction> retired(WorkspaceScenario given) {
        Plan plan = given.plan();
        return List.of(RuleAction.values()).stream()
                .filter(action -> plan.items().entrySet().stream()
                        .anyMatch(item -> item.getKey().name().equals(ClaimBuilder.nameOf(action, ITEM))
                                && item.getValue().disposition() == Disposition.RETIRE))
                .toList();
    }

    @Test
    void whatAPersonRestoredByItsRowGetsNoSecondOneFromATrashRule() {
        WorkspaceScenario given = active(prune(1), MIRROR).child(RuleAction.OBSERVE, ITEM, c -> c.setTo(RESTORED));
        assertThat(created(given)).containsExactly("TRASH cat/2 by prune");
        assertThat(retired(given)).isEmpty();
    }

    @Test
    void whatAPersonRestoredGetsNoSecondOneUnderAnotherName() {
        RuleBuilder rule = trash("old", s -> s.types(WORKFLOW).olderThan(Duration.ofDays(1)));
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(workflow("renamed"))
                .policy(p -> p.rules(rule, MIRROR))
                .child(
                        RuleAction.OBSERVE,
                        workflow("it"),
                        c -> c.setTo(RESTORED).pinned("id-renamed"));
        assertThat(created(given)).isEmpty();
        assertThat(retired(given)).isEmpty();
    }

    /** A row of that name would be taken for what the Trash lists under it, and that has one already. */
    @Test
    void whatIsCalledLikeSomethingInTheTrashThatHasARowGetsNone() {
        WorkspaceScenario given = inTrash(prune(1))
                .active(ITEM)
                .child(
                        RuleAction.TRASH,
                        version("renamed", 1),
                        c -> known("id-cat").apply(c));
        assertThat(created(given)).doesNotContain("TRASH cat/1 by prune");
        assertThat(created(inTrash(prune(1)).active(ITEM))).contains("TRASH cat/1 by prune");
    }

    @Test
    void whatWasPurgedKeepsNoNamesakeFromBeingTrashed() {
        RuleBuilder old = trash("old", s -> s.types(PROJECT).projects("cat").olderThan(Duration.ofDays(1)));
        for (RuleAction origin : List.of(RuleAction.RESTORE, RuleAction.OBSERVE)) {
            WorkspaceScenario given = WorkspaceScenario.workspace()
                    .active(project("cat"))
                    .policy(p -> p.rules(old, MIRROR))
                    .child(
                            origin,
                            project("cat"),
                            c -> c.setTo(RESTORED)
                                    .remembering(m -> m.id("id-cat")
                                            .born(LONG_AGO.minusSeconds(60))
                                            .seen(ObservedState.PURGED)));
            assertThat(created(given)).as(origin.name()).containsExactly("TRASH cat by old");
        }
    }

    @Test
    void andItsRowStaysLongerThanADayIfARuleWouldTrashItThen() {
        UnaryOperator<ClaimBuilder> restored = c -> c.created(LONG_AGO).setTo(RESTORED);
        assertThat(retired(active(prune(1), MIRROR).child(RuleAction.OBSERVE, ITEM, restored)))
                .isEmpty();
        assertThat(retired(active(prune(1), MIRROR).unread(project("cat")).child(RuleAction.OBSERVE, ITEM, restored)))
                .isEmpty();
        assertThat(retired(active(prune(3), MIRROR).child(RuleAction.OBSERVE, ITEM, restored)))
                .containsExactly(RuleAction.OBSERVE);
    }

    @Test
    void ofAPairTheOneThatAPersonHasChangedStays() {
        CHANGES.forEach((change, how) -> {
            if (!change.equals("observed")) {
                for (WorkspaceScenario given : List.of(active(prune(1), MIRROR), inTrash(prune(1), MIRROR))) {
                    given.child(RuleAction.TRASH, ITEM, known("id-cat")).child(RuleAction.OBSERVE, ITEM, how);
                    assertThat(retired(given)).as("observe row %s", change).containsExactly(RuleAction.TRASH);
                    assertThat(created(given)).doesNotContain("TRASH cat/1 by prune");
                }
            }
            if (!change.equals("trashed")) {
                WorkspaceScenario given = inTrash(prune(1), MIRROR)
                        .child(RuleAction.TRASH, ITEM, c -> known("id-cat").apply(how.apply(c)))
                        .child(RuleAction.OBSERVE, ITEM);
                assertThat(retired(given)).as("trash row %s", change).containsExactly(RuleAction.OBSERVE);
            }
        });
    }

    @Test
    void ofAPairThatNobodyHasChangedTheOneThatKnowsWhoTrashedItStays() {
        WorkspaceScenario given = inTrash(prune(1), MIRROR)
                .child(RuleAction.TRASH, ITEM, known("id-cat"))
                .child(RuleAction.OBSERVE, ITEM);
        assertThat(retired(given)).containsExactly(RuleAction.OBSERVE);
        assertThat(created(given)).doesNotContain("OBSERVE cat/1 by mirror");
    }

    @Test
    void ofAPairThatPeopleHaveBothChangedBothStay() {
        WorkspaceScenario given = inTrash(prune(1), MIRROR)
                .child(RuleAction.TRASH, ITEM, c -> known("id-cat").apply(c.setTo(OBSERVED)))
                .child(RuleAction.OBSERVE, ITEM, c -> c.setTo(RESTORED));
        assertThat(retired(given)).isEmpty();
    }

    @Test
    void aRowThatWarnsStaysBesideOneThatMayBeAboutANamesake() {
        WorkspaceScenario given = inTrash(prune(1), MIRROR)
                .child(RuleAction.TRASH, ITEM, known("id2-cat"))
                .child(RuleAction.OBSERVE, ITEM);
        assertThat(retired(given)).doesNotContain(RuleAction.OBSERVE);
        assertThat(created(inTrash(prune(1), MIRROR).child(RuleAction.TRASH, ITEM, known("id2-cat"))))
                .contains("OBSERVE cat/1 by mirror");
    }

    @Test
    void whatARuleTrashedKeepsItsRowAlsoWhenItsProjectIsRenamed() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("kitty", 2, 3)
                .inTrash(ITEM, e -> e.called("kitty"))
                .policy(p -> p.rules(prune(1), MIRROR))
                .child(RuleAction.TRASH, ITEM, known("id-cat"));
        assertThat(created(given)).doesNotContain("OBSERVE kitty/1 by mirror");
    }

    @Test
    void whatAPersonWatchesIsNotWatchedASecondTime() {
        WorkspaceScenario watched = inTrash(MIRROR).claim(OBSERVED, ITEM, known("id-cat"));
        assertThat(created(watched)).isEmpty();
        assertThat(retired(watched.child(RuleAction.OBSERVE, ITEM))).containsExactly(RuleAction.OBSERVE);
        assertThat(created(inTrash(SAVE).claim(OBSERVED, ITEM, known("id-cat"))))
                .as("what a rule wants back has a row that restores it")
                .containsExactly("RESTORE cat/1 by save");
    }

    @Test
    void aRuleThatWantsItBackHasItsRowUnlessAnotherOneRestoresItAlready() {
        for (RuleAction origin : List.of(RuleAction.TRASH, RuleAction.OBSERVE)) {
            CHANGES.forEach((change, how) -> {
                WorkspaceScenario given =
                        inTrash(SAVE).child(origin, ITEM, c -> known("id-cat").apply(how.apply(c)));
                boolean unchanged = change.equals(origin == RuleAction.TRASH ? "trashed" : "observed");
                boolean enough = !unchanged && (change.equals("restored") || change.equals("suspended"));
                assertThat(created(given).contains("RESTORE cat/1 by save"))
                        .as("%s row %s", origin, change)
                        .isEqualTo(!enough);
            });
        }
        WorkspaceScenario namesake = inTrash(SAVE)
                .child(RuleAction.TRASH, ITEM, c -> known("id2-cat").apply(c.setTo(RESTORED)));
        assertThat(created(namesake))
                .as("a row that is about another item restores nothing for this one")
                .containsExactly("RESTORE cat/1 by save");
    }

    @Test
    void theRowOfATrashRuleGoesWhereARestoreRuleHasOne() {
        WorkspaceScenario given = inTrash(SAVE, prune(1))
                .child(RuleAction.TRASH, ITEM, known("id-cat"))
                .child(RuleAction.RESTORE, ITEM);
        assertThat(retired(given)).containsExactly(RuleAction.TRASH);
        assertThat(PlanReader.actions(given.plan())).containsExactly("RESTORE cat/1");
    }

    @Test
    void whatWasTrashedSinceItWasReadIsNotTakenForActive() {
        RuleBuilder old =
                trash("old", s -> s.types(PROJECT, VERSION).projects("cat").olderThan(Duration.ofDays(1)));
        for (ItemKey trashed : List.of(ITEM, project("cat"))) {
            WorkspaceScenario stale = WorkspaceScenario.workspace()
                    .versions("cat", 1)
                    .active(project("cat"))
                    .readAt(NOW.minusSeconds(60))
                    .inTrash(trashed, e -> e.deletedAt(NOW.minusSeconds(30)))
                    .policy(p -> p.rules(trashed.equals(ITEM) ? prune(0) : old, MIRROR));
            assertThat(created(stale)).containsExactly("OBSERVE " + trashed + " by mirror");
        }
        WorkspaceScenario namesake = WorkspaceScenario.workspace()
                .active(project("cat"))
                .inTrash(project("cat"), e -> e.deletedAt(NOW.minusSeconds(30)))
                .policy(p -> p.rules(old, MIRROR));
        assertThat(created(namesake)).containsExactlyInAnyOrder("OBSERVE cat by mirror", "TRASH cat by old");
    }

    /** Whatever rows there are: after two passes nothing is created or deleted, and of unchanged ones one is left. */
    @Test
    void itComesToRestWithOneRow() {
        List<RuleBuilder[]> policies = List.of(
                new RuleBuilder[] {prune(1), MIRROR},
                new RuleBuilder[] {MIRROR, prune(1)},
                new RuleBuilder[] {SAVE, prune(1), MIRROR},
                new RuleBuilder[] {prune(1), SAVE},
                new RuleBuilder[] {MIRROR});
        List<UnaryOperator<ClaimBuilder>> all = new ArrayList<>(CHANGES.values());
        all.add(UnaryOperator.identity());
        for (RuleBuilder[] rules : policies) {
            for (UnaryOperator<ClaimBuilder> trashRow : all) {
                for (UnaryOperator<ClaimBuilder> observeRow : all) {
                    for (WorkspaceScenario given : List.of(active(rules), inTrash(rules))) {
                        given.child(RuleAction.TRASH, ITEM, c -> known("id-cat").apply(trashRow.apply(c)))
                                .child(RuleAction.OBSERVE, ITEM, observeRow);
                        assertRest(given.input());
                    }
                }
            }
        }
    }

    private static void assertRest(PlanInput first) {
        PlanInput input = first;
        for (int pass = 0; pass < 3; pass++) {
            Plan plan = Planner.plan(input);
            PlanInput next = PlanInputEdits.next(ChildClaims.once(input, plan), plan, plan.state());
            input = PlanInputEdits.claims(
                    next,
                    next.claims().stream()
                            .filter(claim -> !plan.items().containsKey(claim.id())
                                    || plan.items().get(claim.id()).disposition() != Disposition.RETIRE)
                            .toList());
        }
        Plan last = Planner.plan(input);
        assertThat(PlanReader.children(last)).isEmpty();
        assertThat(last.items().values()).noneMatch(item -> item.disposition() == Disposition.RETIRE);
        List<Claim> unchanged = input.claims().stream()
                .filter(claim -> claim.item().equals(ITEM) && !claim.spec().suspended())
                .filter(claim -> claim.spec().desired()
                        == (claim.spec().origin() == ClaimOrigin.TRASH_RULE
                                ? TRASHED
                                : claim.spec().origin() == ClaimOrigin.RESTORE_RULE ? RESTORED : OBSERVED))
                .toList();
        assertThat(unchanged).hasSizeLessThanOrEqualTo(1);
    }
}

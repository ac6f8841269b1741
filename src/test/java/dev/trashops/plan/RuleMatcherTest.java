package dev.trashops.plan;

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
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.SelectorBuilder;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which items a rule is about. */
class RuleMatcherTest {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);

    /** One of each kind in the Trash since five days ago, to be purged in twenty-five, and one of each kind active. */
    private static WorkspaceScenario ofEachKind() {
        return WorkspaceScenario.workspace()
                .inTrash(project("dog"), e -> e.by("ann"))
                .inTrash(version("cat", 1), e -> e.by("bob"))
                .inTrash(workflow("dog"), TrashEntryBuilder::sayingNothing)
                .versions("cat", 2, 3)
                .active(workflow("cat"));
    }

    private static List<String> wanted(WorkspaceScenario given, RuleBuilder... rules) {
        return PlanReader.children(given.policy(p -> p.rules(rules)).plan());
    }

    private static List<String> restored(UnaryOperator<SelectorBuilder> match) {
        return wanted(ofEachKind(), restore("r", match));
    }

    @Test
    void allThatIsSaidMustFit() {
        assertThat(restored(s -> s.types(PROJECT, VERSION))).containsExactly("RESTORE dog by r", "RESTORE cat/1 by r");
        assertThat(restored(s -> s.types(PROJECT, VERSION).projects("d*"))).containsExactly("RESTORE dog by r");
        assertThat(restored(s -> s.types(VERSION).projects("d*"))).isEmpty();
    }

    @Test
    void globsOverProjectsCoverVersionsAndLeaveOutWorkflows() {
        assertThat(restored(s -> s.projects("c?t", "d*"))).containsExactly("RESTORE dog by r", "RESTORE cat/1 by r");
        assertThat(restored(s -> s.workflows("*"))).containsExactly("RESTORE dog by r");
        assertThat(restored(s -> s.projects("cat").workflows("dog")))
                .containsExactly("RESTORE cat/1 by r", "RESTORE dog by r");
    }

    @Test
    void whoTrashedItAndWhenAndWhenItIsPurgedCanBeAskedFor() {
        assertThat(restored(s -> s.deletedBy("ann"))).containsExactly("RESTORE dog by r");
        assertThat(restored(s -> s.deletedWithin(Duration.ofDays(5)))).hasSize(2);
        assertThat(restored(s -> s.deletedWithin(Duration.ofDays(4)))).isEmpty();
        assertThat(restored(s -> s.cleanupWithin(Duration.ofDays(25)))).hasSize(2);
        assertThat(restored(s -> s.cleanupWithin(Duration.ofDays(24)))).isEmpty();
    }

    @Test
    void whatIsUnknownDoesNotMatchAndIsExcluded() {
        assertThat(restored(s -> s.types(WORKFLOW))).containsExactly("RESTORE dog by r");
        assertThat(restored(s -> s.types(WORKFLOW).deletedWithin(MONTH))).isEmpty();
        assertThat(wanted(ofEachKind(), restore("r", s -> s.types(WORKFLOW)).except(s -> s.deletedBy("ann"))))
                .isEmpty();
        assertThat(wanted(
                        ofEachKind(),
                        restore("r", s -> s.types(WORKFLOW))
                                .except(s -> s.types(PROJECT).deletedBy("ann"))))
                .containsExactly("RESTORE dog by r");
    }

    private static WorkspaceScenario withImages() {
        return WorkspaceScenario.workspace()
                .inTrash(project("takes"), TrashEntryBuilder::takingImages)
                .inTrash(project("keeps"))
                .inTrash(project("unsaid"), TrashEntryBuilder::sayingNothing)
                .active(project("active"));
    }

    @Test
    void whatTakesImagesAlongCanBeAskedFor() {
        assertThat(wanted(withImages(), restore("r", s -> s.cleanupDeleteImages(true))))
                .containsExactly("RESTORE takes by r");
        assertThat(wanted(withImages(), restore("r", s -> s.cleanupDeleteImages(false))))
                .containsExactly("RESTORE keeps by r");
        assertThat(wanted(withImages(), restore("r", s -> s.types(PROJECT)).except(s -> s.cleanupDeleteImages(false))))
                .containsExactly("RESTORE takes by r");
    }

    @Test
    void excludeAlwaysWins() {
        assertThat(wanted(
                        ofEachKind(),
                        restore("r", s -> s.projects("cat", "dog")).except(s -> s.projects("cat"))))
                .containsExactly("RESTORE dog by r");
    }

    @Test
    void theFirstRuleThatMatchesCounts() {
        RuleBuilder mirror = observe("mirror", s -> s.types(PROJECT));
        RuleBuilder save = restore("save", s -> s.types(PROJECT, VERSION));

        assertThat(wanted(ofEachKind(), mirror, save))
                .containsExactly("OBSERVE dog by mirror", "RESTORE cat/1 by save");
        assertThat(wanted(ofEachKind(), save, mirror)).containsExactly("RESTORE dog by save", "RESTORE cat/1 by save");
        assertThat(PlanReader.policy(
                                ofEachKind().policy(p -> p.rules(mirror, save)).plan())
                        .rules())
                .containsExactly(new RuleCounts("mirror", 1, 0, 0), new RuleCounts("save", 1, 0, 0));
    }

    @Test
    void whatTheFirstRuleExcludesIsLeftToTheNext() {
        RuleBuilder mirror = observe("mirror", s -> s.projects("*")).except(s -> s.types(PROJECT));
        assertThat(wanted(ofEachKind(), mirror, restore("save", s -> s.projects("*"))))
                .containsExactly("RESTORE dog by save", "OBSERVE cat/1 by mirror");
    }

    @Test
    void trashRulesAreAboutActiveItemsAndObserveRulesAboutTheTrash() {
        assertThat(wanted(ofEachKind(), trash("t", s -> s.types(WORKFLOW).olderThan(MONTH))))
                .containsExactly("TRASH cat by t");
        assertThat(wanted(ofEachKind(), observe("o", s -> s.types(WORKFLOW)))).containsExactly("OBSERVE dog by o");
    }

    @Test
    void anItemOutsideOfTheScopeOfThePolicyIsNoRulesBusiness() {
        WorkspaceScenario given = ofEachKind()
                .policy(p -> p.projects("dog")
                        .workflows("dog")
                        .rules(
                                restore("r", s -> s.types(PROJECT, VERSION, WORKFLOW)),
                                prune(1),
                                trash("w", s -> s.types(WORKFLOW).olderThan(MONTH))));
        assertThat(PlanReader.children(given.plan())).containsExactly("RESTORE dog by r", "RESTORE dog by r");
    }

    @Test
    void olderThanGoesByTheDateOfCreation() {
        Instant lately = WorkspaceScenario.NOW.minus(WEEK);
        RuleBuilder old = trash("old", s -> s.types(VERSION).olderThan(WEEK));
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(version("cat", 1), Optional.of(lately.minusSeconds(1)))
                .active(version("cat", 2), Optional.of(lately))
                .active(version("cat", 3), Optional.empty());

        assertThat(wanted(given, old)).containsExactly("TRASH cat/1 by old");
    }

    @Test
    void theNewestVersionsAreKept() {
        assertThat(wanted(WorkspaceScenario.workspace().versions("cat", 1, 2, 3, 4, 9), prune(2)))
                .containsExactly("TRASH cat/1 by prune", "TRASH cat/2 by prune", "TRASH cat/3 by prune");
        assertThat(wanted(WorkspaceScenario.workspace().versions("cat", 1, 2), prune(2)))
                .isEmpty();
    }

    @Test
    void keptAreTheNewestOfAllVersionsNotOfThoseThatOtherSelectorsLeave() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1, 2)
                .active(version("cat", 3), Optional.of(WorkspaceScenario.NOW))
                .active(version("cat", 4), Optional.of(WorkspaceScenario.NOW));
        assertThat(wanted(given, prune(2))).containsExactly("TRASH cat/1 by prune", "TRASH cat/2 by prune");
    }

    @Test
    void aVersionThatIsPerhapsNotUsableKeepsNoGoodOneFromBeingKept() {
        for (Tristate known : List.of(Tristate.NO, Tristate.UNKNOWN)) {
            WorkspaceScenario given =
                    WorkspaceScenario.workspace().versions("cat", 1, 2, 3).usable(version("cat", 3), known);
            assertThat(wanted(given, prune(1))).containsExactly("TRASH cat/1 by prune");
        }
    }

    @Test
    void anUnusableVersionGoesWhenEnoughUsableOnesAreNewer() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().versions("cat", 1, 2, 3).usable(version("cat", 1), Tristate.NO);
        assertThat(wanted(given, prune(2))).containsExactly("TRASH cat/1 by prune");
    }

    @Test
    void versionsInTheTrashCountForNothing() {
        WorkspaceScenario given =
                WorkspaceScenario.workspace().versions("cat", 1, 2).inTrash(version("cat", 3));
        assertThat(wanted(given, prune(2))).isEmpty();
    }

    @Test
    void projectsAreReadOnlyWhereARuleMayBeAboutTheirVersions() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .versions("cat", 1)
                .versions("dog", 1)
                .active(project("eel"))
                .unread(project("cat"))
                .unread(project("dog"))
                .unread(project("eel"))
                .policy(p -> p.projects("cat", "eel").rules(prune(1)));

        assertThat(given.plan().reads())
                .extracting(ReadRequest::read)
                .contains(new ReadTarget.Project("cat"))
                .doesNotContain(new ReadTarget.Project("dog"), new ReadTarget.Project("eel"));
    }
}

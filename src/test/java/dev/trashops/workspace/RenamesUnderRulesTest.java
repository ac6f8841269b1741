package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.testdata.SelectorBuilder;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the loop says of renames that take things out of the reach of rules, while nobody has written a resource for them. */
class RenamesUnderRulesTest {
    private static final Duration NOTICED = Duration.ofMinutes(12);
    private static final ItemKey DETECTION = ItemKey.project("detection");
    private static final ItemKey FIRST = ItemKey.version("detection", 1);

    private final WorkspaceLoopFixture fixture = new WorkspaceLoopFixture();

    RenamesUnderRulesTest() {
        fixture.roboflow.create(DETECTION, fixture.clock.instant(), false);
    }

    private static Selector selector(UnaryOperator<SelectorBuilder> how) {
        return how.apply(new SelectorBuilder()).build();
    }

    private static Rule restore(UnaryOperator<SelectorBuilder> match) {
        return new Rule("keep", RuleAction.RESTORE, selector(match), Optional.empty(), Set.of(), Approval.REQUIRED);
    }

    private static Rule prune(UnaryOperator<SelectorBuilder> match, Optional<Selector> exclude) {
        return new Rule(
                "prune",
                RuleAction.TRASH,
                selector(s -> match.apply(s.versions().keepLast(1))),
                exclude,
                Set.of(),
                Approval.AUTOMATIC);
    }

    private void started(Rule... rules) {
        fixture.rules(rules);
        fixture.runFor(NOTICED);
        assertThat(notice().map(Notice::reason)).isNotEqualTo(Optional.of("Renamed"));
    }

    private void renamed(ItemKey item, String slug) {
        assertThat(fixture.roboflow.rename(item, slug)).isTrue();
        fixture.runFor(NOTICED);
    }

    private Optional<Notice> notice() {
        return fixture.kube
                .shown(fixture.policy())
                .flatMap(shown -> shown.condition(PolicyCondition.RULES_QUESTIONABLE));
    }

    private String message() {
        assertThat(notice().map(Notice::reason)).contains("Renamed");
        return notice().orElseThrow().message();
    }

    @Test
    void aProjectThatLeavesTheReachOfARuleIsTold() {
        started(restore(s -> s.projects("detect*")));
        renamed(DETECTION, "x");
        assertThat(message()).contains("project detection was probably renamed to x");
    }

    @Test
    void itStaysWhileTheProjectIsInTheTrashWhereNoRuleRestoresIt() {
        started(restore(s -> s.projects("detect*")));
        renamed(DETECTION, "x");
        fixture.roboflow.trash(ItemKey.project("x"));
        fixture.runFor(Duration.ofHours(1));
        assertThat(message()).contains("project detection was probably renamed to x");

        fixture.roboflow.purge(fixture.roboflow.inTrash(ItemKey.project("x")).orElseThrow());
        fixture.runFor(NOTICED);
        assertThat(notice()).isEmpty();
    }

    @Test
    void itIsSaidAgainAfterARestart() {
        started(restore(s -> s.projects("detect*")));
        renamed(DETECTION, "x");
        String before = message();
        fixture.restart();
        fixture.runFor(NOTICED);
        assertThat(message()).isEqualTo(before);

        fixture.restart();
        assertThat(fixture.roboflow.rename(ItemKey.project("x"), "y")).isTrue();
        fixture.run();
        fixture.runFor(NOTICED);
        assertThat(message()).contains("project detection was probably renamed to y");

        renamed(ItemKey.project("y"), "detection");
        assertThat(notice()).isEmpty();
    }

    @Test
    void aNewProjectOfTheOldNameHidesNothing() {
        started(restore(s -> s.projects("detect*")));
        renamed(DETECTION, "x");
        fixture.roboflow.create(DETECTION, fixture.clock.instant(), false);
        fixture.runFor(NOTICED);
        assertThat(message()).contains("project detection was probably renamed to x");
    }

    @Test
    void norDoesOneThatIsCreatedRightAfterTheRename() {
        started(restore(s -> s.projects("detect*")));
        assertThat(fixture.roboflow.rename(DETECTION, "x")).isTrue();
        fixture.roboflow.create(DETECTION, fixture.clock.instant(), false);
        fixture.runFor(NOTICED);
        assertThat(message()).contains("project detection was probably renamed to x");
    }

    @Test
    void aSecondRenameIsToldFirst() {
        started(restore(s -> s.projects("detect*", "other-1*")));
        renamed(ItemKey.project("other-11"), "a");
        renamed(DETECTION, "b");
        assertThat(message())
                .contains("project detection was probably renamed to b, project other-11 was probably renamed to a. ");
    }

    @Test
    void rulesThatNameTheNewNameEndIt() {
        started(restore(s -> s.projects("detect*")));
        renamed(DETECTION, "x");
        fixture.rules(restore(s -> s.projects("detect*", "x")));
        fixture.run();
        assertThat(notice()).isEmpty();

        fixture.rules(new Rule(
                "keep",
                RuleAction.RESTORE,
                selector(s -> s.projects("detect*")),
                Optional.of(selector(s -> s.projects("?"))),
                Set.of(),
                Approval.REQUIRED));
        fixture.run();
        assertThat(message()).contains("detection");

        fixture.rules(new Rule(
                "keep",
                RuleAction.RESTORE,
                selector(s -> s.projects("detect*")),
                Optional.of(selector(s -> s.projects("x"))),
                Set.of(),
                Approval.REQUIRED));
        fixture.run();
        assertThat(notice()).isEmpty();
    }

    @Test
    void aRuleWithoutNamesLosesNothingAndReadsNothing() {
        fixture.roboflow.fail("GET /:workspace", new RoboflowFailure.Unavailable("GET"));
        started(restore(s -> s.projects("*")));
        assertThat(fixture.kube
                        .shown(fixture.policy())
                        .orElseThrow()
                        .readiness()
                        .isReady())
                .isTrue();
    }

    @Test
    void aWorkflowThatLeavesTheReachOfARuleIsTold() {
        ItemKey workflow = ItemKey.workflow("sorter");
        fixture.roboflow.create(workflow, fixture.clock.instant(), false);
        started(restore(s -> s.workflows("sort*")));
        renamed(workflow, "x");
        assertThat(message()).contains("workflow sorter was renamed to x");
    }

    private void withVersions() {
        for (int number = 1; number <= 3; number++) {
            fixture.roboflow.create(ItemKey.version("detection", number), fixture.clock.instant(), false);
        }
        for (int number = 1; number <= 20; number++) {
            fixture.roboflow.create(ItemKey.version("other-0", number), fixture.clock.instant(), false);
        }
    }

    @Test
    void whatATrashRuleExcludedIsSparedUnderItsNewNameUntilThatIsNamed() {
        withVersions();
        Optional<Selector> exclude = Optional.of(selector(s -> s.projects("detect*")));
        started(prune(s -> s.projects("detect*", "x*"), exclude));
        renamed(DETECTION, "x");
        fixture.runFor(Duration.ofHours(1));
        fixture.restart();
        fixture.runFor(Duration.ofHours(1));
        assertThat(message()).contains("project detection was probably renamed to x");
        assertThat(fixture.roboflow.mutations()).isEmpty();

        fixture.rules(prune(s -> s.projects("detect*", "x"), exclude));
        fixture.runFor(NOTICED);
        assertThat(notice()).isEmpty();
        assertThat(fixture.roboflow.mutations()).hasSize(2);
    }

    @Test
    void whatAnEarlierRuleKeptIsSparedUnderItsNewName() {
        withVersions();
        started(restore(s -> s.projects("detect*")), prune(s -> s.projects("detect*", "x*"), Optional.empty()));
        renamed(DETECTION, "x");
        fixture.runFor(Duration.ofHours(1));
        assertThat(message()).contains("project detection was probably renamed to x");
        assertThat(fixture.roboflow.isActive(FIRST.withSlug("x"))).isTrue();
    }
}

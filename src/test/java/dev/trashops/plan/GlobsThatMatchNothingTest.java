package dev.trashops.plan;

import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Globs that match nothing, because of a slip or because their time is yet to come, and those written as regular expressions. */
class GlobsThatMatchNothingTest {
    private static final String IDLE =
            "Nothing that this policy may concern, active or in the Trash, has a slug that these match now: ";

    private static WorkspaceScenario workspace(UnaryOperator<PolicyBuilder> policy) {
        return WorkspaceScenario.workspace()
                .active(project("hard-hats"))
                .inTrash(version("vests", 4))
                .active(workflow("checkout"))
                .policy(policy);
    }

    private static Optional<Notice> notice(WorkspaceScenario given) {
        return PlanReader.policy(given.plan()).condition(PolicyCondition.RULES_QUESTIONABLE);
    }

    private static String said(UnaryOperator<PolicyBuilder> policy) {
        return notice(workspace(policy)).map(Notice::message).orElse("nothing");
    }

    @Test
    void eachIsNamedWithItsPlaceAndWhatMayHaveBeenMeant() {
        assertThat(said(p -> p.projects("h*", "vests", "gone-?")
                        .workflows("*")
                        .rules(
                                restore("keep", m -> m.projects("hard-hat", "h*"))
                                        .except(m -> m.workflows("Checkout")),
                                observe("see", m -> m.types(ItemType.PROJECT)))))
                .startsWith(IDLE
                        + "gone-? (spec.scope.projects), hard-hat (rule keep, match.projects; did you mean hard-hats?),"
                        + " Checkout (rule keep, exclude.workflows; did you mean checkout?). That is in order if");
        assertThat(notice(workspace(p -> p.rules(restore("keep", m -> m.projects("prod-*")))))
                        .map(Notice::reason))
                .contains("MatchesNothing");
    }

    @Test
    void whatMatchesSomethingActiveOrInTheTrashIsNotNamed() {
        assertThat(said(p -> p.projects("hard-*", "v?sts")
                        .workflows("c*")
                        .rules(restore("keep", m -> m.projects("*").workflows("checkout")))))
                .isEqualTo("nothing");
    }

    /** A team learns nothing of what lies outside of its scope. */
    @Test
    void whatLiesOutsideOfTheScopeDoesNotExistForIt() {
        assertThat(said(p -> p.projects("h*").workflows("c*").rules(restore("keep", m -> m.projects("*ests", "*s")))))
                .contains(IDLE + "*ests (rule keep, match.projects).");
        assertThat(said(p -> p.projects("h*").workflows("c*").rules(restore("keep", m -> m.projects("vest", "*s")))))
                .doesNotContain("vests");
    }

    @Test
    void nothingIsSaidBeforeEverythingWasRead() {
        UnaryOperator<PolicyBuilder> policy = p -> p.rules(restore("keep", m -> m.projects("prod-*")));
        assertThat(notice(workspace(policy).projectsUnread())).isEmpty();
        assertThat(notice(workspace(policy).unlisted())).isEmpty();
        assertThat(notice(workspace(policy).incomplete())).isEmpty();
        assertThat(notice(workspace(policy).inTrash(project("prod-1"), e -> e.nameless()))
                        .map(Notice::reason))
                .as("that one may be called so")
                .contains("Nameless");
        assertThat(PlanReader.policy(workspace(policy).projectsUnread().plan()).rulesReviewed())
                .isFalse();
        assertThat(PlanReader.policy(workspace(policy).plan()).rulesReviewed()).isTrue();
    }

    /** It reads nothing to find that out; but what it has said must stay true. */
    @Test
    void theListIsReadAgainOnlyWhileSomethingIsSaidOfIt() {
        assertThat(reads("prod-*"))
                .contains(new ReadRequest(new ReadTarget.Projects(), Instant.MIN, Optional.of(Duration.ofMinutes(10))));
        assertThat(reads("hard-*")).noneMatch(request -> request.read().equals(new ReadTarget.Projects()));
        PlanInput input = workspace(p -> p.rules(observe("see", m -> m.projects("prod-*"))))
                .input();
        Plan unread = Planner.plan(PlanInputEdits.seen(input, input.trash(), Inventory.NOTHING));
        assertThat(unread.reads()).noneMatch(request -> request.read().equals(new ReadTarget.Projects()));
        assertThat(PlanReader.policy(unread).rulesReviewed())
                .as("nothing is on its way")
                .isTrue();
    }

    private static List<ReadRequest> reads(String glob) {
        return workspace(p -> p.rules(observe("see", m -> m.projects(glob))))
                .plan()
                .reads();
    }

    @Test
    void whatLooksLikeARegularExpressionIsSaidEvenBeforeAnythingWasRead() {
        UnaryOperator<PolicyBuilder> policy =
                p -> p.projects("hard.*").rules(restore("keep", m -> m.projects(".*ests")));
        for (WorkspaceScenario given : new WorkspaceScenario[] {
            workspace(policy).unlisted().projectsUnread(),
            workspace(policy),
            workspace(p -> policy.apply(p).unproved())
        }) {
            assertThat(notice(given)).hasValueSatisfying(found -> {
                assertThat(found.reason()).isEqualTo("RegularExpression");
                assertThat(found.message())
                        .startsWith(
                                "These look like regular expressions, and are read as globs, in which a dot is a dot: "
                                        + "hard.* (spec.scope.projects; write hard*), .*ests (rule keep, match.projects; write"
                                        + " *ests). In a glob, *");
            });
        }
    }

    @Test
    void aSlugWithADotInItIsNoRegularExpression() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .active(project("v1.2"))
                .policy(p -> p.rules(restore("keep", m -> m.projects("v1.*"))));
        assertThat(notice(given)).isEmpty();
    }

    @Test
    void aPolicyStaysReadyAndATenantWithoutAKeyLearnsOnlyWhatItsSpecTells() {
        Plan plan = workspace(p -> p.rules(restore("keep", m -> m.projects("prod-*"))))
                .plan();
        assertThat(PlanReader.policy(plan).readiness().isReady()).isTrue();
        assertThat(notice(workspace(p -> p.unproved().rules(restore("keep", m -> m.projects("prod-*"))))))
                .isEmpty();
    }
}

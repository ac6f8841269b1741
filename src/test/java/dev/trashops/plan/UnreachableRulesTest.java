package dev.trashops.plan;

import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.model.ItemType.WORKFLOW;
import static dev.trashops.plan.testdata.RuleBuilder.observe;
import static dev.trashops.plan.testdata.RuleBuilder.restore;
import static dev.trashops.plan.testdata.RuleBuilder.trash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.RandomRuleCorpus;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that can never match are named, with what is in their way, where the selectors alone prove it, and only there. */
class UnreachableRulesTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private static Optional<Notice> notice(UnaryOperator<PolicyBuilder> policy) {
        return PlanReader.policy(
                        WorkspaceScenario.workspace().unlisted().policy(policy).plan())
                .condition(PolicyCondition.RULES_QUESTIONABLE)
                .filter(found -> found.reason().equals("Unreachable"));
    }

    private static void unreachable(String why, RuleBuilder... rules) {
        assertThat(notice(p -> p.rules(rules)))
                .as("even before anything was read")
                .hasValueSatisfying(found -> assertThat(found.message())
                        .startsWith("These rules can never match anything: " + why + ". The first rule that matches"));
    }

    private static void reachable(RuleBuilder... rules) {
        assertThat(notice(p -> p.rules(rules))).isEmpty();
    }

    @Test
    void aRuleBehindOneThatMatchesAllItMatchesIsNamed() {
        unreachable(
                "save (see, before it, matches all of it first)",
                observe("see", m -> m.types(PROJECT, VERSION, WORKFLOW)),
                restore("save", m -> m.types(PROJECT).projects("prod-*").cleanupWithin(WEEK)));
        unreachable(
                "prune (keep, before it, matches all of it first)",
                restore("keep", m -> m.projects("*")),
                trash("prune", m -> m.versions().olderThan(MONTH)));
        unreachable(
                "rest (old and flows, before it, match all of it first)",
                trash("old", m -> m.versions().olderThan(WEEK)),
                trash("flows", m -> m.types(WORKFLOW).olderThan(WEEK)),
                trash("rest", m -> m.types(VERSION, WORKFLOW).olderThan(MONTH)));
        unreachable(
                "few (many, before it, matches all of it first)",
                trash("many", m -> m.versions().keepLast(3)),
                trash("few", m -> m.versions().keepLast(5).olderThan(MONTH)));
        unreachable(
                "later (sooner, before it, matches all of it first)",
                restore("sooner", m -> m.deletedWithin(MONTH)),
                observe("later", m -> m.deletedWithin(WEEK).deletedBy("ann")));
    }

    @Test
    void whatOneRuleLeavesTheNextMayMatch() {
        reachable(
                observe("see", m -> m.types(PROJECT)),
                restore("save", m -> m.projects("prod-*").cleanupWithin(WEEK)));
        reachable(observe("see", m -> m), restore("keep", m -> m.projects("prod-*")));
        reachable(trash("prune", m -> m.versions().olderThan(WEEK)), restore("keep", m -> m.projects("*")));
        reachable(
                trash("old", m -> m.versions().olderThan(MONTH)),
                trash("new", m -> m.versions().olderThan(WEEK)));
        reachable(
                trash("few", m -> m.versions().keepLast(5)),
                trash("many", m -> m.versions().keepLast(3)));
        reachable(restore("one", m -> m.projects("prod-?")), restore("all", m -> m.projects("prod-*")));
        reachable(
                restore("flows", m -> m.workflows("*")),
                restore("all", m -> m.projects("a").workflows("a")));
        reachable(restore("ann", m -> m.deletedBy("ann")), restore("all", m -> m.projects("a")));
    }

    @Test
    void whatTheFirstRuleExcludesIsLeftToTheNext() {
        reachable(
                restore("keep", m -> m.projects("*")).except(m -> m.projects("tmp-*")),
                trash("prune", m -> m.versions().projects("tmp-1").olderThan(MONTH)));
        unreachable(
                "prune (keep, before it, matches all of it first)",
                restore("keep", m -> m.projects("*")).except(m -> m.projects("tmp-*")),
                trash("prune", m -> m.versions().projects("prod-*").olderThan(MONTH)));
        unreachable(
                "prune (keep, before it, matches all of it first)",
                restore("keep", m -> m.projects("*")).except(m -> m.projects("tmp-1")),
                trash("prune", m -> m.versions().projects("tmp-*").olderThan(MONTH))
                        .except(m -> m.projects("tmp-?")));
        unreachable(
                "prune (keep, before it, matches all of it first)",
                restore("keep", m -> m.projects("*")).except(m -> m.types(WORKFLOW)),
                trash("prune", m -> m.versions().olderThan(MONTH)));
    }

    /** What a trash rule has trashed is not for Restore rules, so an Observe rule behind both may list it. */
    @Test
    void anObserveRuleListsWhatItsPolicyHasTrashed() {
        reachable(
                trash("prune", m -> m.versions().olderThan(MONTH)),
                restore("keep", m -> m.projects("*")),
                observe("see", m -> m.projects("*")));
        unreachable(
                "see (keep, before it, matches all of it first)",
                restore("keep", m -> m.projects("*")),
                trash("prune", m -> m.types(WORKFLOW).olderThan(MONTH)),
                observe("see", m -> m.projects("*")));
    }

    @Test
    void anExcludeOrAScopeMayLeaveNothing() {
        unreachable(
                "keep (its exclude leaves nothing of it)",
                restore("keep", m -> m.projects("prod-*")).except(m -> m.projects("p*")));
        reachable(restore("keep", m -> m.projects("p*")).except(m -> m.projects("prod-*")));
        assertThat(notice(p -> p.projects("team-*").rules(restore("keep", m -> m.projects("prod-*")))))
                .hasValueSatisfying(
                        found -> assertThat(found.message()).contains("keep (spec.scope has none of what it names)"));
        assertThat(notice(p -> p.projects("team-*")
                        .workflows("none")
                        .rules(restore("team", m -> m.projects("t*")), restore("all", m -> m.types(PROJECT)))))
                .as("all that there is of all of them")
                .hasValueSatisfying(found -> assertThat(found.message()).contains("all (team, before it"));
        assertThat(notice(p -> p.projects("team-*").rules(restore("keep", m -> m.projects("*")))))
                .isEmpty();
    }

    /** In thousands of workspaces, no rule that is called unreachable has ever matched anything. */
    @Test
    void whatIsCalledUnreachableMatchesNothing() {
        int[] called = {0};
        Random random = new Random(11);
        RandomRuleCorpus.everywhere((seed, input) -> {
            PlanInput mixed = PlanInputEdits.policies(input, state -> mixed(state, input, random));
            Plan plan = Planner.plan(mixed);
            plan.policies()
                    .forEach((id, view) -> view.condition(PolicyCondition.RULES_QUESTIONABLE)
                            .ifPresent(found -> {
                                for (String rule : named(found.message())) {
                                    called[0]++;
                                    assertThat(view.rules())
                                            .as(rule + " of "
                                                    + RandomRuleCorpus.policy(mixed, id)
                                                            .rules())
                                            .filteredOn(counts -> counts.name().equals(rule))
                                            .allMatch(counts -> counts.matched() == 0);
                                }
                            }));
        });
        assertThat(called[0]).isGreaterThan(100);
    }

    private static List<String> named(String message) {
        List<String> rules = new ArrayList<>();
        Matcher matcher = Pattern.compile("(rule-\\d+) \\((?:.*?, before it|its exclude|spec.scope)")
                .matcher(message);
        while (matcher.find()) {
            rules.add(matcher.group(1));
        }
        return rules;
    }

    /** With the rules of both policies, in another order. */
    private static PolicyState mixed(PolicyState state, PlanInput input, Random random) {
        List<Rule> rules = new ArrayList<>();
        for (PolicyState other : input.policies()) {
            for (Rule rule : other.policy().rules()) {
                rules.add(new Rule(
                        "rule-" + rules.size(),
                        rule.action(),
                        rule.match(),
                        rule.exclude(),
                        rule.acknowledged(),
                        rule.approval()));
            }
        }
        Collections.shuffle(rules, random);
        return PlanInputEdits.rules(state, rules);
    }
}

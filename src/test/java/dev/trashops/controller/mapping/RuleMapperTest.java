package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleMapperTest {
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void everyFieldOfARuleIsRead() {
        assertThat(rules("""
            [{name: prune, action: Trash, acknowledge: [TrainedModel, RunningTraining], approval: Automatic,
              match: {types: [Version], projects: [tmp-*], olderThan: 90d, keepLast: 5},
              exclude: {projects: ['*-gold'], olderThan: 3650d}},
             {name: save, action: Restore,
              match: {types: [Project, Workflow], projects: ['*'], workflows: [a, 'b?'], deletedBy: u1,
              deletedWithin: 1m, cleanupWithin: 30d, cleanupDeleteImages: true}}]\
            """))
                .containsExactly(
                        new Rule(
                                "prune",
                                RuleAction.TRASH,
                                new Selector(
                                        Set.of(ItemType.VERSION),
                                        Optional.of(List.of("tmp-*")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(Duration.ofDays(90)),
                                        Optional.of(5),
                                        Optional.empty()),
                                Optional.of(new Selector(
                                        Set.of(),
                                        Optional.of(List.of("*-gold")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(Duration.ofDays(3650)),
                                        Optional.empty(),
                                        Optional.empty())),
                                Set.of(Acknowledgement.TRAINED_MODEL, Acknowledgement.RUNNING_TRAINING),
                                Approval.AUTOMATIC),
                        new Rule(
                                "save",
                                RuleAction.RESTORE,
                                new Selector(
                                        Set.of(ItemType.PROJECT, ItemType.WORKFLOW),
                                        Optional.of(List.of("*")),
                                        Optional.of(List.of("a", "b?")),
                                        Optional.of("u1"),
                                        Optional.of(Duration.ofMinutes(1)),
                                        Optional.of(Duration.ofDays(30)),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(true)),
                                Optional.empty(),
                                Set.of(),
                                Approval.REQUIRED));
    }

    @Test
    void whatARuleTrashesHasToBeApprovedUnlessItSaysOtherwise() {
        assertThat(rules("[{name: a, action: Trash, match: {types: [Workflow], olderThan: 1h}}]"))
                .singleElement()
                .extracting(Rule::approval)
                .isEqualTo(Approval.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {action: Observe, match: {projects: [a]}}                                       | spec.rules[0].name is missing
        {name: Prune, action: Observe, match: {projects: [a]}}                          | spec.rules[0].name is not a valid rule name
        {name: a-, action: Observe, match: {projects: [a]}}                             | spec.rules[0].name is not a valid rule name
        {name: a234567890123456789012345678901234567890b, action: Observe, match: {projects: [a]}} | spec.rules[0].name is not a valid rule name
        {name: a, match: {projects: [a]}}                                               | spec.rules[0].action is missing
        {name: a, action: Observe}                                                      | spec.rules[0].match is missing
        {name: a, action: Observe, match: {}}                                           | spec.rules[0].match is empty
        {name: a, action: Observe, match: {types: []}}                                  | spec.rules[0].match is empty
        {name: a, action: Observe, match: {projects: [a]}, exclude: {}}                 | spec.rules[0].exclude is empty
        {name: a, action: Observe, match: {projects: []}}                               | spec.rules[0].match.projects is an empty list
        {name: a, action: Observe, match: {projects: [a/b]}}                            | spec.rules[0].match.projects has an entry that is not a valid slug or glob
        {name: a, action: Observe, match: {workflows: ['']}}                            | spec.rules[0].match.workflows has an entry that is not a valid slug or glob
        {name: a, action: Observe, match: {projects: [a]}, exclude: {projects: ['[a]']}} | spec.rules[0].exclude.projects has an entry that is not a valid slug or glob
        {name: a, action: Trash, match: {types: [Training], olderThan: 90d}} | spec.rules[0].match.types cannot have Training
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d}, exclude: {types: [Training]}} | spec.rules[0].exclude.types cannot have Training
        {name: a, action: Observe, match: {types: [Workflow], projects: [a]}}           | spec.rules[0].match.projects selects projects, versions and trainings
        {name: a, action: Observe, match: {types: [Version], workflows: [a]}}           | spec.rules[0].match.workflows selects workflows
        {name: a, action: Observe, match: {projects: [a]}, exclude: {types: [Project], workflows: [a]}} | spec.rules[0].exclude.workflows selects workflows
        {name: a, action: Observe, match: {deletedBy: 'a b'}}                           | spec.rules[0].match.deletedBy is not a valid uid
        {name: a, action: Observe, match: {deletedWithin: 59s}}                         | spec.rules[0].match.deletedWithin is out of range: write at least 1m and at most 30d.
        {name: a, action: Restore, match: {cleanupWithin: 31d}}                         | spec.rules[0].match.cleanupWithin is out of range: write at least 1m and at most 30d.
        {name: a, action: Restore, match: {cleanupWithin: soon}}                        | spec.rules[0].match.cleanupWithin is not a valid duration
        {name: a, action: Restore, match: {projects: [a], olderThan: 90d}}              | spec.rules[0].match.olderThan is only allowed with action: Trash
        {name: a, action: Restore, match: {projects: [a]}, exclude: {olderThan: 90d}}   | spec.rules[0].exclude.olderThan is only allowed with action: Trash
        {name: a, action: Observe, match: {types: [Version], keepLast: 5}}              | spec.rules[0].match.keepLast is only allowed with action: Trash
        {name: a, action: Restore, match: {projects: [a]}, acknowledge: [TrainedModel]} | spec.rules[0].acknowledge is only allowed with action: Trash
        {name: a, action: Restore, match: {projects: [a]}, approval: Automatic}         | spec.rules[0].approval is only allowed with action: Trash
        {name: a, action: Trash, match: {projects: [a], olderThan: 90d}}                | spec.rules[0].match.types is missing
        {name: a, action: Trash, match: {types: [Version]}}                             | spec.rules[0].match does not say which items are old
        {name: a, action: Trash, match: {types: [Version], olderThan: 59m}}             | spec.rules[0].match.olderThan is out of range: write at least 1h and at most 3650d.
        {name: a, action: Trash, match: {types: [Version], keepLast: 0}}                | spec.rules[0].match.keepLast is out of range: write at least 1 and at most 10000.
        {name: a, action: Trash, match: {types: [Version, Workflow], keepLast: 5}}      | spec.rules[0].match.keepLast counts the versions of a project
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d}, exclude: {keepLast: 5}} | spec.rules[0].exclude.keepLast is not allowed in exclude
        {name: a, action: Trash, match: {types: [Project], olderThan: 90d}}             | spec.rules[0].match.projects must name the projects
        {name: a, action: Trash, match: {types: [Project], projects: [a, '*'], olderThan: 90d}} | spec.rules[0].match.projects must name the projects
        {name: a, action: Trash, match: {types: [Project, Version], projects: ['??-*'], olderThan: 90d}} | spec.rules[0].match.projects must name the projects
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d, deletedBy: u1}} | spec.rules[0].match selects items in the Trash
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d, deletedWithin: 1d}} | spec.rules[0].match selects items in the Trash
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d}, exclude: {cleanupWithin: 1d}} | spec.rules[0].exclude selects items in the Trash
        {name: a, action: Trash, match: {types: [Version], olderThan: 90d, cleanupDeleteImages: false}} | spec.rules[0].match selects items in the Trash
        """)
    void aRuleThatTheSchemaRefusesIsRefused(String rule, String message) {
        assertThat(refusal("rules: [" + rule + "]")).startsWith(message);
    }

    @Test
    void theRuleThatIsRefusedIsNamedByItsPlace() {
        assertThat(refusal("rules: [{name: a, action: Observe, match: {projects: [a]}}, {name: b, action: Observe}]"))
                .startsWith("spec.rules[1].match is missing");
    }

    @Test
    void globsHoldEverythingThatSlugsHold() {
        assertThat(rules("[{name: a, action: Restore, match: {projects: ['-*', 'u.s.-*', '?.x', '--', '_']}}]"))
                .singleElement()
                .satisfies(rule ->
                        assertThat(rule.match().projects()).contains(List.of("-*", "u.s.-*", "?.x", "--", "_")));
    }

    @Test
    void twoRulesOfOneNameAndTooManyRulesAreRefused() {
        String rule = "{name: %s, action: Observe, match: {projects: [a]}}";
        assertThat(refusal("rules: [" + rule.formatted("a") + ", " + rule.formatted("a") + "]"))
                .startsWith("spec.rules has two rules named a: ");
        String many = IntStream.range(0, 51)
                .mapToObj(number -> rule.formatted("a" + number))
                .collect(Collectors.joining(", "));
        assertThat(refusal("rules: [" + many + "]")).startsWith("spec.rules has too many rules");
    }

    @Test
    void anApprovalIsReadWithItsEnd() {
        Policy policy = policy("approvedPlan: {digest: '" + DIGEST + "', until: 2026-05-01T00:00:00Z}")
                .valid()
                .orElseThrow();
        assertThat(policy.approvedPlan()).contains(new ApprovedPlan(DIGEST, Instant.parse("2026-05-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {until: 2026-05-01T00:00:00Z}                              | spec.approvedPlan.digest is missing
        {digest: 'sha256:0a', until: 2026-05-01T00:00:00Z}         | spec.approvedPlan.digest is not a valid digest
        {digest: latest, until: 2026-05-01T00:00:00Z}              | spec.approvedPlan.digest is not a valid digest
        {digest: 'DIGEST'}                                         | spec.approvedPlan.until is missing
        {digest: 'DIGEST', until: 1969-05-01T00:00:00Z}            | spec.approvedPlan.until is out of range
        """)
    void anApprovalThatTheSchemaRefusesIsRefused(String approval, String message) {
        assertThat(refusal("approvedPlan: " + approval.replace("DIGEST", DIGEST)))
                .startsWith(message);
    }

    @Test
    void whatTheStatusTellsOfThePastIsRemembered() {
        RoboflowTrashPolicy resource = ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY);
        Instant at = Instant.parse("2026-04-20T17:05:33Z");
        resource.setStatus(new RoboflowTrashPolicyStatus(
                1L,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(new RoboflowTrashPolicyStatus.PastAction(
                        at,
                        dev.trashops.api.v1alpha1.Action.Trash,
                        "version my-detector/3",
                        dev.trashops.api.v1alpha1.Outcome.Done,
                        "rule prune")),
                null,
                List.of(),
                List.of()));
        assertThat(PolicyStatusMapper.history(resource.getStatus()))
                .containsExactly(new PastAction(
                        at, ActionKind.TRASH, "version my-detector/3", LastAction.Outcome.DONE, "rule prune"));
    }

    private static List<Rule> rules(String rules) {
        return policy("rules: " + rules).valid().orElseThrow().rules();
    }

    private static String refusal(String field) {
        return policy(field) instanceof MappingResult.Refused<Policy> refused ? refused.message() : "accepted";
    }

    private static MappingResult<Policy> policy(String field) {
        return PolicyMapper.policy(ResourceFixture.policy(
                "team-a",
                "team",
                "{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}, " + field.replace("\n", " ") + "}"));
    }
}

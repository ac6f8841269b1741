package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@RealKube
class RefusedPoliciesIT {
    private static final String DURATION =
            "write one whole number and one unit, s, m, h or d; for example 30s, 5m, 24h or 7d";

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("interval: 5s", "spec.interval: Invalid value: \"5s\": the interval is at least 10s"),
                arguments("interval: soon", "spec.interval: Invalid value: \"soon\": " + DURATION),
                arguments("interval: 1.5m", "spec.interval: Invalid value: \"1.5m\": " + DURATION),
                arguments("interval: 1h30m", DURATION),
                arguments("interval: '60'", DURATION),
                arguments("interval: -1m", DURATION),
                arguments("interval: ''", DURATION),
                arguments("interval: 2d", "the interval is at most 1d"),
                arguments("interval: 0s", "the interval is at least 10s"),
                arguments("warnBefore: 23h", "spec.warnBefore: Invalid value: \"23h\": warnBefore is at least 1d"),
                arguments("warnBefore: 31d", "spec.warnBefore: Invalid value: \"31d\": warnBefore is at most 30d"),
                arguments("warnBefore: a week", DURATION),
                arguments("limits: {settle: 61m}", "spec.limits.settle: Invalid value: \"61m\": settle is at most 1h"),
                arguments("limits: {settle: 1 m}", DURATION),
                arguments(
                        "limits: {window: 59s}",
                        "spec.limits.window: Invalid value: \"59s\": the window is at least 1m"),
                arguments("limits: {window: 721h}", "the window is at most 30d"),
                arguments("limits: {maxTrashed: -1}", "should be greater than or equal to 0"),
                arguments("limits: {maxTrashed: 10001}", "should be less than or equal to 10000"),
                arguments("limits: {maxTrashedPercent: 101}", "should be less than or equal to 100"),
                arguments(
                        "mode: DryRun",
                        "spec.mode: Unsupported value: \"DryRun\": supported values: \"Enforce\"," + " \"Plan\""),
                arguments(
                        "scope: {projects: [ok-*, a/b]}",
                        "spec.scope.projects: Invalid value: 'a/b' is no slug or glob: write letters, digits, - and _, * for"
                                + " any number of characters, ? for exactly one; for example detector-*"),
                arguments("scope: {workflows: ['[ab]']}", "is no slug or glob: write letters"),
                arguments("scope: {workflows: ['']}", "is no slug or glob: write letters"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aPolicyThatCanNotBeMeantSoIsRefused(String field, String message, KubeSpace space) {
        refuses(space, Written.policyWith(field), message);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments("name: r, action: Restore", "spec.rules[0].match: Required value"),
                arguments("action: Restore, match: {projects: [a]}", "spec.rules[0].name: Required value"),
                arguments("name: r, match: {projects: [a]}", "spec.rules[0].action: Required value"),
                arguments(
                        "name: r, action: Delete, match: {projects: [a]}",
                        "spec.rules[0].action: Unsupported value: \"Delete\": supported values: \"Observe\", \"Restore\","
                                + " \"Trash\""),
                arguments(
                        "name: Prune_old, action: Restore, match: {projects: [a]}",
                        "spec.rules[0].name: Invalid value: \"Prune_old\": write a name of 1 to 40 lower-case letters,"
                                + " digits and -, beginning and ending with a letter or a digit; for example"
                                + " prune-versions"),
                arguments("name: -r, action: Restore, match: {projects: [a]}", "write a name of 1 to 40 lower-case"),
                arguments("name: r-, action: Restore, match: {projects: [a]}", "write a name of 1 to 40 lower-case"),
                arguments("name: '', action: Restore, match: {projects: [a]}", "write a name of 1 to 40 lower-case"),
                arguments(
                        "name: " + "r".repeat(41) + ", action: Restore, match: {projects: [a]}",
                        "spec.rules[0].name: Too long: may not be more than 40 bytes"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleWithoutNameActionOrMatchIsRefused(String rule, String message, KubeSpace space) {
        refuses(space, Written.policyWith("rules: [{" + rule + "}]"), message);
    }

    static Stream<Arguments> selectors() {
        String noGlob = "write at least one glob, or remove the list: an empty one fits nothing";
        return Stream.of(
                arguments(
                        "match: {}",
                        "spec.rules[0].match: Invalid value: an empty match matches nothing: write at least one selector,"
                                + " for example types: [Version]"),
                arguments(
                        "match: {types: []}",
                        "spec.rules[0].match.types: Invalid value: write Project, Version or Workflow, or remove types:"
                                + " an empty list fits nothing"),
                arguments("match: {types: [Dataset]}", "spec.rules[0].match.types[0]: Unsupported value: \"Dataset\""),
                arguments(
                        "match: {types: [Version, Version]}",
                        "spec.rules[0].match.types[1]: Duplicate value: \"Version\""),
                arguments("match: {projects: []}", "spec.rules[0].match.projects: Invalid value: " + noGlob),
                arguments("match: {workflows: []}", "spec.rules[0].match.workflows: Invalid value: " + noGlob),
                arguments(
                        "match: {projects: [ok-*, a/b]}",
                        "spec.rules[0].match.projects: Invalid value: 'a/b' is no slug or glob: write letters"),
                arguments("match: {workflows: ['[ab]']}", "'[ab]' is no slug or glob: write letters"),
                arguments(
                        "match: {types: [Workflow], projects: [a]}",
                        "spec.rules[0].match.projects: Forbidden: projects selects projects and versions, and types has"
                                + " neither: remove projects, or add Project or Version to types"),
                arguments(
                        "match: {types: [Version, Project], workflows: [a]}",
                        "spec.rules[0].match.workflows: Forbidden: workflows selects workflows, and types has none: remove"
                                + " workflows, or add Workflow to types"),
                arguments(
                        "match: {deletedBy: a person}",
                        "spec.rules[0].match.deletedBy: Invalid value: \"a person\": write the uid as the Trash listing"
                                + " shows it, without spaces"),
                arguments("match: {deletedBy: ''}", "write the uid as the Trash listing shows it"),
                arguments("match: {deletedWithin: 59s}", "deletedWithin is at least 1m"),
                arguments("match: {deletedWithin: 31d}", "deletedWithin is at most 30d"),
                arguments("match: {deletedWithin: 1h30m}", DURATION),
                arguments("match: {cleanupWithin: 0d}", "cleanupWithin is at least 1m"),
                arguments("match: {cleanupWithin: 721h}", "cleanupWithin is at most 30d"),
                arguments("match: {cleanupWithin: soon}", DURATION),
                arguments(
                        "match: {olderThan: 90d}",
                        "spec.rules[0].match.olderThan: Forbidden: olderThan is for action: Trash: remove it"),
                arguments(
                        "match: {types: [Version], keepLast: 5}",
                        "spec.rules[0].match.keepLast: Forbidden: keepLast is for action: Trash: remove it"),
                arguments(
                        "match: {projects: [a]}, exclude: {}",
                        "spec.rules[0].exclude: Invalid value: an empty exclude excludes nothing: write at least one"
                                + " selector, or remove exclude"),
                arguments(
                        "match: {projects: [a]}, exclude: {types: [Workflow], projects: [b]}",
                        "spec.rules[0].exclude.projects: Forbidden: projects selects projects and versions"),
                arguments(
                        "match: {projects: [a]}, exclude: {olderThan: 90d}",
                        "spec.rules[0].exclude.olderThan: Forbidden: olderThan is for action: Trash: remove it"),
                arguments(
                        "match: {projects: [a]}, acknowledge: [TrainedModel]",
                        "spec.rules[0].acknowledge: Forbidden: acknowledge is for action: Trash: remove it"),
                arguments(
                        "match: {projects: [a]}, approval: Required",
                        "spec.rules[0].approval: Forbidden: approval is for action: Trash, the others need none: remove"
                                + " it"));
    }

    @ParameterizedTest
    @MethodSource("selectors")
    void aRuleThatBringsBackSaysWhatCanBeToldOfTheTrash(String selectors, String message, KubeSpace space) {
        refuses(space, Written.policyWith("rules: [{name: r, action: Restore, " + selectors + "}]"), message);
    }

    static Stream<Arguments> trashing() {
        String inTrash = "Forbidden: what is to be trashed is not in the Trash: remove deletedBy, deletedWithin and"
                + " cleanupWithin";
        String letters =
                "spec.rules[0].match.projects: Invalid value: a rule that trashes projects names them: write at"
                        + " least one letter or digit in each glob, for example tmp-*";
        String versions = "spec.rules[0].match.keepLast: Forbidden: keepLast counts the versions of a project: write"
                + " types: [Version], or remove keepLast";
        return Stream.of(
                arguments(
                        "match: {olderThan: 90d}",
                        "spec.rules[0].match.types: Required value: a Trash rule says what it trashes: write types, for"
                                + " example types: [Version]"),
                arguments(
                        "match: {types: [Version], projects: [a]}",
                        "spec.rules[0].match: Required value: a Trash rule says what is old: write olderThan, keepLast or"
                                + " both, for example olderThan: 90d"),
                arguments("match: {keepLast: 5}", versions),
                arguments("match: {types: [Version, Project], projects: [a], keepLast: 5}", versions),
                arguments("match: {types: [Workflow], keepLast: 5}", versions),
                arguments("match: {types: [Version], keepLast: 0}", "should be greater than or equal to 1"),
                arguments("match: {types: [Version], keepLast: 10001}", "should be less than or equal to 10000"),
                arguments(
                        "match: {types: [Version, Project], olderThan: 90d}",
                        "spec.rules[0].match.projects: Required value: a rule that trashes projects names them: write"
                                + " projects, for example projects: [tmp-*]"),
                arguments("match: {types: [Project], olderThan: 90d, projects: ['*']}", letters),
                arguments("match: {types: [Project], olderThan: 90d, projects: [tmp-*, '?*']}", letters),
                arguments("match: {types: [Project], olderThan: 90d, projects: ['*-_']}", letters),
                arguments("match: {types: [Version], olderThan: 59m}", "olderThan is at least 1h"),
                arguments("match: {types: [Version], olderThan: 3651d}", "olderThan is at most 3650d"),
                arguments("match: {types: [Version], olderThan: 3 months}", DURATION),
                arguments("match: {types: [Version], olderThan: 90d, deletedBy: u}", "spec.rules[0].match: " + inTrash),
                arguments("match: {types: [Version], olderThan: 90d, deletedWithin: 1d}", inTrash),
                arguments("match: {types: [Version], olderThan: 90d, cleanupWithin: 1d}", inTrash),
                arguments(
                        "match: {types: [Version], olderThan: 90d}, exclude: {deletedBy: u}",
                        "spec.rules[0].exclude: " + inTrash),
                arguments("match: {types: [Version], olderThan: 90d}, exclude: {deletedWithin: 1d}", inTrash),
                arguments("match: {types: [Version], olderThan: 90d}, exclude: {cleanupWithin: 1d}", inTrash),
                arguments(
                        "match: {types: [Version], olderThan: 90d}, exclude: {keepLast: 5}",
                        "spec.rules[0].exclude.keepLast: Forbidden: write keepLast in match: it already keeps the newest"),
                arguments(
                        "match: {types: [Version], keepLast: 5}, acknowledge: [Everything]",
                        "spec.rules[0].acknowledge[0]: Unsupported value: \"Everything\""),
                arguments(
                        "match: {types: [Version], keepLast: 5}, approval: Never",
                        "spec.rules[0].approval: Unsupported value: \"Never\": supported values: \"Automatic\","
                                + " \"Required\""));
    }

    @ParameterizedTest
    @MethodSource("trashing")
    void aRuleThatTrashesSaysExactlyWhat(String selectors, String message, KubeSpace space) {
        refuses(space, Written.policyWith("rules: [{name: r, action: Trash, " + selectors + "}]"), message);
    }

    @Test
    void twoRulesOfOneNameAreRefusedByThatName(KubeSpace space) {
        refuses(
                space,
                Written.policyWith("""
                        rules: [{name: one, action: Restore, match: {projects: [a]}},
                                {name: two, action: Restore, match: {projects: [b]}},
                                {name: two, action: Observe, match: {projects: [c]}}]"""),
                "spec.rules: Invalid value: two rules are named two: give each a name of its own");
    }

    @Test
    void fiftyRulesWithAHundredLongGlobsEachAreTakenAndOneMoreIsNot(KubeSpace space) {
        String globs = numbered(100, "p" + "-".repeat(100));
        String rules = Stream.iterate(1, n -> n + 1)
                .limit(50)
                .map(n -> "{name: r" + n + ", action: Trash, match: {types: [Project], olderThan: 90d, projects: "
                        + globs + "}}")
                .toList()
                .toString();
        Written.create(space, Written.policyWith("rules: " + rules));

        refuses(
                space,
                Written.policyWith("rules: " + rules.replace("]}}]", "]}}, {name: r, action: Observe, match: {}}]")),
                "spec.rules: Too many: 51: must have at most 50 items");
        refuses(
                space,
                Written.policyWith(
                        "rules: [{name: r, action: Restore, match: {projects: " + numbered(101, "p") + "}}]"),
                "spec.rules[0].match.projects: Too many: 101: must have at most 100 items");
    }

    static Stream<Arguments> approvals() {
        String digest = "digest: 'sha256:" + "0a".repeat(32) + "'";
        String digestMessage =
                "write the digest as status.plan.digest shows it: sha256: and 64 digits and letters a to f";
        return Stream.of(
                arguments(digest, "spec.approvedPlan.until: Required value"),
                arguments("until: '2026-04-20T17:05:33Z'", "spec.approvedPlan.digest: Required value"),
                arguments(
                        "digest: latest, until: '2026-04-20T17:05:33Z'",
                        "spec.approvedPlan.digest: Invalid value: \"latest\": " + digestMessage),
                arguments("digest: 'sha256:0A', until: '2026-04-20T17:05:33Z'", digestMessage),
                arguments(
                        digest + ", until: '2026-04-20T17:05:33'",
                        "spec.approvedPlan.until: Invalid value: \"2026-04-20T17:05:33\": write a time with its zone"),
                arguments(digest + ", until: tomorrow", "write a time with its zone"));
    }

    @ParameterizedTest
    @MethodSource("approvals")
    void anApprovalOfNoPlanOrWithoutEndIsRefused(String approval, String message, KubeSpace space) {
        refuses(space, Written.policyWith("approvedPlan: {" + approval + "}"), message);
    }

    static Stream<Arguments> specs() {
        return Stream.of(
                arguments(
                        "{workspace: acme/vision, credentials: {secretKeyRef: {name: r}}}",
                        "spec.workspace: Invalid"
                                + " value: \"acme/vision\": write the slug as it stands in the address of the Roboflow app"),
                arguments("{credentials: {secretKeyRef: {name: r}}}", "spec.workspace: Required value"),
                arguments("{workspace: acme-vision}", "spec.credentials: Required value"),
                arguments("{workspace: acme-vision, credentials: {}}", "spec.credentials.secretKeyRef: Required value"),
                arguments(
                        "{workspace: acme-vision, credentials: {secretKeyRef: {name: A_b}}}",
                        "write the name of a Secret" + " in this namespace"),
                arguments(
                        "{workspace: acme-vision, credentials: {secretKeyRef: {name: r, key: 'a b'}}}",
                        "write a key of" + " the Secret, for example api-key"));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aPolicyWithoutWorkspaceOrKeyIsRefused(String spec, String message, KubeSpace space) {
        refuses(space, Written.policy(spec), message);
    }

    @Test
    void aScopeHasAtMostAHundredGlobs(KubeSpace space) {
        refuses(
                space,
                Written.policyWith("scope: {projects: " + numbered(101, "p") + "}"),
                "must have at most 100 items");
    }

    @Test
    void aPolicyNameLeavesRoomForTheNamesThatBeginWithIt(KubeSpace space) {
        refuses(
                space,
                Written.resource("RoboflowTrashPolicy", "p".repeat(53), Written.POLICY),
                "write a policy name of at most 52 characters");
        Written.create(space, Written.resource("RoboflowTrashPolicy", "p".repeat(52), Written.POLICY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval: 10s",
                "interval: 1d",
                "warnBefore: 24h",
                "warnBefore: 30d",
                "limits: {settle: 0s, window: 1m, maxTrashed: 0, maxTrashedPercent: 0}",
                "limits: {settle: 1h, window: 30d, maxTrashed: 10000, maxTrashedPercent: 100}",
                "mode: Plan, suspend: true",
                "scope: {projects: [detector-*, 'shelf-?', '*'], workflows: []}",
                "rules: []",
                "rules: [{name: 0-a, action: Observe, match: {types: [Workflow, Project], projects: ['*'], workflows: [a]}}]",
                "rules: [{name: r, action: Restore, match: {deletedWithin: 1m, cleanupWithin: 30d, deletedBy: u}}]",
                "rules: [{name: r, action: Trash, match: {types: [Version], keepLast: 1, olderThan: 1h, projects: ['*']}}]",
                "rules: [{name: r, action: Trash, match: {types: [Version], keepLast: 10000, olderThan: 3650d},"
                        + " exclude: {types: [Version], olderThan: 720d}, acknowledge: [], approval: Automatic}]",
                "rules: [{name: r, action: Trash, match: {types: [Project], olderThan: 90d, projects: [tmp-*, '*7?']}}]"
            })
    void whatIsJustWithinBoundsIsTaken(String field, KubeSpace space) {
        GenericKubernetesResource created = Written.create(space, Written.policyWith(field));
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    }

    private static String numbered(int count, String prefix) {
        return Stream.iterate(1, n -> n + 1)
                .limit(count)
                .map(n -> prefix + n)
                .toList()
                .toString();
    }

    private static void refuses(KubeSpace space, GenericKubernetesResource policy, String message) {
        assertThatThrownBy(() -> Written.create(space, policy))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }
}

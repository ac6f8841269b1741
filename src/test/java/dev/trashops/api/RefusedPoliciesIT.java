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
        String globs = Stream.iterate(1, n -> n + 1)
                .limit(101)
                .map(n -> "p" + n)
                .toList()
                .toString();
        refuses(space, Written.policyWith("scope: {projects: " + globs + "}"), "must have at most 100 items");
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
                "scope: {projects: [detector-*, 'shelf-?', '*'], workflows: []}"
            })
    void whatIsJustWithinBoundsIsTaken(String field, KubeSpace space) {
        GenericKubernetesResource created = Written.create(space, Written.policyWith(field));
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    }

    private static void refuses(KubeSpace space, GenericKubernetesResource policy, String message) {
        assertThatThrownBy(() -> Written.create(space, policy))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }
}

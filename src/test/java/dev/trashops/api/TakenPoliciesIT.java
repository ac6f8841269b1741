package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The other side of the bounds that the manifests of the folder {@code refused} overstep. */
@RealKube
class TakenPoliciesIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "region: EU",
                "interval: 10s",
                "interval: 1d",
                "warnBefore: 24h",
                "warnBefore: 30d",
                "limits: {settle: 0s, window: 1m, maxTrashed: 0, maxTrashedPercent: 0}",
                "limits: {settle: 1h, window: 30d, maxTrashed: 10000, maxTrashedPercent: 100}",
                "mode: Plan, suspend: true",
                "scope: {projects: [detector-*, 'shelf-?', '*'], workflows: []}",
                "scope: {projects: ['-*', 'u.s.-*', '--', '_?'], workflows: ['-*', '*.someone']}",
                "rules: []",
                "rules: [{name: 0-a, action: Observe, match: {types: [Workflow, Project], projects: ['*'], workflows: [a]}}]",
                "rules: [{name: r, action: Restore, match: {deletedWithin: 1m, cleanupWithin: 30d, deletedBy: u}}]",
                "rules: [{name: r, action: Trash, match: {types: [Version], keepLast: 1, olderThan: 1h, projects: ['*']}}]",
                "rules: [{name: r, action: Trash, match: {types: [Version], keepLast: 10000, olderThan: 3650d},"
                        + " exclude: {types: [Version], olderThan: 720d}, acknowledge: [], approval: Automatic}]",
                "rules: [{name: r, action: Trash, match: {types: [Project], olderThan: 90d, projects: [tmp-*, '*7?']}}]"
            })
    void whatIsJustWithinBoundsIsTaken(String field, KubeSpace space) {
        GenericKubernetesResource created = ManifestFixture.create(space, ManifestFixture.policyWith(field));
        assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void fiftyRulesWithAHundredLongGlobsEachAreTaken(KubeSpace space) {
        String globs = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> "p" + "-".repeat(100) + n)
                .toList()
                .toString();
        String rules = IntStream.rangeClosed(1, 50)
                .mapToObj(n -> "{name: r" + n + ", action: Trash, match: {types: [Project], olderThan: 90d, projects: "
                        + globs + "}}")
                .toList()
                .toString();
        assertThat(ManifestFixture.create(space, ManifestFixture.policyWith("rules: " + rules))
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ab1cd", "u.s.-coins.someone", "--", "_", "...", "images", "my-models"})
    void aWorkspaceOfEveryShapeIsTaken(String slug, KubeSpace space) {
        assertThat(ManifestFixture.create(
                                space,
                                ManifestFixture.policy(
                                        "{workspace: '" + slug + "', credentials: {secretKeyRef: {name: roboflow}}}"))
                        .getMetadata()
                        .getGeneration())
                .isEqualTo(1);
    }

    @Test
    void aPolicyNameMayHave52Characters(KubeSpace space) {
        String name = "p".repeat(52);
        assertThat(ManifestFixture.create(
                                space, ManifestFixture.resource("RoboflowTrashPolicy", name, ManifestFixture.POLICY))
                        .getMetadata()
                        .getName())
                .isEqualTo(name);
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.e2e.Chronicle.State;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What Flux makes of policies and items, by its own controller. */
@RealKube
@EnabledIfEnvironmentVariable(
        named = Flux.PROGRAM,
        matches = ".+",
        disabledReason = "needs Flux's kustomize-controller: .ci/flux builds it, and " + Flux.PROGRAM + " names it")
class FluxIT {
    private static final String API = "trashops.dev/v1alpha1";
    private static final Path EXAMPLE = Path.of("examples", "gitops", "flux", "policies-first.yaml");
    private static final Path MANIFESTS = Path.of("manifests", "gitops", "flux");
    private static final String WORKSPACE = "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[],'workflows':["
            + "{'slug':'w-1'},{'slug':'w-2'},{'slug':'w-3'},{'slug':'kept'}]}";
    private static final String ONE_AT_A_TIME = "limits: {settle: 1s, maxTrashed: 1, maxTrashedPercent: 100}";
    private static final String DONE = "True ReconciliationSucceeded";
    private static final String UNHEALTHY = "False HealthCheckFailed";
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String SUSPEND = "{\"spec\":{\"suspend\":true}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void policiesComeFirstAnApprovalFailsNothingAndWhatLeavesGitTrashesNothing(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACE);
                Product product = Product.start(space, folder, roboflow.uri());
                Flux flux = Flux.start(space, folder, team);
                Chronicle chronicle = new Chronicle(
                        space,
                        Map.of("Kustomization", Flux.KUSTOMIZATION, "RoboflowTrashPolicy", API, "TrashedItem", API))) {
            team.apply(Team.secret("acme", "key-acme"));
            Map<String, String> files = new HashMap<>();
            files.put("team-a/policies/acme.yaml", Team.policy("acme", ONE_AT_A_TIME));
            for (String item : List.of("w-1", "w-2", "w-3")) {
                files.put("team-a/items/" + item + ".yaml", Team.item(item, "acme", "workflow " + item, "Trashed"));
            }
            files.put("team-a/items/kept.yaml", Team.item("kept", "acme", "workflow kept", "Restored"));
            flux.commit(files);
            team.apply(flux.here(Files.readString(EXAMPLE).split("---\n", 2)[1], "team-a-trash", "team-a"));

            flux.awaitReadiness("team-a-trash-items", UNHEALTHY);
            assertThat(flux.message("team-a-trash-items"))
                    .contains("failed early due to stalled resources: [TrashedItem/" + space.namespace() + "/w-")
                    .contains("status: 'Failed'")
                    .doesNotContain("kept");
            assertThat(flux.readiness("team-a-trash-policies")).isEqualTo(DONE);
            assertPoliciesCameFirst(chronicle);
            assertThat(roboflow.applied()).isEmpty();

            files.put("team-a/policies/acme.yaml", Team.policy("acme", ONE_AT_A_TIME, approval(team)));
            String approved = flux.commit(files);
            flux.awaitApplied("team-a-trash-items", approved);
            assertThat(roboflow.applied())
                    .containsExactlyInAnyOrder(
                            "DELETE /acme/workflows/w-1", "DELETE /acme/workflows/w-2", "DELETE /acme/workflows/w-3");
            assertNothingFailed(chronicle, approved);

            assertWhatLeavesGitTrashesNothing(team, flux, roboflow, files);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static String approval(Team team) {
        String digest = await().atMost(Team.PATIENCE)
                .until(
                        () -> team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status.plan.digest}"),
                        found -> found.startsWith("sha256:"));
        return "approvedPlan: {digest: '%s', until: '%s'}"
                .formatted(digest, Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS));
    }

    private static void assertPoliciesCameFirst(Chronicle chronicle) {
        long inOrder = chronicle.of("Kustomization").stream()
                .filter(state -> state.name().equals("team-a-trash-policies"))
                .filter(state -> state.has("Ready", "True", "ReconciliationSucceeded"))
                .findFirst()
                .orElseThrow()
                .version();
        assertThat(chronicle.of("RoboflowTrashPolicy", inOrder))
                .singleElement()
                .matches(state -> state.has("Ready", "True", "Available"));
        assertThat(chronicle.of("TrashedItem", inOrder)).isEmpty();
        assertThat(chronicle.of("TrashedItem"))
                .as("no item is ever without the policy that came with it")
                .noneMatch(state -> state.has("Stalled", "True", "PolicyNotFound"));
    }

    private static void assertNothingFailed(Chronicle chronicle, String approved) {
        long takenIn = chronicle.of("RoboflowTrashPolicy").stream()
                .filter(state -> state.observed() == 2)
                .findFirst()
                .orElseThrow()
                .version();
        assertThat(chronicle.of("TrashedItem", takenIn))
                .as("when the policy says that it has taken in the approval")
                .hasSize(4)
                .noneMatch(State::isStalled);
        assertThat(chronicle.of("Kustomization"))
                .filteredOn(state -> state.resource()
                        .at("/status/lastAttemptedRevision")
                        .asText()
                        .equals(approved))
                .isNotEmpty()
                .noneMatch(state -> Flux.condition(state.resource(), "Ready")
                                .path("message")
                                .asText()
                                .contains("failed early")
                        && !state.has("Ready", "False", "DependencyNotReady"));
    }

    private static void assertWhatLeavesGitTrashesNothing(
            Team team, Flux flux, Roboflow roboflow, Map<String, String> files) throws Exception {
        List<String> applied = roboflow.applied();
        files.remove("team-a/items/w-1.yaml");
        files.remove("team-a/items/kept.yaml");
        flux.awaitApplied("team-a-trash-items", flux.commit(files));
        assertThat(team.items()).containsOnlyKeys("w-2", "w-3");

        Map<String, String> atRest = team.versionsAtRest(Duration.ofSeconds(2), Team.PATIENCE);
        flux.reconcile("team-a-trash-policies");
        flux.reconcile("team-a-trash-items");
        assertThat(team.versions()).as("neither Flux nor the operator writes").isEqualTo(atRest);

        team.kubectl("delete", "kustomization", "team-a-trash-items", "team-a-trash-policies");
        assertThat(team.items()).isEmpty();
        assertThat(team.policies()).isEmpty();
        assertThat(roboflow.applied()).isEqualTo(applied);
    }

    @Test
    void aBrakeHoldsIfItIsNotKubectlsOrIfFluxIsToldToLeaveItAlone(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACE);
                Product product = Product.start(space, folder, roboflow.uri());
                Flux flux = Flux.start(space, folder, team)) {
            team.apply(Team.secret("acme", "key-acme"));
            Map<String, String> files = new HashMap<>();
            files.put("all/acme.yaml", Team.policy("acme"));
            files.put("all/kept.yaml", Team.item("kept", "acme", "workflow kept", "Restored"));
            String first = flux.commit(files);
            team.apply(patched(space, flux.kustomization("all"), "health-checks.yaml"));
            flux.awaitApplied("all", first);

            team.kubectl(
                    "patch",
                    "ti",
                    "kept",
                    "--type=merge",
                    "-p",
                    "{\"spec\":{\"desiredState\":\"Trashed\",\"suspend\":true}}");
            flux.reconcile("all");
            assertThat(spec(team, "ti", "kept").path("desiredState").asText()).isEqualTo("Restored");
            assertThat(spec(team, "ti", "kept").has("suspend"))
                    .as("kubectl's brake")
                    .isFalse();

            team.kubectl("patch", "rtp", "acme", "--type=merge", "-p", SUSPEND);
            team.patch(
                    "rtp",
                    "acme",
                    "{'spec':{'approvedPlan':{'digest':'" + DIGEST + "','until':'2026-12-01T00:00:00Z'}}}");
            assertThat(spec(team, "rtp", "acme").has("approvedPlan")).isTrue();
            flux.reconcile("all");
            assertThat(isSuspended(team)).as("kubectl's brake").isFalse();
            assertThat(spec(team, "rtp", "acme").has("approvedPlan"))
                    .as("kubectl's approval")
                    .isFalse();

            String manager = "--field-manager=on-call";
            team.kubectl("patch", "rtp", "acme", "--type=merge", manager, "-p", SUSPEND);
            flux.reconcile("all");
            assertThat(isSuspended(team)).as("a brake under a name of its own").isTrue();
            team.kubectl("patch", "rtp", "acme", "--type=merge", manager, "-p", "{\"spec\":{\"suspend\":null}}");
            assertThat(isSuspended(team)).isFalse();

            String annotation = "kustomize.toolkit.fluxcd.io/reconcile";
            team.kubectl("annotate", "rtp", "acme", annotation + "=disabled");
            team.kubectl("patch", "rtp", "acme", "--type=merge", "-p", SUSPEND);
            flux.reconcile("all");
            assertThat(isSuspended(team))
                    .as("a brake on what Flux leaves alone")
                    .isTrue();
            team.kubectl("annotate", "rtp", "acme", annotation + "-");
            flux.reconcile("all");
            assertThat(isSuspended(team)).as("what Flux takes care of again").isFalse();
            assertThat(flux.readiness("all")).isEqualTo(DONE);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void whatAPersonMustMendFailsAtOnceAndWhatAPersonDecidedMayCountAsReady(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(WORKSPACE);
                Product product = Product.start(space, folder, roboflow.uri());
                Flux flux = Flux.start(space, folder, team)) {
            Map<String, String> files = new HashMap<>();
            files.put("all/acme.yaml", Team.policy("acme", "mode: Plan"));
            files.put("all/kept.yaml", Team.item("w-1", "acme", "workflow w-1", "Trashed"));
            flux.commit(files);
            team.apply(patched(space, flux.kustomization("all"), "health-checks-that-let-approvals-wait.yaml"));
            flux.awaitReadiness("all", UNHEALTHY);
            assertThat(flux.message("all"))
                    .contains("failed early due to stalled resources: [RoboflowTrashPolicy/" + space.namespace()
                            + "/acme");

            team.apply(Team.secret("acme", "key-acme"));
            flux.awaitReadiness("all", DONE);
            team.awaitItem("w-1", "Stalled PlanOnly");

            team.apply(patched(space, flux.kustomization("all"), "health-checks.yaml"));
            flux.reconcile("all");
            assertThat(flux.message("all"))
                    .contains("failed early due to stalled resources: [TrashedItem/" + space.namespace() + "/w-1");

            files.put("all/acme.yaml", Team.policy("acme"));
            flux.awaitApplied("all", flux.commit(files));
            assertThat(roboflow.applied()).containsExactly("DELETE /acme/workflows/w-1");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** A Kustomization with a patch of the manifests, as their README says. */
    private String patched(KubeSpace space, String kustomization, String patch)
            throws IOException, InterruptedException {
        Path build = Files.createTempDirectory(folder, "build");
        Files.writeString(
                build.resolve("one.yaml"),
                kustomization.replace(
                        "metadata: {", "metadata: {labels: {app.kubernetes.io/part-of: roboflow-trash}, "));
        Files.copy(MANIFESTS.resolve(patch), build.resolve("patch.yaml"));
        Files.writeString(build.resolve("kustomization.yaml"), """
            resources: [one.yaml]
            patches:
              - path: patch.yaml
                target: {kind: Kustomization, labelSelector: app.kubernetes.io/part-of=roboflow-trash}
            """);
        return space.kubectl("kustomize", build.toString());
    }

    private static JsonNode spec(Team team, String resource, String name) {
        return Roboflow.parsed(team.kubectl("get", resource, name, "-o", "json"))
                .path("spec");
    }

    private static boolean isSuspended(Team team) {
        return spec(team, "rtp", "acme").path("suspend").asBoolean();
    }
}

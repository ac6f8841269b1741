package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ChartTest {
    private static final String HOOK = "helm.sh/hook";

    @Test
    void helmFindsNothingToCriticise() {
        ProcessResult lint = Helm.run("lint", "--strict", Helm.CHART);
        assertThat(lint.out()).contains("0 chart(s) failed").doesNotContain("[WARNING]", "[ERROR]");
    }

    static List<Arguments> installs() {
        return List.of(
                Arguments.of("high-availability", List.of()),
                Arguments.of("cluster-wide", List.of("replicas=1")),
                Arguments.of("production", List.of("allow=observe")),
                Arguments.of("several-namespaces", List.of("namespaces={team-a,team-b}")),
                Arguments.of("monitoring", List.of("serviceMonitor.enabled=true", "prometheusRule.enabled=true")));
    }

    @ParameterizedTest
    @MethodSource("installs")
    void itInstallsWhatTheOverlayInstalls(String overlay, List<String> values) {
        List<HasMetadata> installed = Manifests.rendered(Manifests.overlay(overlay)).stream()
                .filter(object -> !(object instanceof Namespace))
                .toList();
        List<HasMetadata> released = Helm.rendered(values).stream()
                .filter(object -> !isHook(object) && !(object instanceof CustomResourceDefinition))
                .toList();
        assertThat(essence(released)).isEqualTo(essence(installed));
    }

    /** It can't be changed afterwards: with another one nobody could go from kustomize to Helm, or back, without a gap. */
    @Test
    void theDeploymentHasTheSelectorThatKustomizeGivesIt() {
        assertThat(selector(Helm.rendered(List.of())))
                .isEqualTo(selector(Manifests.all()))
                .containsOnlyKeys(
                        "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component");
    }

    private static Map<String, String> selector(List<HasMetadata> objects) {
        return Manifests.one(objects, Deployment.class, Manifests.NAME)
                .getSpec()
                .getSelector()
                .getMatchLabels();
    }

    @Test
    void forASingleNamespaceItGivesTheRightsOfTheOverlay() {
        assertThat(essence(Helm.rendered(List.of("namespaces={trashops-system}")).stream()
                        .filter(object -> !isHook(object) && Manifests.isAboutRights(object))
                        .toList()))
                .isEqualTo(essence(Manifests.rendered(Manifests.overlay("single-namespace")).stream()
                        .filter(Manifests::isAboutRights)
                        .toList()));
    }

    @Test
    void itsHookDoesWhatTheKustomizationForUninstallingDoes() {
        List<HasMetadata> hooks =
                Helm.rendered(List.of()).stream().filter(ChartTest::isHook).toList();
        assertThat(essence(hooks)).isEqualTo(essence(Manifests.rendered(Manifests.UNINSTALL)));
        assertThat(hooks).allSatisfy(hook -> {
            assertThat(hook.getMetadata().getAnnotations())
                    .containsEntry(HOOK, "pre-delete")
                    .containsEntry("helm.sh/hook-delete-policy", "before-hook-creation,hook-succeeded")
                    .containsEntry("helm.sh/hook-weight", hook instanceof Job ? "0" : "-10");
        });
    }

    @Test
    void itBringsTheCustomResourcesAndHelmKeepsThem() {
        List<HasMetadata> brought = Helm.rendered(List.of()).stream()
                .filter(object -> object instanceof CustomResourceDefinition)
                .toList();
        assertThat(brought)
                .hasSize(2)
                .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations())
                        .containsEntry("helm.sh/resource-policy", "keep"));
        assertThat(brought)
                .extracting(crd -> ((CustomResourceDefinition) crd).getSpec())
                .containsExactlyInAnyOrderElementsOf(definitions().stream()
                        .map(CustomResourceDefinition::getSpec)
                        .toList());
        assertThat(Helm.rendered(List.of("crds.install=false")))
                .noneMatch(object -> object instanceof CustomResourceDefinition);
    }

    @Test
    void aPackageHoldsAllThatTheFolderHolds(@TempDir Path folder) throws IOException {
        Helm.run("package", Helm.CHART, "--destination", folder.toString()).expected();
        try (Stream<Path> files = Files.list(folder)) {
            String archive = files.findFirst().orElseThrow().toString();
            assertThat(Helm.template(archive, List.of()).expected())
                    .isEqualTo(Helm.template(Helm.CHART, List.of()).expected());
        }
    }

    static List<List<String>> settings() {
        return List.of(
                List.of(
                        "policySelector=shard=a",
                        "leaseName=shard-a",
                        "requestsPerSecond=2.5",
                        "inventoryInterval=90s",
                        "roboflowApiUrl=https://roboflow.example:8443/api",
                        "roboflowEuApiUrl=https://roboflow.example:8443/eu",
                        "roboflowAuth=bearer",
                        "logLevel=debug",
                        "showNames=true",
                        "proxy.url=http://proxy.example:3128",
                        "proxy.noProxy=.internal\\,10.0.0.0/8",
                        "caBundle.configMapKeyRef.name=company",
                        "caBundle.configMapKeyRef.key=ca.pem",
                        "extraVolumes[0].name=more",
                        "extraVolumes[0].emptyDir.sizeLimit=1Mi",
                        "extraVolumeMounts[0].name=more",
                        "extraVolumeMounts[0].mountPath=/more",
                        "auditLog.volume.persistentVolumeClaim.claimName=audit"),
                List.of(
                        "fullnameOverride=other",
                        "namespaces={one}",
                        "serviceAccount.create=false",
                        "serviceAccount.name=given",
                        "image.digest=sha256:" + "0".repeat(64),
                        "imagePullSecrets[0].name=registry",
                        "extraEnv[0].name=HTTPS_PROXY",
                        "extraEnv[0].value=http://proxy:3128"),
                List.of(
                        "rbac.create=false",
                        "userRoles.create=false",
                        "crds.install=false",
                        "networkPolicy.enabled=false",
                        "podDisruptionBudget.enabled=false",
                        "releaseFinalizers.enabled=false",
                        "topologySpreadConstraints=null"),
                List.of(
                        "nodeSelector.disk=ssd",
                        "tolerations[0].operator=Exists",
                        "priorityClassName=high",
                        "podLabels.team=a",
                        "podAnnotations.note=b",
                        "networkPolicy.ingressFrom[0].namespaceSelector.matchLabels.name=monitoring",
                        "serviceMonitor.enabled=true",
                        "serviceMonitor.labels.release=prometheus",
                        "prometheusRule.enabled=true",
                        "prometheusRule.labels.release=prometheus"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whateverIsSetTheObjectsAreSoundAndThePodsRestricted(List<String> values) {
        List<HasMetadata> objects = Helm.rendered(values);
        assertThat(Pods.of(objects)).isNotEmpty().allSatisfy(Pods::assertRestricted);
        assertThat(objects).allSatisfy(object -> {
            assertThat(object.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/name", Manifests.NAME)
                    .containsEntry("app.kubernetes.io/instance", Manifests.NAME)
                    .containsEntry("app.kubernetes.io/managed-by", "Helm")
                    .containsEntry("app.kubernetes.io/part-of", Manifests.NAME)
                    .containsKeys("app.kubernetes.io/version", "helm.sh/chart");
            if (object instanceof Namespaced) {
                assertThat(object.getMetadata().getNamespace()).isNotBlank();
            }
        });
    }

    @Test
    void whatIsSetReachesTheOperator() {
        assertThat(Pods.environment(Helm.rendered(settings().get(0))))
                .containsEntry("TRASHOPS_POLICY_SELECTOR", "shard=a")
                .containsEntry("TRASHOPS_LEASE_NAME", "shard-a")
                .containsEntry("TRASHOPS_REQUESTS_PER_SECOND", "2.5")
                .containsEntry("TRASHOPS_INVENTORY_INTERVAL", "90s")
                .containsEntry("ROBOFLOW_API_URL", "https://roboflow.example:8443/api")
                .containsEntry("ROBOFLOW_EU_API_URL", "https://roboflow.example:8443/eu")
                .containsEntry("ROBOFLOW_AUTH", "bearer")
                .containsEntry("TRASHOPS_LOG_LEVEL", "debug")
                .containsEntry("TRASHOPS_SHOW_NAMES", "true")
                .containsEntry("HTTPS_PROXY", "http://proxy.example:3128")
                .containsEntry("NO_PROXY", ".internal,10.0.0.0/8")
                .containsEntry("TRASHOPS_CA_BUNDLE", "/etc/trashops/ca/ca.crt")
                .containsEntry("TRASHOPS_AUDIT_LOG", "/var/log/trashops/$(POD_NAME).jsonl");
    }

    @Test
    void releasesBesideEachOtherShareNoNameAndNoLease() {
        String one = Helm.run("template", "a", Helm.CHART, "--set", "crds.install=false")
                .expected();
        String other = Helm.run("template", "b", Helm.CHART, "--set", "crds.install=false")
                .expected();
        assertThat(names(one)).doesNotContainAnyElementsOf(names(other));
        assertThat(one).contains("value: \"a-" + Manifests.NAME + "\"");
        assertThat(other).contains("value: \"b-" + Manifests.NAME + "\"");
    }

    private static List<String> names(String yaml) {
        return new StrictReader()
                .read(yaml).stream()
                        .map(object -> object.getMetadata().getName())
                        .toList();
    }

    private static boolean isHook(HasMetadata object) {
        return object.getMetadata().getAnnotations().containsKey(HOOK);
    }

    private static Map<String, String> essence(List<HasMetadata> objects) {
        return new NormalizedObjects().of(objects);
    }

    private static List<CustomResourceDefinition> definitions() {
        try (Stream<Path> files =
                Files.list(Path.of("crds")).filter(file -> file.toString().endsWith(".yml"))) {
            return files.map(ChartTest::read)
                    .flatMap(yaml -> new StrictReader().read(yaml).stream())
                    .map(CustomResourceDefinition.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

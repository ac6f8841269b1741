package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pods of the chart: that of the operator and that of the hook. */
@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ChartPodsTest {
    private static final List<String> OPENSHIFT =
            List.of("podSecurityContext.runAsUser=null", "podSecurityContext.runAsGroup=null");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        image.tag=1.2.3                                                | roboflow-trash-operator:1.2.3
        image.registry=quay.io                                         | quay.io/roboflow-trash-operator:{}
        image.registry=quay.io,image.repository=acme/op                | quay.io/acme/op:{}
        image.repository=localhost:5000/acme/op                        | localhost:5000/acme/op:{}
        global.imageRegistry=mirror:5000,image.repository=ghcr.io/a/op | mirror:5000/a/op:{}
        global.imageRegistry=mirror/hub/,image.repository=localhost/op | mirror/hub/op:{}
        global.imageRegistry=mirror,image.registry=quay.io             | mirror/roboflow-trash-operator:{}
        """)
    void theImageComesFromTheRegistryThatIsSet(String values, String image) {
        assertThat(pods(values.split(",")))
                .extracting(pod -> pod.getContainers().get(0).getImage())
                .hasSize(2)
                .containsOnly(image.replace("{}", Versions.ofThePom()));
    }

    @Test
    void onOpenShiftTheNamespaceDecidesTheUserAndTheVolumesGroup() {
        for (String audit : List.of("auditLog.volume=null", "auditLog.volume.emptyDir.sizeLimit=1Gi")) {
            List<String> values =
                    Stream.concat(OPENSHIFT.stream(), Stream.of(audit)).toList();
            assertThat(pods(values.toArray(String[]::new))).hasSize(2).allSatisfy(pod -> {
                assertThat(pod.getSecurityContext().getRunAsUser()).isNull();
                assertThat(pod.getSecurityContext().getRunAsGroup()).isNull();
                assertThat(pod.getSecurityContext().getFsGroup()).isNull();
                assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
                assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                        .isEqualTo("RuntimeDefault");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"podSecurityContext.runAsGroup=2000, 2000", "podSecurityContext.fsGroup=3000, 3000", "a=, 65532"})
    void theVolumeOfTheAuditLogBelongsToTheGroupOfThePod(String value, long group) {
        String set = value.equals("a=") ? "allow=all" : value;
        assertThat(pods(set, "auditLog.volume.emptyDir.sizeLimit=1Gi")
                        .get(0)
                        .getSecurityContext()
                        .getFsGroup())
                .isEqualTo(group);
    }

    @Test
    void theKustomizeComponentForOpenShiftDoesTheSame(@TempDir Path folder) throws IOException {
        Path manifests = folder.toRealPath().relativize(Manifests.FOLDER.toRealPath());
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                "resources: [%1$s, %1$s/uninstall]\ncomponents: [%1$s/components/openshift]\n".formatted(manifests));
        assertThat(Pods.of(Manifests.rendered(folder)))
                .extracting(PodTemplateSpec::getSpec)
                .extracting(PodSpec::getSecurityContext)
                .hasSize(2)
                .containsExactlyInAnyOrderElementsOf(pods(OPENSHIFT.toArray(String[]::new)).stream()
                        .map(PodSpec::getSecurityContext)
                        .toList());
    }

    @Test
    void theHookRunsWhereTheOperatorRunsButNotAwayFromIt() {
        PodSpec hook = hook(
                "nodeSelector.disk=ssd",
                "tolerations[0].operator=Exists",
                "priorityClassName=high",
                "affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight=1",
                "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey=a");

        assertThat(hook.getNodeSelector()).containsEntry("disk", "ssd");
        assertThat(hook.getTolerations()).hasSize(1);
        assertThat(hook.getPriorityClassName()).isEqualTo("high");
        assertThat(hook.getAffinity().getNodeAffinity()).isNotNull();
        assertThat(hook.getAffinity().getPodAntiAffinity()).isNull();
    }

    @Test
    void theHookMayRunElsewhere() {
        PodSpec hook = hook(
                "nodeSelector.disk=ssd",
                "tolerations[0].operator=Exists",
                "priorityClassName=high",
                "releaseFinalizers.nodeSelector.role=tools",
                "releaseFinalizers.tolerations[0].key=dedicated",
                "releaseFinalizers.priorityClassName=");

        assertThat(hook.getNodeSelector()).containsExactly(Map.entry("role", "tools"));
        assertThat(hook.getTolerations()).extracting(Toleration::getKey).containsExactly("dedicated");
        assertThat(hook.getPriorityClassName()).isNull();
    }

    /** An umbrella chart passes on its own values, the condition included; null takes away a default there, too. */
    @Test
    void itFitsIntoAnUmbrellaChart(@TempDir Path umbrella) throws IOException {
        Helm.run("package", Helm.CHART, "--destination", umbrella + "/charts").expected();
        Files.writeString(umbrella.resolve("Chart.yaml"), """
            apiVersion: v2
            name: platform
            version: 1.0.0
            dependencies:
              - {name: roboflow-trash-operator, version: "*", condition: roboflow-trash-operator.enabled}
            """);
        Files.writeString(umbrella.resolve("values.yaml"), """
            global: {imageRegistry: mirror.example, imagePullSecrets: [registry], storageClass: fast}
            roboflow-trash-operator:
              enabled: true
              podSecurityContext: {runAsUser: null, runAsGroup: null}
              namespaceOverride: trash
            """);
        List<HasMetadata> objects = new StrictReader()
                .read(Helm.template(umbrella.toString(), List.of()).expected());

        assertThat(Pods.of(objects)).hasSize(2).allSatisfy(pod -> {
            assertThat(pod.getSpec().getContainers().get(0).getImage()).startsWith("mirror.example/");
            assertThat(pod.getSpec().getImagePullSecrets()).hasSize(1);
            assertThat(pod.getSpec().getSecurityContext().getRunAsUser()).isNull();
        });
        assertThat(objects)
                .filteredOn(object -> object.getMetadata().getNamespace() != null)
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("trash"));
        assertThat(Helm.template(umbrella.toString(), Helm.set(List.of("roboflow-trash-operator.enabled=false")))
                        .expected())
                .isBlank();
    }

    private static List<PodSpec> pods(String... values) {
        return Pods.of(Helm.rendered(List.of(values))).stream()
                .map(PodTemplateSpec::getSpec)
                .toList();
    }

    private static PodSpec hook(String... values) {
        return Helm.rendered(List.of(values)).stream()
                .filter(Job.class::isInstance)
                .map(job -> ((Job) job).getSpec().getTemplate().getSpec())
                .findFirst()
                .orElseThrow();
    }
}

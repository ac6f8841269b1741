package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestsTest {

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        try (Stream<Path> files = Files.list(Manifests.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(Manifests.files());
        }
    }

    @Test
    void everythingCarriesTheRecommendedLabelsAndLivesInOneNamespace() throws IOException {
        assertThat(Manifests.all()).hasSizeGreaterThan(9).allSatisfy(resource -> {
            assertThat(resource.getMetadata().getLabels())
                    .containsEntry("app.kubernetes.io/name", Manifests.NAME)
                    .containsEntry("app.kubernetes.io/part-of", Manifests.NAME);
            if (isNamespaced(resource)) {
                assertThat(resource.getMetadata().getNamespace()).isEqualTo(Manifests.NAMESPACE);
            }
            if (!(resource instanceof Namespace)) {
                assertThat(resource.getMetadata().getLabels()).containsKey("app.kubernetes.io/component");
            }
        });
    }

    @Test
    void thePodHasNoPowerOverItsNode() {
        PodSpec pod = pod();
        Container container = container();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    @Test
    void probesServiceAndPortMeet() {
        Container container = container();
        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(Stream.of(container.getLivenessProbe(), container.getReadinessProbe(), container.getStartupProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
        Service service = Manifests.one(Service.class, Manifests.NAME);
        Deployment deployment = Manifests.one(Deployment.class, Manifests.NAME);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    }

    @Test
    void noKeyIsNearTheCommandLine() {
        Container container = container();
        assertThat(container.getCommand()).endsWith("run").noneMatch(word -> word.contains("key"));
        assertThat(container.getEnv()).allSatisfy(variable -> {
            assertThat(variable.getName()).startsWith("TRASHOPS_");
            assertThat(variable.getValueFrom()).isNull();
        });
    }

    @Test
    void noRoleHoldsMoreThanNamedVerbsOnNamedResources() throws IOException {
        List<PolicyRule> rules = Manifests.all().stream()
                .flatMap(resource -> rules(resource).stream())
                .toList();
        assertThat(rules).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getVerbs()).doesNotContain("*", "bind", "escalate", "impersonate");
            assertThat(rule.getResources()).doesNotContain("*");
            assertThat(rule.getApiGroups()).doesNotContain("*");
        });
        assertThat(rules)
                .filteredOn(rule -> rule.getResources().contains("secrets"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get"));
    }

    private static List<PolicyRule> rules(HasMetadata resource) {
        if (resource instanceof ClusterRole role) {
            return role.getRules();
        }
        return resource instanceof Role role ? role.getRules() : List.of();
    }

    private static boolean isNamespaced(HasMetadata resource) {
        return resource instanceof io.fabric8.kubernetes.api.model.Namespaced;
    }

    private static PodSpec pod() {
        return Manifests.one(Deployment.class, Manifests.NAME)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Container container() {
        return pod().getContainers().get(0);
    }
}

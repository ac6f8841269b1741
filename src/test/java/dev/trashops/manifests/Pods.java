package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods that objects bring forth. */
final class Pods {
    private Pods() {}

    static List<PodTemplateSpec> of(List<HasMetadata> objects) {
        return objects.stream().flatMap(Pods::template).toList();
    }

    /** The pod of the operator itself. */
    static PodTemplateSpec operator(List<HasMetadata> objects) {
        return Manifests.one(objects, Deployment.class, Manifests.NAME)
                .getSpec()
                .getTemplate();
    }

    static Container container(PodTemplateSpec pod, String name) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The variables of the operator's container that have a value of their own. */
    static Map<String, String> environment(List<HasMetadata> objects) {
        Map<String, String> variables = new HashMap<>();
        for (EnvVar variable : container(operator(objects), "operator").getEnv()) {
            Optional.ofNullable(variable.getValue()).ifPresent(value -> variables.put(variable.getName(), value));
        }
        return variables;
    }

    /** Holds a pod against the Pod Security Standard "restricted", and a bit more. */
    static void assertRestricted(PodTemplateSpec pod) {
        PodSpec spec = pod.getSpec();
        assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(spec.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(Stream.of(spec.getHostNetwork(), spec.getHostPID(), spec.getHostIPC()))
                .containsOnlyNulls();
        assertThat(spec.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(spec.getInitContainers()).isEmpty();
        assertThat(spec.getContainers()).isNotEmpty().allSatisfy(Pods::assertRestricted);
    }

    private static void assertRestricted(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getRunAsUser()).isNull();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getHostPort()).isNull());
        assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory", "ephemeral-storage");
        assertThat(container.getResources().getLimits()).containsKey("memory");
    }

    private static Stream<PodTemplateSpec> template(HasMetadata object) {
        if (object instanceof Deployment deployment) {
            return Stream.of(deployment.getSpec().getTemplate());
        }
        return object instanceof Job job ? Stream.of(job.getSpec().getTemplate()) : Stream.empty();
    }
}

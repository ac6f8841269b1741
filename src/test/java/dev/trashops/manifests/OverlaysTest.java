package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each way to install the operator is there for. */
@RequiresTool(Tool.KUBECTL)
class OverlaysTest {

    @Test
    void theDefaultIsClusterWideAndHighlyAvailable() {
        List<HasMetadata> objects = Manifests.all();
        assertThat(objects).isEqualTo(overlay("high-availability"));
        assertThat(deployment(objects).getSpec().getReplicas()).isEqualTo(2);
        assertThat(Manifests.one(objects, ClusterRoleBinding.class, Manifests.NAME)
                        .getSubjects())
                .extracting(Subject::getNamespace)
                .containsExactly(Manifests.NAMESPACE);
        assertThat(Manifests.one(objects, PodDisruptionBudget.class, Manifests.NAME)
                        .getSpec()
                        .getMaxUnavailable())
                .isEqualTo(new IntOrString(1));
    }

    @Test
    void oneReplicaHasNoDisruptionBudget() {
        List<HasMetadata> objects = overlay("cluster-wide");
        assertThat(deployment(objects).getSpec().getReplicas()).isEqualTo(1);
        assertThat(objects).noneMatch(object -> object instanceof PodDisruptionBudget);
    }

    @Test
    void inASingleNamespaceTheOperatorHasTheSameRulesAndNoneOutside() {
        List<HasMetadata> objects = overlay("single-namespace");
        assertThat(objects).noneMatch(object -> object instanceof ClusterRoleBinding);
        assertThat(Manifests.one(objects, Role.class, Manifests.NAME).getRules())
                .isEqualTo(Manifests.one(Manifests.all(), ClusterRole.class, Manifests.NAME)
                        .getRules());
        assertThat(objects)
                .filteredOn(object -> object instanceof ClusterRole)
                .extracting(object -> object.getMetadata().getLabels().get("app.kubernetes.io/component"))
                .containsOnly("user-roles");
        assertThat(Pods.container(Pods.operator(objects), "operator").getEnv()).anySatisfy(variable -> {
            assertThat(variable.getName()).isEqualTo("TRASHOPS_NAMESPACES");
            assertThat(variable.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.namespace");
        });
    }

    @Test
    void inSeveralNamespacesItHasRightsInThoseThatItWatches() {
        List<HasMetadata> objects = overlay("several-namespaces");
        assertThat(objects).noneMatch(object -> object instanceof ClusterRoleBinding);
        String watched = Pods.environment(objects).getOrDefault("TRASHOPS_NAMESPACES", "");
        assertThat(Stream.of(watched.split(",")))
                .containsExactlyInAnyOrderElementsOf(objects.stream()
                        .filter(object -> object instanceof RoleBinding binding
                                && binding.getRoleRef().getKind().equals("ClusterRole"))
                        .map(object -> object.getMetadata().getNamespace())
                        .toList());
    }

    @Test
    void productionStartsWithLooking() {
        List<HasMetadata> objects = overlay("production");
        assertThat(Pods.environment(objects)).containsEntry("TRASHOPS_ALLOW", "observe");
        assertThat(deployment(objects).getSpec().getReplicas()).isEqualTo(2);
        assertThat(Pods.environment(Manifests.all())).containsEntry("TRASHOPS_ALLOW", "all");
    }

    @Test
    void theTrialReachesOnlyTheSandboxBesideItAndStaysInANamespaceOfItsOwn() {
        List<HasMetadata> objects = overlay("trial");
        assertThat(deployment(objects).getSpec().getReplicas()).isEqualTo(1);
        assertThat(Pods.environment(objects))
                .containsEntry("ROBOFLOW_API_URL", "http://127.0.0.1:8085")
                .containsEntry("ROBOFLOW_EU_API_URL", "http://127.0.0.1:8086")
                .containsEntry("TRASHOPS_CLOCK", "sandbox");
        Container sandbox = Pods.container(Pods.operator(objects), "sandbox");
        assertThat(sandbox.getArgs()).containsExactly("sandbox", "--in-pod=true");
        assertThat(sandbox.getPorts()).isEmpty();
        assertThat(objects)
                .filteredOn(object -> !(object instanceof Namespaced))
                .singleElement()
                .satisfies(object -> assertThat(object.getMetadata().getName()).isEqualTo("trashops-trial"));
        assertThat(objects)
                .filteredOn(object -> object instanceof RoleBinding)
                .hasSize(2)
                .allSatisfy(binding -> assertThat(((RoleBinding) binding).getSubjects())
                        .extracting(Subject::getNamespace)
                        .containsExactly("trashops-trial"));
    }

    @Test
    void monitoringAddsAMonitorAndAlertsToTheDefault() {
        List<HasMetadata> objects = overlay("monitoring");
        assertThat(objects)
                .filteredOn(object -> object.getApiVersion().equals("monitoring.coreos.com/v1"))
                .extracting(HasMetadata::getKind)
                .containsExactlyInAnyOrder("ServiceMonitor", "PrometheusRule");
        assertThat(objects).containsAll(Manifests.all()).hasSize(Manifests.all().size() + 2);
    }

    @Test
    void theNetworkIsOpenForNamesTheApiServerAndRoboflowAndNothingElse() {
        NetworkPolicy policy = Manifests.one(Manifests.all(), NetworkPolicy.class, Manifests.NAME);
        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getSpec().getEgress().stream().flatMap(rule -> rule.getPorts().stream()))
                .extracting(OverlaysTest::written)
                .containsExactlyInAnyOrder("53/UDP", "53/TCP", "443/TCP", "6443/TCP");
        assertThat(policy.getSpec().getIngress().stream().flatMap(rule -> rule.getPorts().stream()))
                .extracting(OverlaysTest::written)
                .containsExactly("8080/TCP");
    }

    private static String written(NetworkPolicyPort port) {
        return port.getPort().getIntVal() + "/" + port.getProtocol();
    }

    private static Deployment deployment(List<HasMetadata> objects) {
        return Manifests.one(objects, Deployment.class, Manifests.NAME);
    }

    private static List<HasMetadata> overlay(String name) {
        return Manifests.rendered(Manifests.overlay(name));
    }
}

package dev.trashops.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import java.util.stream.Stream;

/** By which labels objects find the operator's pods. */
final class Selectors {
    private Selectors() {}

    static Stream<Map<String, String>> of(HasMetadata object) {
        if (object instanceof Service service) {
            return Stream.of(service.getSpec().getSelector());
        }
        if (object instanceof NetworkPolicy policy) {
            return Stream.of(policy.getSpec().getPodSelector().getMatchLabels());
        }
        if (object instanceof PodDisruptionBudget budget) {
            return Stream.of(budget.getSpec().getSelector().getMatchLabels());
        }
        if (object instanceof Deployment deployment) {
            return Stream.concat(
                    Stream.of(deployment.getSpec().getSelector().getMatchLabels()),
                    deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                            .map(constraint -> constraint.getLabelSelector().getMatchLabels()));
        }
        return Stream.empty();
    }
}

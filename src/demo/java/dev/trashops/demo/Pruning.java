package dev.trashops.demo;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.ApprovedPlan;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.Rule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule of the policy trashes old versions, once the plan that lists them is approved. */
final class Pruning {
    /** The versions that the rule matches: old, without a trained model, and not the newest of their project. */
    static final List<String> VERSIONS = List.of("bottle-caps/1", "bottle-caps/2", "pallet-labels/1", "shelf-gaps/1");

    /** The version that somebody restores. */
    static final String MISSED = "shelf-gaps/1";

    private static final String POLICY = "acme-vision";
    private static final String RULE = """
            name: prune-old-versions
            action: Trash
            match: {types: [Version], olderThan: 130d, keepLast: 1}
            exclude: {projects: [hard-hats, conveyor-jams]}
            """;

    private final KubernetesClient kubernetes;

    Pruning(KubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Adds the rule to the policy. */
    void begin() {
        edit(List.of(Serialization.unmarshal(RULE, Rule.class)), Optional.empty());
    }

    /** The lines of the plan, once it is published. */
    Optional<List<String>> plan() {
        return published()
                .flatMap(plan -> Optional.ofNullable(plan.configMap()))
                .map(name -> kubernetes
                        .configMaps()
                        .inNamespace(Cluster.NAMESPACE)
                        .withName(name)
                        .get())
                .map(ConfigMap::getData)
                .map(data -> data.getOrDefault("plan.txt", "").lines().toList());
    }

    /** The digest that identifies the plan. */
    String digest() {
        return published().map(PlanSummary::digest).orElse("");
    }

    /** Writes the digest into the policy. */
    void approve(Instant now) {
        RoboflowTrashPolicySpec spec = policy().getSpec();
        edit(spec.rules(), Optional.of(new ApprovedPlan(digest(), now.plus(Duration.ofDays(1)))));
    }

    private Optional<PlanSummary> published() {
        return Optional.ofNullable(policy().getStatus()).map(RoboflowTrashPolicyStatus::plan);
    }

    RoboflowTrashPolicy policy() {
        return kubernetes
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName(POLICY)
                .require();
    }

    private void edit(List<Rule> rules, Optional<ApprovedPlan> approved) {
        kubernetes
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName(POLICY)
                .edit(policy -> {
                    RoboflowTrashPolicySpec spec = policy.getSpec();
                    policy.setSpec(new RoboflowTrashPolicySpec(
                            spec.workspace(),
                            spec.region(),
                            spec.credentials(),
                            spec.scope(),
                            spec.interval(),
                            spec.suspend(),
                            spec.mode(),
                            spec.limits(),
                            spec.warnBefore(),
                            rules,
                            approved.orElse(null)));
                    return policy;
                });
    }
}

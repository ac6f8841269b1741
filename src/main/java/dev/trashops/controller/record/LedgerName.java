package dev.trashops.controller.record;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.Sha256;
import dev.trashops.plan.model.WorkspaceId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which ConfigMap the ledger of a policy is: one for each namespace, name of a policy, and workspace. */
record LedgerName(PolicyId policy, WorkspaceId workspace) {
    private static final String INFIX = "-trashed-";
    private static final int DIGITS = 8;

    static LedgerName of(Policy policy) {
        return new LedgerName(policy.id(), policy.workspace());
    }

    Region region() {
        return workspace.region();
    }

    private String name() {
        return prefix() + Sha256.hex(about()).substring(0, DIGITS);
    }

    /** What the names of all ledgers of policies of that name begin with. */
    String prefix() {
        return policy.name() + INFIX;
    }

    /** The workspace, as the annotation gives it. */
    private String about() {
        return workspace.region() + "/" + workspace.slug();
    }

    /** Whether a ConfigMap of the policy's namespace has that name. */
    boolean isOf(ConfigMap other) {
        return name().equals(other.getMetadata().getName());
    }

    Optional<ConfigMap> get(KubernetesClient client) {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(policy.namespace())
                .withName(name())
                .get());
    }

    /** The ConfigMap with that content. */
    ConfigMap configMap(Map<String, String> data) {
        return new ConfigMapBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(policy.namespace())
                        .withName(name())
                        .withLabels(labels())
                        .withAnnotations(annotations())
                        .build())
                .addToData(data)
                .build();
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>(PolicyOwner.labels(policy));
        labels.put(ApiNames.RECORD_LABEL, "ledger");
        return labels;
    }

    private Map<String, String> annotations() {
        return Map.of(ApiNames.WORKSPACE, about());
    }

    boolean isLabelled(ConfigMap found) {
        return ResourceMetadata.labels(found).entrySet().containsAll(labels().entrySet())
                && ResourceMetadata.orEmpty(found.getMetadata().getAnnotations())
                        .entrySet()
                        .containsAll(annotations().entrySet());
    }

    /** The labels of a ledger together with those that it should have. */
    Map<String, String> labels(ConfigMap found) {
        return together(ResourceMetadata.labels(found), labels());
    }

    Map<String, String> annotations(ConfigMap found) {
        return together(ResourceMetadata.orEmpty(found.getMetadata().getAnnotations()), annotations());
    }

    private static Map<String, String> together(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** Whether what has the name is a ledger, by its label or its content, whoever owns it. */
    boolean isLedger(ConfigMap found) {
        Map<String, String> data = ResourceMetadata.orEmpty(found.getData());
        return "ledger".equals(ResourceMetadata.labels(found).get(ApiNames.RECORD_LABEL))
                || (!data.isEmpty() && DeletionLedgerCodec.read(data, region()).isPresent());
    }

    @Override
    public String toString() {
        return policy.namespace() + "/" + name();
    }
}

package dev.trashops.controller.record;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Region;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ledgers as earlier versions wrote them: one for each object that a policy of that name ever was, and owned by it. What they
 * hold is taken over, before the object or the garbage collector takes them along.
 */
record EarlierLedgers(KubernetesClient client) {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierLedgers.class);

    /**
     * What was found of earlier ledgers.
     *
     * @param ledger the new one with all that they held; empty if there were none
     * @param readable false if one of them has an entry that is invalid: half a ledger would allow what it forbids
     */
    record Adoption(Optional<ConfigMap> ledger, boolean readable) {}

    /** Writes the ledger of that name with all that earlier ones hold. */
    Adoption adopt(Policy policy, LedgerName name) {
        List<ConfigMap> found = client
                .configMaps()
                .inNamespace(policy.id().namespace())
                .withLabels(PolicyOwner.labels(policy.id()))
                .list()
                .getItems()
                .stream()
                .filter(configMap -> configMap.getMetadata().getName().startsWith(name.prefix()))
                .filter(configMap -> !ResourceMetadata.orEmpty(
                                configMap.getMetadata().getAnnotations())
                        .containsKey(ApiNames.WORKSPACE))
                .toList();
        boolean readable = found.stream()
                .flatMap(configMap -> ResourceMetadata.orEmpty(configMap.getData()).entrySet().stream())
                .allMatch(EarlierLedgers::isReadable);
        if (found.isEmpty() || !readable) {
            return new Adoption(Optional.empty(), readable);
        }
        Map<String, String> entries = entries(found, name);
        ConfigMap adopted = client.resource(name.configMap(entries)).create();
        LOG.info("ConfigMap {} takes over {} deletions from {} earlier ledgers", name, entries.size(), found.size());
        found.forEach(this::delete);
        return new Adoption(Optional.of(adopted), true);
    }

    private static boolean isReadable(Map.Entry<String, String> line) {
        return Stream.of(Region.values())
                .anyMatch(region -> DeletionLedgerCodec.read(line.getKey(), line.getValue(), region)
                        .isPresent());
    }

    /** Together, as if one ledger had got them in the order of their times; what is not of this region is left out. */
    private static Map<String, String> entries(List<ConfigMap> found, LedgerName name) {
        DeletionLedger ledger = DeletionLedger.EMPTY;
        for (DeletionLedger.Entry entry : found.stream()
                .flatMap(configMap -> ResourceMetadata.orEmpty(configMap.getData()).entrySet().stream())
                .flatMap(line -> DeletionLedgerCodec.read(line.getKey(), line.getValue(), name.region()).stream())
                .sorted(Comparator.comparing(DeletionLedger.Entry::at))
                .toList()) {
            ledger = ledger.with(ledger.next(entry));
        }
        return ledger.entries().values().stream()
                .collect(Collectors.toMap(
                        entry -> DeletionLedgerCodec.key(entry.item()),
                        entry -> DeletionLedgerCodec.value(entry, name.region())));
    }

    /** One that stays is not read any more, since the new one is there. */
    private void delete(ConfigMap earlier) {
        try {
            client.resource(earlier).lockResourceVersion().delete();
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Failed to delete ConfigMap {}/{} (HTTP status {})",
                    earlier.getMetadata().getNamespace(),
                    earlier.getMetadata().getName(),
                    failure.getCode());
        }
    }
}

package dev.trashops.controller.record;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Region;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ledgers as earlier versions write them: one for each object that a policy of that name ever was, and owned by it. What they
 * hold is taken over, before the object or the garbage collector takes them along.
 *
 * @param name the ledger that takes it over
 * @param found what is there of them
 */
record EarlierLedgers(KubernetesClient client, LedgerName name, List<ConfigMap> found) {
    private static final Logger LOG = LoggerFactory.getLogger(EarlierLedgers.class);

    /** Finds them by their labels, which a ledger of today has more of. */
    static EarlierLedgers find(KubernetesClient client, LedgerName name) {
        List<ConfigMap> found = client
                .configMaps()
                .inNamespace(name.policy().namespace())
                .withLabels(PolicyOwner.labels(name.policy()))
                .withoutLabel(ApiNames.RECORD_LABEL)
                .list()
                .getItems()
                .stream()
                .filter(configMap -> configMap.getMetadata().getName().startsWith(name.prefix()))
                .filter(configMap -> !name.isOf(configMap))
                .filter(configMap -> !ResourceMetadata.orEmpty(
                                configMap.getMetadata().getAnnotations())
                        .containsKey(ApiNames.WORKSPACE))
                .toList();
        return new EarlierLedgers(client, name, found);
    }

    /** False if one of them has an entry that is invalid: half a ledger would allow what it forbids. */
    boolean isReadable() {
        return found.stream()
                .flatMap(EarlierLedgers::lines)
                .allMatch(line -> Stream.of(Region.values())
                        .anyMatch(region -> read(line, region).isPresent()));
    }

    /** The lines that a ledger has to get so that it holds all that they hold of its region. */
    Map<String, String> missingIn(DeletionLedger ledger) {
        Map<ItemKey, DeletionLedger.Entry> all = new HashMap<>();
        // What has the same time keeps what the ledger says of it, so that nothing is written twice.
        Stream.concat(
                        ledger.entries().values().stream(),
                        found.stream()
                                .flatMap(EarlierLedgers::lines)
                                .flatMap(line -> read(line, name.region()).stream()))
                .sorted(Comparator.comparing(DeletionLedger.Entry::at))
                .forEach(entry -> all.merge(entry.item(), entry, EarlierLedgers::together));
        return all.values().stream()
                .filter(entry -> !ledger.of(entry.item()).equals(Optional.of(entry)))
                .collect(Collectors.toMap(
                        entry -> DeletionLedgerCodec.key(entry.item()),
                        entry -> DeletionLedgerCodec.value(entry, name.region())));
    }

    /** The later entry with every plan that ever released the item: no approval runs twice. */
    private static DeletionLedger.Entry together(DeletionLedger.Entry before, DeletionLedger.Entry later) {
        if (!before.isOf(later.created())) {
            return later;
        }
        List<String> digests = Stream.of(before.earlier().stream(), before.digest().stream(), later.earlier().stream())
                .flatMap(some -> some)
                .filter(digest -> !later.digest().equals(Optional.of(digest)))
                .distinct()
                .toList();
        return new DeletionLedger.Entry(
                later.item(), later.created(), later.at(), later.uid(), later.rule(), later.digest(), digests);
    }

    /**
     * Deletes those that were taken over as a whole; what also holds entries of another region is left to a policy of that region.
     * False if one has changed since it was read.
     */
    boolean delete() {
        return found.stream()
                .filter(configMap -> lines(configMap)
                        .allMatch(line -> read(line, name.region()).isPresent()))
                .map(this::delete)
                .toList()
                .stream()
                .allMatch(unchanged -> unchanged);
    }

    private boolean delete(ConfigMap earlier) {
        try {
            client.resource(earlier).lockResourceVersion().delete();
            return true;
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Failed to delete ConfigMap {}/{} (HTTP status {})",
                    earlier.getMetadata().getNamespace(),
                    earlier.getMetadata().getName(),
                    failure.getCode());
            return failure.getCode() != HttpURLConnection.HTTP_CONFLICT;
        }
    }

    private static Stream<Map.Entry<String, String>> lines(ConfigMap configMap) {
        return ResourceMetadata.orEmpty(configMap.getData()).entrySet().stream();
    }

    private static Optional<DeletionLedger.Entry> read(Map.Entry<String, String> line, Region region) {
        return DeletionLedgerCodec.read(line.getKey(), line.getValue(), region);
    }
}

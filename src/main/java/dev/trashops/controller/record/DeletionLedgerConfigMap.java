package dev.trashops.controller.record;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.Sha256;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the deletion ledger of each policy in a ConfigMap. An entry is only written on top of what was last read: a
 * concurrent change by another process or a person makes it fail.
 */
public final class DeletionLedgerConfigMap {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionLedgerConfigMap.class);

    /** Below the limit of 1 MiB for a ConfigMap. */
    private static final int ROOM = 900 * 1024;

    /** The minimum age of entries that are removed when the ConfigMap is full. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final KubernetesClient client;
    private final NameConflicts conflicts;
    private final Clock clock;
    private final BooleanSupplier mayWrite;
    private final ConcurrentMap<String, Snapshot> snapshots = new ConcurrentHashMap<>();

    /** The last known content of a ConfigMap; without a version there was none. */
    private record Snapshot(Optional<String> version, Map<String, String> data) {
        static final Snapshot NONE = new Snapshot(Optional.empty(), Map.of());

        static Snapshot of(ConfigMap configMap) {
            return new Snapshot(
                    Optional.of(ResourceMetadata.resourceVersion(configMap)),
                    ResourceMetadata.orEmpty(configMap.getData()));
        }
    }

    public DeletionLedgerConfigMap(
            KubernetesClient client, NameConflicts conflicts, Clock clock, BooleanSupplier mayWrite) {
        this.client = client;
        this.conflicts = conflicts;
        this.clock = clock;
        this.mayWrite = mayWrite;
    }

    /** Reads the ledger of a policy; empty if it cannot be read or is invalid. */
    public Optional<DeletionLedger> read(Policy policy) {
        PolicyOwner owner = PolicyOwner.of(policy);
        snapshots.remove(owner.uid());
        try {
            Optional<ConfigMap> found = Optional.ofNullable(client.configMaps()
                    .inNamespace(owner.id().namespace())
                    .withName(name(owner))
                    .get());
            if (conflicts.reportIfForeign(owner, found)) {
                return Optional.empty();
            }
            Snapshot snapshot = found.map(Snapshot::of).orElse(Snapshot.NONE);
            Optional<DeletionLedger> ledger = DeletionLedgerCodec.read(snapshot.data(), region(policy));
            if (ledger.isEmpty()) {
                LOG.warn(
                        "ConfigMap {} has an entry that is invalid or of another region, so RoboflowTrashPolicy {} trashes nothing: remove or restore"
                                + " that entry",
                        path(owner),
                        owner.id().name());
                return Optional.empty();
            }
            snapshots.put(owner.uid(), snapshot);
            return ledger;
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to read ConfigMap {} (HTTP status {})", path(owner), failure.getCode());
            return Optional.empty();
        }
    }

    /** Enters a DELETE; false if it was not written, or may not have been: then the ledger has to be reread. */
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        PolicyOwner owner = PolicyOwner.of(policy);
        Optional<Snapshot> snapshot = Optional.ofNullable(snapshots.remove(owner.uid()));
        if (snapshot.isEmpty() || !mayWrite.getAsBoolean()) {
            return false;
        }
        Optional<Set<String>> outdated = outdated(snapshot.get().data(), entry, region(policy), clock.instant());
        if (outdated.isEmpty()) {
            LOG.error(
                    "ConfigMap {} is full, so RoboflowTrashPolicy {} trashes nothing more: back it up, and remove the"
                            + " entries of items that nobody will restore any more",
                    path(owner),
                    owner.id().name());
            return false;
        }
        try {
            ConfigMap after = write(policy, snapshot.get(), entry, outdated.get());
            snapshots.put(owner.uid(), Snapshot.of(after));
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("Failed to write ConfigMap {} (HTTP status {})", path(owner), failure.getCode());
            }
            return false;
        }
    }

    public void forget(PolicyOwner gone) {
        snapshots.remove(gone.uid());
    }

    private static Region region(Policy policy) {
        return policy.workspace().region();
    }

    private ConfigMap write(Policy policy, Snapshot snapshot, DeletionLedger.Entry entry, Set<String> outdated) {
        PolicyOwner owner = PolicyOwner.of(policy);
        String key = DeletionLedgerCodec.key(entry.item());
        String value = DeletionLedgerCodec.value(entry, region(policy));
        ConfigMapBuilder configMap =
                new ConfigMapBuilder().withMetadata(owner.metadata(name(owner)).build());
        if (snapshot.version().isEmpty()) {
            return client.resource(configMap.addToData(key, value).build()).create();
        }
        List<Map<String, Object>> patch = new ArrayList<>();
        patch.add(
                step("replace", "/metadata/resourceVersion", snapshot.version().get()));
        if (snapshot.data().isEmpty()) {
            patch.add(step("add", "/data", Map.of(key, value)));
        } else {
            patch.add(step("add", "/data/" + key, value));
            outdated.forEach(old -> patch.add(Map.of("op", "remove", "path", "/data/" + old)));
        }
        String json = client.getKubernetesSerialization().asJson(patch);
        return client.resource(configMap.build()).patch(PatchContext.of(PatchType.JSON), json);
    }

    private static Map<String, Object> step(String op, String path, Object value) {
        return Map.of("op", op, "path", path, "value", value);
    }

    /** A policy that is recreated under the same name gets a new ledger. */
    private static String name(PolicyOwner owner) {
        return owner.id().name() + "-trashed-" + Sha256.hex(owner.uid()).substring(0, 8);
    }

    private static String path(PolicyOwner owner) {
        return owner.id().namespace() + "/" + name(owner);
    }

    /** The keys of old entries to remove for a new one; empty if there is no room for it. */
    public static Optional<Set<String>> outdated(
            Map<String, String> data, DeletionLedger.Entry entry, Region region, Instant now) {
        String key = DeletionLedgerCodec.key(entry.item());
        Map<String, String> after = new HashMap<>(data);
        after.put(key, DeletionLedgerCodec.value(entry, region));
        if (size(after) <= ROOM) {
            return Optional.of(Set.of());
        }
        Set<String> old = data.entrySet().stream()
                .filter(line -> !line.getKey().equals(key))
                .filter(line -> DeletionLedgerCodec.read(line.getKey(), line.getValue(), region)
                        .filter(known -> known.at().isBefore(now.minus(REMEMBERED)))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        after.keySet().removeAll(old);
        return size(after) <= ROOM ? Optional.of(old) : Optional.empty();
    }

    private static int size(Map<String, String> data) {
        return data.entrySet().stream()
                .mapToInt(line -> line.getKey().length() + line.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}

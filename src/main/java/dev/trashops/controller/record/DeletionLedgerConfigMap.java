package dev.trashops.controller.record;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.write.VersionedPatch;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Region;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the deletion ledger of each policy in a ConfigMap that nobody owns: it belongs to the namespace, the name of the
 * policy and the workspace, so that it outlives the policy object, and is taken over by whoever comes after it. An entry is
 * only written on top of what was last read: a concurrent change by another process or a person makes it fail.
 */
public final class DeletionLedgerConfigMap {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionLedgerConfigMap.class);
    /** Below the limit of 1 MiB for a ConfigMap. */
    private static final int ROOM = 900 * 1024;
    /** The minimum age of entries that are removed when the ConfigMap is full. */
    private static final Duration REMEMBERED = Duration.ofDays(400);
    /** After how long a deletion looks for earlier ledgers anew. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final KubernetesClient client;
    private final NameConflicts conflicts;
    private final Clock clock;
    private final BooleanSupplier mayWrite;
    private final ConcurrentMap<LedgerName, Snapshot> snapshots = new ConcurrentHashMap<>();
    private final ConcurrentMap<LedgerName, Instant> lookedAt = new ConcurrentHashMap<>();

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
        LedgerName name = LedgerName.of(policy);
        snapshots.remove(name);
        try {
            Optional<ConfigMap> found = name.get(client);
            if (found.filter(configMap -> !name.isLedger(configMap)).isPresent()) {
                conflicts.report(PolicyOwner.of(policy), found.orElseThrow());
                return Optional.empty();
            }
            Snapshot own = found.map(configMap -> Snapshot.of(adopted(name, configMap)))
                    .orElse(Snapshot.NONE);
            Optional<Snapshot> all = ledger(name, own).flatMap(ledger -> merged(name, own, ledger));
            all.ifPresent(snapshot -> snapshots.put(name, snapshot));
            return all.flatMap(snapshot -> ledger(name, snapshot));
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to read ConfigMap {} (HTTP status {})", name, failure.getCode());
            return Optional.empty();
        }
    }

    private static Optional<DeletionLedger> ledger(LedgerName name, Snapshot snapshot) {
        Optional<DeletionLedger> ledger = DeletionLedgerCodec.read(snapshot.data(), name.region());
        if (ledger.isEmpty()) {
            LOG.warn(
                    "ConfigMap {} has an entry that is invalid or of another region, so RoboflowTrashPolicy {} trashes nothing:"
                            + " remove or restore that entry",
                    name,
                    name.policy().name());
        }
        return ledger;
    }

    /**
     * The ledger with all that earlier ones hold, which are written until the last process of an earlier version has ended: before an
     * upgrade, after one that was rolled back, or beside this process. Empty if they cannot be taken over as a whole.
     */
    private Optional<Snapshot> merged(LedgerName name, Snapshot own, DeletionLedger ledger) {
        EarlierLedgers earlier = EarlierLedgers.find(client, name);
        if (!earlier.isReadable()) {
            LOG.warn(
                    "A ConfigMap {}* has an entry that is invalid, so RoboflowTrashPolicy {} trashes nothing: remove or"
                            + " restore that entry",
                    name.prefix(),
                    name.policy());
            return Optional.empty();
        }
        Map<String, String> missing = earlier.missingIn(ledger);
        if (!mayWrite.getAsBoolean()) {
            return missing.isEmpty() ? Optional.of(own) : Optional.empty();
        }
        Snapshot all = missing.isEmpty() ? own : write(name, own, missing, Set.of());
        if (!missing.isEmpty()) {
            LOG.info("ConfigMap {} takes over {} deletions from earlier ledgers", name, missing.size());
        }
        lookedAt.put(name, clock.instant());
        return earlier.delete() ? Optional.of(all) : Optional.empty();
    }

    /** Whether an earlier version has entered anything since. Looked up now and then, as only its processes do. */
    private boolean isBehind(LedgerName name, Snapshot snapshot) {
        Instant now = clock.instant();
        Instant last = lookedAt.getOrDefault(name, Instant.MIN);
        if (!now.isBefore(last) && now.isBefore(last.plus(LOOK))) {
            return false;
        }
        try {
            EarlierLedgers earlier = EarlierLedgers.find(client, name);
            boolean behind = !earlier.isReadable()
                    || !ledger(name, snapshot)
                            .map(earlier::missingIn)
                            .map(Map::isEmpty)
                            .orElse(false);
            if (!behind) {
                lookedAt.put(name, now);
            }
            return behind;
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to list ConfigMaps beside {} (HTTP status {})", name, failure.getCode());
            return true;
        }
    }

    /**
     * A ledger that nobody owns and that is found by its labels. Whoever owns one takes it along when it is deleted, such as a
     * policy that only a backup remembers.
     */
    private ConfigMap adopted(LedgerName name, ConfigMap ledger) {
        boolean owned = !ledger.getMetadata().getOwnerReferences().isEmpty();
        boolean labelled = name.isLabelled(ledger);
        if ((!owned && labelled) || !mayWrite.getAsBoolean()) {
            return ledger;
        }
        VersionedPatch patch = VersionedPatch.of(ResourceMetadata.resourceVersion(ledger));
        if (owned) {
            patch.remove("/metadata/ownerReferences");
        }
        if (!labelled) {
            patch.add("/metadata/labels", name.labels(ledger)).add("/metadata/annotations", name.annotations(ledger));
        }
        return patch.apply(client, client.resource(ledger));
    }

    /** Enters a DELETE; false if it was not written, or may not have been: then the ledger has to be reread. */
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        LedgerName name = LedgerName.of(policy);
        Optional<Snapshot> snapshot = Optional.ofNullable(snapshots.remove(name));
        if (snapshot.isEmpty() || !mayWrite.getAsBoolean() || isBehind(name, snapshot.get())) {
            return false;
        }
        Optional<Set<String>> outdated = outdated(snapshot.get().data(), entry, name.region(), clock.instant());
        if (outdated.isEmpty()) {
            LOG.error(
                    "ConfigMap {} is full, so RoboflowTrashPolicy {} trashes nothing more: back it up, and remove the"
                            + " entries of items that nobody will restore any more",
                    name,
                    name.policy().name());
            return false;
        }
        String key = DeletionLedgerCodec.key(entry.item());
        String value = DeletionLedgerCodec.value(entry, name.region());
        return written(name, () -> write(name, snapshot.get(), Map.of(key, value), outdated.get()));
    }

    /**
     * Removes the entries of items that are gone for good, and the ledger with its last entry. What fails is done another
     * time; then the ledger has to be reread.
     */
    public boolean forget(Policy policy, Set<ItemKey> gone) {
        LedgerName name = LedgerName.of(policy);
        Optional<Snapshot> snapshot = Optional.ofNullable(snapshots.remove(name));
        if (snapshot.flatMap(Snapshot::version).isEmpty() || !mayWrite.getAsBoolean()) {
            return false;
        }
        Set<String> keys = gone.stream()
                .map(DeletionLedgerCodec::key)
                .filter(snapshot.get().data()::containsKey)
                .collect(Collectors.toUnmodifiableSet());
        if (keys.size() < snapshot.get().data().size()) {
            return written(name, () -> write(name, snapshot.get(), Map.of(), keys));
        }
        ConfigMap last = name.configMap(Map.of());
        last.getMetadata().setResourceVersion(snapshot.get().version().orElseThrow());
        return written(name, () -> {
            client.resource(last).lockResourceVersion().delete();
            return Snapshot.NONE;
        });
    }

    private boolean written(LedgerName name, Supplier<Snapshot> write) {
        try {
            snapshots.put(name, write.get());
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn("Failed to write ConfigMap {} (HTTP status {})", name, failure.getCode());
            }
            return false;
        }
    }

    public void forget(PolicyId gone) {
        snapshots.keySet().removeIf(name -> name.policy().equals(gone));
        lookedAt.keySet().removeIf(name -> name.policy().equals(gone));
    }

    private Snapshot write(LedgerName name, Snapshot snapshot, Map<String, String> more, Set<String> fewer) {
        if (snapshot.version().isEmpty()) {
            return Snapshot.of(client.resource(name.configMap(more)).create());
        }
        VersionedPatch patch = VersionedPatch.of(snapshot.version().get());
        if (snapshot.data().isEmpty()) {
            patch.add("/data", more);
        } else {
            more.forEach((key, value) -> patch.add("/data/" + key, value));
            fewer.forEach(old -> patch.remove("/data/" + old));
        }
        return Snapshot.of(patch.apply(client, client.resource(name.configMap(Map.of()))));
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

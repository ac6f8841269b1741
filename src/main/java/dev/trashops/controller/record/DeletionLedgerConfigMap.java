package dev.trashops.controller.record;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
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
 * Keeps the deletion book of each policy in a ConfigMap. An entry is only made on top of what was last read: an entry of
 * another process, or of a person, makes it fail.
 */
public final class DeletionLedgerConfigMap {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionLedgerConfigMap.class);

    /** A ConfigMap holds 1 MiB at most. */
    private static final int ROOM = 900 * 1024;

    /** How long an entry is kept at least, where room runs out. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final KubernetesClient client;
    private final NameConflicts conflicts;
    private final Clock clock;
    private final BooleanSupplier mayWrite;
    private final ConcurrentMap<String, Page> pages = new ConcurrentHashMap<>();

    /** What a book was last seen to hold; without a version there was no ConfigMap. */
    private record Page(Optional<String> version, Map<String, String> data) {
        static final Page NONE = new Page(Optional.empty(), Map.of());

        static Page of(ConfigMap paper) {
            return new Page(
                    Optional.of(ResourceMetadata.resourceVersion(paper)),
                    Optional.ofNullable(paper.getData()).orElse(Map.of()));
        }
    }

    public DeletionLedgerConfigMap(
            KubernetesClient client, NameConflicts conflicts, Clock clock, BooleanSupplier mayWrite) {
        this.client = client;
        this.conflicts = conflicts;
        this.clock = clock;
        this.mayWrite = mayWrite;
    }

    /** Reads the book of a policy; nothing when it can't be read or understood. */
    public Optional<DeletionLedger> read(Policy policy) {
        PolicyOwner owner = PolicyOwner.of(policy);
        pages.remove(owner.uid());
        try {
            Optional<ConfigMap> found = Optional.ofNullable(client.configMaps()
                    .inNamespace(owner.id().namespace())
                    .withName(name(owner))
                    .get());
            if (found.isPresent() && !owner.owns(found.get())) {
                conflicts.tell(owner, found.get());
                return Optional.empty();
            }
            Page page = found.map(Page::of).orElse(Page.NONE);
            Optional<DeletionLedger> book = DeletionLedgerCodec.read(page.data());
            if (book.isEmpty()) {
                LOG.warn(
                        "The ConfigMap {}/{} has an entry that can't be understood, so the RoboflowTrashPolicy {}"
                                + " trashes nothing: remove that entry, or put back what it said",
                        owner.id().namespace(),
                        name(owner),
                        owner.id().name());
                return Optional.empty();
            }
            pages.put(owner.uid(), page);
            return book;
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Can't read the ConfigMap {}/{} (HTTP status {})",
                    owner.id().namespace(),
                    name(owner),
                    failure.getCode());
            return Optional.empty();
        }
    }

    /** Makes an entry; false when it was not made, or may not have been: then the book has to be read again. */
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        PolicyOwner owner = PolicyOwner.of(policy);
        Optional<Page> page = Optional.ofNullable(pages.remove(owner.uid()));
        if (page.isEmpty() || !mayWrite.getAsBoolean()) {
            return false;
        }
        Optional<Set<String>> outdated = outdated(page.get().data(), entry, clock.instant());
        if (outdated.isEmpty()) {
            LOG.error(
                    "The ConfigMap {}/{} is full, so the RoboflowTrashPolicy {} trashes nothing more: save a copy of"
                            + " it, and remove the entries of items that nobody will bring back any more",
                    owner.id().namespace(),
                    name(owner),
                    owner.id().name());
            return false;
        }
        try {
            ConfigMap after = write(owner, page.get(), entry, outdated.get());
            pages.put(owner.uid(), Page.of(after));
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn(
                        "Can't write to the ConfigMap {}/{} (HTTP status {})",
                        owner.id().namespace(),
                        name(owner),
                        failure.getCode());
            }
            return false;
        }
    }

    /** Forgets the book of a policy that is gone. */
    public void forget(PolicyOwner gone) {
        pages.remove(gone.uid());
    }

    private ConfigMap write(PolicyOwner owner, Page page, DeletionLedger.Entry entry, Set<String> outdated) {
        String key = DeletionLedgerCodec.key(entry.item());
        String value = DeletionLedgerCodec.value(entry);
        if (page.version().isEmpty()) {
            return client.resource(new ConfigMapBuilder()
                            .withMetadata(owner.metadata(name(owner)).build())
                            .addToData(key, value)
                            .build())
                    .create();
        }
        List<Map<String, Object>> patch = new ArrayList<>();
        patch.add(step("replace", "/metadata/resourceVersion", page.version().get()));
        if (page.data().isEmpty()) {
            patch.add(step("add", "/data", Map.of(key, value)));
        } else {
            patch.add(step("add", "/data/" + key, value));
            outdated.forEach(old -> patch.add(Map.of("op", "remove", "path", "/data/" + old)));
        }
        ConfigMap target = new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(owner.id().namespace())
                .withName(name(owner))
                .endMetadata()
                .build();
        return client.resource(target)
                .patch(
                        PatchContext.of(PatchType.JSON),
                        client.getKubernetesSerialization().asJson(patch));
    }

    private static Map<String, Object> step(String op, String path, Object value) {
        return Map.of("op", op, "path", path, "value", value);
    }

    /** A policy that was created anew under the same name has a book of its own. */
    private static String name(PolicyOwner owner) {
        return owner.id().name() + "-trashed-" + Sha256.hex(owner.uid()).substring(0, 8);
    }

    /** The keys of the entries that have to go for a new one; nothing where there is no room for it. */
    public static Optional<Set<String>> outdated(Map<String, String> data, DeletionLedger.Entry entry, Instant now) {
        String key = DeletionLedgerCodec.key(entry.item());
        int size = size(key, DeletionLedgerCodec.value(entry)) + sizeWithout(data, Set.of(key));
        if (size <= ROOM) {
            return Optional.of(Set.of());
        }
        Set<String> old = data.entrySet().stream()
                .filter(line -> !line.getKey().equals(key))
                .filter(line -> DeletionLedgerCodec.read(line.getKey(), line.getValue())
                        .filter(known -> known.at().isBefore(now.minus(REMEMBERED)))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        int freed = old.stream()
                .mapToInt(gone -> size(gone, data.getOrDefault(gone, "")))
                .sum();
        return size - freed <= ROOM ? Optional.of(old) : Optional.empty();
    }

    private static int sizeWithout(Map<String, String> data, Set<String> keys) {
        return data.entrySet().stream()
                .filter(line -> !keys.contains(line.getKey()))
                .mapToInt(line -> size(line.getKey(), line.getValue()))
                .sum();
    }

    private static int size(String key, String value) {
        return key.length() + value.getBytes(StandardCharsets.UTF_8).length;
    }
}

package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims that items make. Each version of an item is mapped once, and what it says as before keeps its reference. */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    /** What one version of an item was mapped to, together with what else that depends on. */
    private record Mapped(
            String version,
            String policyUid,
            boolean abandoned,
            @Nullable Claim claim) {
        boolean isOf(String otherVersion, String otherPolicy, boolean nowAbandoned) {
            return !version.isEmpty()
                    && version.equals(otherVersion)
                    && policyUid.equals(otherPolicy)
                    && abandoned == nowAbandoned;
        }
    }

    private final KubernetesClient client;
    private final ConcurrentMap<String, Mapped> byUid = new ConcurrentHashMap<>();

    Claims(KubernetesClient client) {
        this.client = client;
    }

    /**
     * The claim of an item that the informers have; empty if it concerns no loop, or is invalid.
     *
     * @param terminating whether namespaces are being deleted; those not in it yet are read and added
     */
    Optional<Claim> of(TrashedItem item, Optional<RoboflowTrashPolicy> policy, Map<String, Boolean> terminating) {
        String version = ResourceMetadata.resourceVersion(item);
        String policyUid = policy.map(ResourceMetadata::uid).orElse("");
        boolean abandoned = isAbandoned(item, terminating);
        Mapped mapped = byUid.compute(
                ResourceMetadata.uid(item),
                (uid, known) -> known != null && known.isOf(version, policyUid, abandoned)
                        ? known
                        : new Mapped(
                                version,
                                policyUid,
                                abandoned,
                                map(item, policy, abandoned)
                                        .map(claim -> keeping(known, claim))
                                        .orElse(null)));
        return Optional.ofNullable(mapped.claim());
    }

    /** The claim of an item that was just read. */
    Optional<Claim> read(TrashedItem item, Optional<RoboflowTrashPolicy> policy) {
        return map(item, policy, ResourceMetadata.waitsForUs(item) && isTerminating(ResourceMetadata.namespace(item)));
    }

    void forget(TrashedItem gone) {
        byUid.remove(ResourceMetadata.uid(gone));
    }

    private static Optional<Claim> map(TrashedItem item, Optional<RoboflowTrashPolicy> policy, boolean abandoned) {
        return ClaimMapper.concernsTheLoop(item)
                ? ClaimMapper.claim(item, policy, abandoned).valid()
                : Optional.empty();
    }

    private static Claim keeping(@Nullable Mapped known, Claim claim) {
        return known == null || known.claim() == null ? claim : keeping(known.claim(), claim);
    }

    private static Claim keeping(Claim before, Claim now) {
        boolean sameSpec = before.spec().equals(now.spec());
        boolean sameStatus = before.status().equals(now.status());
        ClaimSpec spec = sameSpec ? before.spec() : now.spec();
        ClaimStatus status = sameStatus ? before.status() : now.status();
        return sameSpec && sameStatus ? before : new Claim(spec, status);
    }

    private boolean isAbandoned(TrashedItem item, Map<String, Boolean> terminating) {
        return ResourceMetadata.waitsForUs(item)
                && terminating.computeIfAbsent(ResourceMetadata.namespace(item), this::isTerminating);
    }

    /** A terminating namespace must not be blocked; one that cannot be read counts as not terminating. */
    boolean isTerminating(String name) {
        try {
            return Optional.ofNullable(client.namespaces().withName(name).get())
                    .filter(Namespace::isMarkedForDeletion)
                    .isPresent();
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Failed to read namespace {} (HTTP status {}); assuming that it is not terminating",
                    name,
                    failure.getCode());
            return false;
        }
    }
}

package dev.trashops.controller;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Optional;

/** Reads Leases. */
public final class LeaseState {
    private LeaseState() {}

    /**
     * Who holds a Lease that has not expired.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException if it can't be read
     */
    public static Optional<String> holder(KubernetesClient client, String namespace, String name, Instant now) {
        return Optional.ofNullable(
                        client.leases().inNamespace(namespace).withName(name).get())
                .map(Lease::getSpec)
                .filter(spec -> expiry(spec).isAfter(now))
                .flatMap(spec -> Fields.text(spec.getHolderIdentity()));
    }

    /** When a Lease ends if it is not renewed. */
    static Instant expiry(LeaseSpec spec) {
        return spec.getRenewTime() == null || spec.getLeaseDurationSeconds() == null
                ? Instant.EPOCH
                : spec.getRenewTime().toInstant().plusSeconds(spec.getLeaseDurationSeconds());
    }
}

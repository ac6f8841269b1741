package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What one TrashedItem asks for. It stays the same while only the status of the resource changes.
 *
 * @param pinnedId {@code item.id}
 * @param createdBefore never touch a namesake created later
 * @param suspended whether nobody may act on the item
 * @param deleting whether the resource is being deleted and waits for its finalizer
 * @param abandoned whether its namespace is being deleted, so that nothing may hold it
 * @param requestedAt the value of the reconcile-now annotation
 */
public record ClaimSpec(
        ClaimId id,
        long generation,
        Instant createdAt,
        PolicyId policy,
        ItemKey item,
        Optional<InternalId> pinnedId,
        Optional<Instant> createdBefore,
        DesiredState desired,
        DriftPolicy drift,
        Set<Acknowledgement> acknowledged,
        DeletionPolicy deletion,
        boolean suspended,
        boolean deleting,
        boolean abandoned,
        Optional<String> requestedAt,
        ClaimOrigin origin) {
    /** Files of one apply arrive one after the other. */
    private static final Duration APPLIED = Duration.ofSeconds(5);

    public ClaimSpec {
        acknowledged = Set.copyOf(acknowledged);
    }

    /** From when on no more resources are expected that were applied together with this one. */
    public Instant settledAt() {
        return settledAt(createdAt);
    }

    /** The same for one that was created then. */
    public static Instant settledAt(Instant createdAt) {
        return createdAt.plus(APPLIED);
    }

    /**
     * Whether more resources may follow that were applied together with one of that age. Not where the clock of the API server
     * is ahead, which must not keep anything waiting for long.
     */
    public static boolean isUnsettled(Instant createdAt, Moment now) {
        return now.reached(createdAt) && !now.reached(settledAt(createdAt));
    }

    ClaimSpec deletedAs(DeletionPolicy other) {
        return new ClaimSpec(
                id,
                generation,
                createdAt,
                policy,
                item,
                pinnedId,
                createdBefore,
                desired,
                drift,
                acknowledged,
                other,
                suspended,
                deleting,
                abandoned,
                requestedAt,
                origin);
    }

    /**
     * What it asks for now: a resource that is being deleted asks for its item back with {@code deletionPolicy: Restore}, and
     * nothing any more with {@code Orphan}.
     */
    public DesiredState wanted() {
        if (!deleting) {
            return desired;
        }
        return deletion == DeletionPolicy.RESTORE ? DesiredState.RESTORED : DesiredState.OBSERVED;
    }
}

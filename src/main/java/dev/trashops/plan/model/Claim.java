package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What one TrashedItem asks for, and what is remembered of it.
 *
 * @param id which resource
 * @param generation the generation of its spec
 * @param createdAt when the resource was created
 * @param policy the policy it refers to
 * @param item the item
 * @param pinnedId {@code item.id}: the internal id of the project or workflow, for a version that of its project
 * @param createdBefore never touch a namesake created later
 * @param desired the desired state
 * @param drift what to do about changes by others
 * @param acknowledged what may be lost for good
 * @param deletion what deleting the resource does
 * @param suspended whether nobody may act on the item
 * @param deleting whether the resource is being deleted and waits for its finalizer
 * @param abandoned whether its namespace is being deleted, so that nothing may hold it
 * @param requestedAt the value of the reconcile-now annotation
 * @param origin where it comes from
 * @param memory what its status remembers
 */
public record Claim(
        ClaimId id,
        long generation,
        Instant createdAt,
        PolicyId policy,
        ItemKey item,
        Optional<String> pinnedId,
        Optional<Instant> createdBefore,
        DesiredState desired,
        DriftPolicy drift,
        Set<Acknowledgement> acknowledged,
        DeletionPolicy deletion,
        boolean suspended,
        boolean deleting,
        boolean abandoned,
        Optional<String> requestedAt,
        ClaimOrigin origin,
        ClaimStatus memory) {
    /** The oldest first: by creation, then by uid. */
    public static final Comparator<Claim> OLDEST_FIRST = Comparator.comparing(Claim::createdAt)
            .thenComparing(claim -> claim.id().uid());

    public Claim {
        acknowledged = Set.copyOf(acknowledged);
    }

    /** The same claim with another memory. */
    public Claim remembering(ClaimStatus newer) {
        return new Claim(
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
                deletion,
                suspended,
                deleting,
                abandoned,
                requestedAt,
                origin,
                newer);
    }

    /**
     * What it wants now: a resource that is being deleted wants its item back with {@code deletionPolicy: Restore}, and
     * nothing any more with {@code Orphan}.
     */
    public DesiredState wanted() {
        if (!deleting) {
            return desired;
        }
        return deletion == DeletionPolicy.RESTORE ? DesiredState.RESTORED : DesiredState.OBSERVED;
    }

    /** What held it when it was last decided on; its spec has not changed since, and nobody asked to reconcile. */
    public Optional<Hold> heldBefore() {
        return isNews() ? Optional.empty() : memory.hold();
    }

    /** The internal id that its item must have, for a version that of its project: pinned by the spec, else remembered. */
    public Optional<String> expectedId() {
        return item.type() == ItemType.VERSION
                ? expectedParentId()
                : pinnedId.or(() -> memory.fingerprint().flatMap(ItemIdentity::id));
    }

    /** The internal id that the project of its version must have. */
    public Optional<String> expectedParentId() {
        return pinnedId.or(() -> memory.fingerprint().flatMap(ItemIdentity::parentId));
    }

    /** Whether the spec or the request to reconcile differs from what the memory has handled. */
    public boolean isNews() {
        return generation != memory.observedGeneration() || !requestedAt.equals(memory.handledRequest());
    }
}

package dev.trashops.plan.model;

import java.util.Optional;

/**
 * What the loop says of one claim: everything its status shows, and what happens to its resource.
 *
 * @param warning that its purge is near
 * @param endangered how near, whenever its policy warns; empty while it is being restored
 */
public record ItemProjection(
        ClaimStatus claimStatus,
        Optional<CleanupWarning> warning,
        Optional<Endangered> endangered,
        Disposition disposition) {
    /** Of an item that is not endangered. */
    public ItemProjection(ClaimStatus claimStatus, Optional<CleanupWarning> warning, Disposition disposition) {
        this(claimStatus, warning, Optional.empty(), disposition);
    }

    /** What happens to the resource. */
    public enum Disposition {
        /** It stays, or its finalizer still holds it. */
        KEEP,
        /** It is being deleted, and the finalizer may be removed. */
        LET_GO,
        /** The same, although the item could not be restored. */
        ORPHAN,
        /** A rule created it, and no rule needs it any more: it is to be deleted. */
        RETIRE
    }
}

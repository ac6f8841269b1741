package dev.trashops.plan.model;

import java.util.Optional;

/**
 * What the loop says of one claim: everything its status shows.
 *
 * @param letGo whether the finalizer of a resource that is being deleted may go
 * @param orphaned whether it goes although the item could not be restored
 * @param retired whether the resource is a rule's and nothing wants it any more
 */
public record ItemProjection(
        ClaimStatus claimStatus, Optional<CleanupWarning> warning, boolean letGo, boolean orphaned, boolean retired) {}

package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What the loop says of one policy: everything its status shows.
 *
 * @param generation the generation of the policy this was made for
 * @param handledRequest the reconcile-now annotation this was made for
 * @param standing how it stands
 * @param limitExceeded what to do, when a limit holds a batch of its workspace
 * @param trash what is in the workspace's Trash; absent until a listing was believed
 * @param items its claims, counted
 */
public record PolicyView(
        long generation,
        Optional<String> handledRequest,
        Standing standing,
        Optional<String> limitExceeded,
        Optional<TrashCounts> trash,
        ItemCounts items) {

    /**
     * The workspace's Trash, counted.
     *
     * @param other entries of types this program does not know
     * @param nextCleanupAt the nearest date of a purge
     * @param nextCleanupItem what is purged then, such as {@code version my-detector/3}
     */
    public record TrashCounts(
            int projects,
            int versions,
            int workflows,
            int other,
            Optional<Instant> nextCleanupAt,
            Optional<String> nextCleanupItem) {}

    /**
     * A policy's claims, counted.
     *
     * @param acting with an action planned
     * @param waiting Reconciling
     */
    public record ItemCounts(int total, int ready, int acting, int waiting, int stalled) {}
}

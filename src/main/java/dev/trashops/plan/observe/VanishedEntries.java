package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Items that left the listing before their dates although nobody is known to have brought them back. Many at once, or a listing
 * of a round size, look as if Roboflow had cut it into pages: then they are called lost only after two more listings, and never
 * where that would put something in order for good.
 *
 * @param suspicious whether the listing looks cut
 * @param interval how far apart listings are
 */
record VanishedEntries(boolean suspicious, Duration interval) {
    private static final int MANY = 10;
    private static final int TEN = 10;
    private static final int QUARTER = 25;

    static VanishedEntries of(List<Claim> claims, ObservedWorkspace workspace, Duration interval) {
        Optional<TrashSnapshot> trash = workspace.trash();
        long vanished = trash.stream()
                .flatMap(seen -> claims.stream().filter(claim -> hasVanished(claim, seen, workspace)))
                .map(Claim::item)
                .distinct()
                .count();
        int listed = workspace.entries().size();
        return new VanishedEntries(vanished > MANY || (vanished > 0 && isRound(listed)), interval);
    }

    private static boolean hasVanished(Claim claim, TrashSnapshot trash, ObservedWorkspace workspace) {
        Optional<Instant> due = claim.status().trash().flatMap(TrashFacts::scheduledCleanupAt);
        boolean restored = claim.status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.RESTORE)
                .isPresent();
        return claim.status().observed() == ObservedState.IN_TRASH
                && due.filter(workspace.now()::isBefore).isPresent()
                && !restored
                && !TrashMatch.of(claim, trash).isListed()
                && claim.names().noneMatch(workspace::isActive);
    }

    private static boolean isRound(int size) {
        return size > 0 && (size % TEN == 0 || size % QUARTER == 0);
    }

    /** Whether an item that is nowhere before its date may be called lost. */
    boolean isBelieved(Claim claim, Optional<Instant> unlistedSince, TrashSnapshot trash) {
        if (!suspicious) {
            return true;
        }
        return claim.wanted() != DesiredState.TRASHED
                && unlistedSince
                        .map(first -> first.plus(interval.multipliedBy(2)))
                        .filter(enough -> !trash.begunAt().isBefore(enough))
                        .isPresent();
    }
}

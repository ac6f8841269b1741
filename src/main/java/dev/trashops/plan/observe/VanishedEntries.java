package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Items that left the listing before their dates although nobody is known to have brought them back. Many at once, or a listing
 * of a round size, look as if Roboflow had cut it into pages: then they are called lost only after two more listings, and never
 * where that would put something in order for good.
 *
 * @param suspicious whether the listing looks cut
 */
record VanishedEntries(boolean suspicious) {
    private static final int MANY = 10;
    private static final int TEN = 10;
    private static final int QUARTER = 25;
    private static final int CONFIRMATIONS = 2;

    static VanishedEntries of(List<Claim> claims, ObservedWorkspace workspace) {
        Optional<TrashSnapshot> trash = workspace.trash();
        long vanished = trash.stream()
                .flatMap(seen -> claims.stream().filter(claim -> hasVanished(claim, seen, workspace)))
                .map(Claim::item)
                .distinct()
                .count();
        int listed = workspace.entries().size();
        return new VanishedEntries(vanished > MANY || (vanished > 0 && isRound(listed)));
    }

    private static boolean hasVanished(Claim claim, TrashSnapshot trash, ObservedWorkspace workspace) {
        Optional<TrashFacts> known = claim.status().trash();
        Optional<Instant> due = known.flatMap(TrashFacts::scheduledCleanupAt);
        Optional<Instant> trashedAt = known.flatMap(TrashFacts::deletedAt);
        boolean restored = claim.status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.RESTORE)
                .filter(last -> trashedAt.map(last.at()::isAfter).orElse(true))
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
    boolean isBelieved(Claim claim, int furtherListings) {
        return !suspicious || (claim.wanted() != DesiredState.TRASHED && furtherListings >= CONFIRMATIONS);
    }
}

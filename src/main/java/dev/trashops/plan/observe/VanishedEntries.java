package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Active;
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
                && !isBroughtBack(claim, workspace);
    }

    /** Whether it is active; where nothing tells it from another item of the name, that may be active instead. */
    private static boolean isBroughtBack(Claim claim, ObservedWorkspace workspace) {
        boolean tellable = claim.item().type() == ItemType.WORKFLOW
                || claim.item().type() == ItemType.TRAINING
                || claim.fingerprint().flatMap(ItemIdentity::createdAt).isPresent();
        return tellable && claim.names().anyMatch(workspace::isActive);
    }

    private static boolean isRound(int size) {
        return size > 0 && (size % TEN == 0 || size % QUARTER == 0);
    }

    /** Whether an item that is nowhere before its date may be called lost. */
    boolean isBelieved(Claim claim, int furtherListings) {
        return !suspicious || (claim.wanted() != DesiredState.TRASHED && furtherListings >= CONFIRMATIONS);
    }

    /** Whether what is active under the name of an item that was in the Trash may be trashed as that. */
    boolean isComeBack(Claim claim, Active present, int furtherListings) {
        return !suspicious
                || claim.status().observed() != ObservedState.IN_TRASH
                || claim.wanted() != DesiredState.TRASHED
                || NamesakeDetector.isTheSame(claim, present)
                || furtherListings >= CONFIRMATIONS;
    }
}

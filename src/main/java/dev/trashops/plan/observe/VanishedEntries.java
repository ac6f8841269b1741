package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Active;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

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
    /** So many further listings. */
    static final int CONFIRMATIONS = 2;

    static VanishedEntries of(List<Claim> claims, ObservedWorkspace workspace) {
        Optional<TrashSnapshot> trash = workspace.trash();
        Set<ItemKey> vanished = new HashSet<>();
        for (Claim claim : trash.isEmpty() ? List.<Claim>of() : claims) {
            if (hasVanished(claim, trash.get(), workspace)) {
                vanished.add(claim.item());
            }
        }
        int listed = workspace.entries().size();
        return new VanishedEntries(vanished.size() > MANY || (!vanished.isEmpty() && isRound(listed)));
    }

    private static boolean hasVanished(Claim claim, TrashSnapshot trash, ObservedWorkspace workspace) {
        if (claim.status().observed() != ObservedState.IN_TRASH) {
            return false;
        }
        Optional<TrashFacts> known = claim.status().trash();
        Optional<Instant> due = known.flatMap(TrashFacts::scheduledCleanupAt);
        Optional<Instant> trashedAt = known.flatMap(TrashFacts::deletedAt);
        boolean restored = claim.status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.RESTORE)
                .filter(last -> trashedAt.map(last.at()::isAfter).orElse(true))
                .isPresent();
        return !restored
                && !TrashMatch.of(claim, trash).isListed()
                && !isBroughtBack(claim, workspace)
                && due.filter(date -> !workspace.moment().reached(date)).isPresent();
    }

    /** Whether it is active; where nothing tells it from another item of the name, that may be active instead. */
    private static boolean isBroughtBack(Claim claim, ObservedWorkspace workspace) {
        boolean tellable = claim.item().type() == ItemType.WORKFLOW
                || claim.item().type() == ItemType.TRAINING
                || claim.fingerprint().flatMap(ItemIdentity::createdAt).isPresent();
        return tellable && claim.names().stream().anyMatch(workspace::isActive);
    }

    private static boolean isRound(int size) {
        return size > 0 && (size % TEN == 0 || size % QUARTER == 0);
    }

    /** Whether an item that is nowhere before its date may be called lost. */
    boolean isBelieved(Claim claim, BooleanSupplier confirmed) {
        return !suspicious || (claim.wanted() != DesiredState.TRASHED && confirmed.getAsBoolean());
    }

    /** Whether what is active under the name of an item that was in the Trash may be trashed as that. */
    boolean isComeBack(Claim claim, Active present, BooleanSupplier confirmed) {
        return !suspicious
                || claim.status().observed() != ObservedState.IN_TRASH
                || claim.wanted() != DesiredState.TRASHED
                || NamesakeDetector.isTheSame(claim, present)
                || confirmed.getAsBoolean();
    }
}

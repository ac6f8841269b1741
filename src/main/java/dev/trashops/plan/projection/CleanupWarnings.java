package dev.trashops.plan.projection;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.CleanupWarning.Stage;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Tells that an item is about to be purged; from remembered dates too, whatever else is broken, held or suspended. */
public final class CleanupWarnings {
    private CleanupWarnings() {}

    /** The warning for a claim with that memory, if its date is nearer than the policy wants to know. */
    public static Optional<CleanupWarning> of(Claim claim, ClaimStatus memory, Duration warnBefore, Instant now) {
        boolean wantedGone = claim.wanted() == DesiredState.TRASHED;
        Optional<Instant> cleanupAt = memory.trash().flatMap(TrashFacts::scheduledCleanupAt);
        if (wantedGone || memory.observed() != ObservedState.IN_TRASH || cleanupAt.isEmpty()) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, cleanupAt.get());
        return left.compareTo(warnBefore) >= 0
                ? Optional.empty()
                : Optional.of(new CleanupWarning(stage(left), message(claim, memory, cleanupAt.get())));
    }

    private static Stage stage(Duration left) {
        if (left.compareTo(Duration.ofDays(1)) < 0) {
            return Stage.WITHIN_1D;
        }
        if (left.compareTo(Duration.ofDays(3)) < 0) {
            return Stage.WITHIN_3D;
        }
        return left.compareTo(Duration.ofDays(7)) < 0 ? Stage.WITHIN_7D : Stage.WITHIN_30D;
    }

    private static String message(Claim claim, ClaimStatus memory, Instant cleanupAt) {
        boolean images = memory.trash().flatMap(TrashFacts::cleanupDeleteImages).orElse(false);
        String what = memory.trash().map(TrashFacts::parentInTrash).orElse(false)
                ? claim.item().described() + ", or the project it is in the Trash with,"
                : claim.item().described();
        String remedy = claim.wanted() == DesiredState.RESTORED
                ? "The Ready condition says why it is not restored."
                : "Set desiredState: Restored, or restore it in the web app, to keep it.";
        return what + " is purged from the Trash for good from " + cleanupAt.truncatedTo(ChronoUnit.SECONDS) + " on"
                + (images ? ", and with it the images that belong to no other project" : "") + ". "
                + memory.trash()
                        .flatMap(TrashFacts::deletedByName)
                        .map(name -> "It was trashed by " + name + ". ")
                        .orElse("")
                + remedy;
    }
}

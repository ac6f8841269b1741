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

/** Warns that an item is about to be purged, from remembered dates too, whatever else is broken, held or suspended. */
final class CleanupWarnings {
    private CleanupWarnings() {}

    /** The warning for a claim with that status, if its cleanup date is within the period of the policy. */
    static Optional<CleanupWarning> of(Claim claim, ClaimStatus status, Duration warnBefore, Instant now) {
        boolean toBeTrashed = claim.wanted() == DesiredState.TRASHED;
        Optional<Instant> cleanupAt = status.trash().flatMap(TrashFacts::scheduledCleanupAt);
        if (toBeTrashed || status.observed() != ObservedState.IN_TRASH || cleanupAt.isEmpty()) {
            return Optional.empty();
        }
        Duration left = Duration.between(now, cleanupAt.get());
        return left.compareTo(warnBefore) >= 0
                ? Optional.empty()
                : Optional.of(new CleanupWarning(stage(left), message(claim, status, cleanupAt.get())));
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

    private static String message(Claim claim, ClaimStatus status, Instant cleanupAt) {
        boolean images = status.trash().flatMap(TrashFacts::cleanupDeleteImages).orElse(false);
        String what = status.trash().map(TrashFacts::parentInTrash).orElse(false)
                ? claim.item().described() + ", or the project it is in the Trash with,"
                : claim.item().described();
        String remedy = claim.wanted() == DesiredState.RESTORED
                ? "The Ready condition says why it is not restored."
                : "To keep it, set desiredState: Restored, or restore it in the web app.";
        return what + " will be purged from the Trash for good after " + cleanupAt.truncatedTo(ChronoUnit.SECONDS)
                + (images ? ", together with the images that belong to no other project" : "") + ". "
                + status.trash()
                        .flatMap(TrashFacts::deletedByName)
                        .map(name -> "It was trashed by " + name + ". ")
                        .orElse("")
                + remedy;
    }
}

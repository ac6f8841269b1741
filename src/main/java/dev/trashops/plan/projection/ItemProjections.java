package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.CleanupWarning.Stage;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the status of each claim will say, and what happens to its resource. */
public final class ItemProjections {
    private static final Duration WARN_BEFORE = Duration.ofDays(7);

    private ItemProjections() {}

    /** That of a claim that was decided. */
    public static ItemProjection of(Decision decision, String workspace) {
        ClaimFacts facts = decision.facts();
        ClaimStatus status = ClaimStatusUpdate.next(decision, workspace);
        Duration warnBefore = facts.policy().policy().warnBefore();
        return new ItemProjection(
                status, warning(decision.claim(), status, warnBefore, facts.now()), disposition(facts));
    }

    private static Disposition disposition(ClaimFacts facts) {
        Claim claim = facts.claim();
        if (!claim.spec().deleting()) {
            return facts.findings().retired() ? Disposition.RETIRE : Disposition.KEEP;
        }
        ObservedState state = facts.observation().state();
        boolean restored = state != ObservedState.UNKNOWN
                && state != ObservedState.IN_TRASH
                && !facts.journal().waiting();
        if (restored || claim.spec().deletion() != DeletionPolicy.RESTORE) {
            return Disposition.LET_GO;
        }
        return claim.spec().abandoned() || facts.policy().access().keyless() ? Disposition.ORPHAN : Disposition.KEEP;
    }

    /** That of a claim without a policy: nobody has access to its workspace, so all that is left is to warn. */
    public static ItemProjection withoutPolicy(Claim claim, Instant now) {
        Disposition gone = claim.wanted() == DesiredState.RESTORED ? Disposition.ORPHAN : Disposition.LET_GO;
        return new ItemProjection(
                claim.status(),
                warning(claim, claim.status(), WARN_BEFORE, now),
                claim.spec().deleting() ? gone : Disposition.KEEP);
    }

    /** Warns that an item is about to be purged, from remembered dates too, whatever else is broken, held or suspended. */
    private static Optional<CleanupWarning> warning(Claim claim, ClaimStatus status, Duration warnBefore, Instant now) {
        if (claim.wanted() == DesiredState.TRASHED || status.observed() != ObservedState.IN_TRASH) {
            return Optional.empty();
        }
        return status.trash()
                .flatMap(TrashFacts::scheduledCleanupAt)
                .filter(at -> Duration.between(now, at).compareTo(warnBefore) < 0)
                .map(at -> new CleanupWarning(stage(Duration.between(now, at)), message(claim, status, at)));
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
        boolean parentInTrash = status.trash().map(TrashFacts::parentInTrash).orElse(false);
        String remedy = claim.wanted() == DesiredState.RESTORED
                ? "The Ready condition says why it is not restored."
                : "To keep it, set desiredState: Restored, or restore it in the web app.";
        return claim.item().described() + (parentInTrash ? ", or the project it is in the Trash with," : "")
                + " will be purged from the Trash for good after " + cleanupAt.truncatedTo(ChronoUnit.SECONDS)
                + (images ? ", together with the images that belong to no other project" : "") + ". "
                + status.trash()
                        .flatMap(TrashFacts::deletedByName)
                        .map(name -> "It was trashed by " + name + ". ")
                        .orElse("")
                + remedy;
    }
}

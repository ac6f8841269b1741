package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An item in the Trash is about to be purged.
 *
 * @param message a sentence with the date and what to do
 */
public record CleanupWarning(Stage stage, String message) {

    /** How near the purge is, as the reason of the CleanupImminent condition. */
    public enum Stage {
        /** Only where a policy warns earlier than seven days before. */
        WITHIN_30D("Within30d"),
        WITHIN_7D("Within7d"),
        WITHIN_3D("Within3d"),
        WITHIN_1D("Within1d");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        private static Stage of(Instant cleanupAt, Moment now) {
            return Endangered.of(cleanupAt, now)
                    .map(stage -> switch (stage) {
                        case WITHIN_1D -> WITHIN_1D;
                        case WITHIN_3D -> WITHIN_3D;
                        case WITHIN_7D -> WITHIN_7D;
                    })
                    .orElse(WITHIN_30D);
        }
    }

    /**
     * Warns that an item is about to be purged, from remembered dates too, whatever else is broken, held or suspended.
     *
     * @param remedy what to do to keep it
     */
    public static Optional<CleanupWarning> of(
            Claim claim, ClaimStatus status, Duration warnBefore, Moment now, Supplier<String> remedy) {
        return purgeAt(claim, status)
                .filter(at -> now.passed(at.minus(warnBefore)))
                .map(at -> new CleanupWarning(Stage.of(at, now), message(claim, status, at) + remedy.get()));
    }

    /** From when on an item in the Trash may be purged although its claim does not want it trashed. */
    public static Optional<Instant> purgeAt(Claim claim, ClaimStatus status) {
        return claim.wanted() == DesiredState.TRASHED || status.observed() != ObservedState.IN_TRASH
                ? Optional.empty()
                : status.trash().flatMap(TrashFacts::scheduledCleanupAt);
    }

    /** The same about entries of the Trash that do not tell their names, the first of which is purged then and may be the item. */
    public static Optional<CleanupWarning> ofCandidates(
            Claim claim, Optional<Instant> cleanupAt, Duration warnBefore, Moment now, Supplier<String> remedy) {
        return cleanupAt
                .filter(at -> claim.wanted() != DesiredState.TRASHED)
                .filter(at -> now.passed(at.minus(warnBefore)))
                .map(at -> new CleanupWarning(
                        Stage.of(at, now),
                        "An entry of the Trash that may be " + claim.item().described() + " may be destroyed from "
                                + minute(at) + " on. " + remedy.get()));
    }

    private static String message(Claim claim, ClaimStatus status, Instant cleanupAt) {
        boolean images = status.trash().flatMap(TrashFacts::cleanupDeleteImages).orElse(false);
        boolean parentInTrash = status.trash().map(TrashFacts::parentInTrash).orElse(false);
        boolean estimated = status.trash().map(TrashFacts::cleanupEstimated).orElse(false);
        String whole = claim.item().type() == ItemType.TRAINING ? "version or project" : "project";
        return claim.item().described() + (parentInTrash ? ", or the " + whole + " it is in the Trash with," : "")
                + " may be destroyed from " + minute(cleanupAt) + " on"
                + (estimated ? " or so (Roboflow tells no date; it keeps things for 30 days)" : "")
                + (images ? ", together with the images that belong to no other project" : "") + ". "
                + status.trash()
                        .flatMap(TrashFacts::deletedByName)
                        .map(name -> "It was trashed by " + name + ". ")
                        .orElse("");
    }

    /** Such as {@code 2026-11-29T07:02Z}: not later than it is. */
    private static String minute(Instant time) {
        return time.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
    }
}

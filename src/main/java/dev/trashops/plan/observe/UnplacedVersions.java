package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Entries of versions that do not tell of which project. A restore names the project by its id, so where that is known the
 * worst that can come of a mistake is that Roboflow finds nothing to restore.
 */
final class UnplacedVersions {
    private final List<Claim> claims;
    private Optional<Map<Integer, List<Claim>>> index = Optional.empty();

    UnplacedVersions(List<Claim> claims) {
        this.claims = claims;
    }

    /** By the numbers of their versions. Seldom needed. */
    private Map<Integer, List<Claim>> byNumber() {
        Map<Integer, List<Claim>> known = index.orElseGet(() -> claims.stream()
                .filter(claim -> claim.item().type() == ItemType.VERSION)
                .filter(claim -> claim.status().observed() != ObservedState.ACTIVE)
                .collect(Collectors.groupingBy(claim -> claim.item().version())));
        index = Optional.of(known);
        return known;
    }

    /**
     * Whether a claim whose item was not found means the one entry that may be it, and no other claim does. Only a restore puts
     * that to the test: for any other claim the entry stays in doubt.
     */
    boolean isMeant(Claim claim, List<TrashEntry> candidates, TrashSnapshot trash) {
        return claim.wanted() == DesiredState.RESTORED
                && candidates.size() == 1
                && candidates.get(0).isUnplacedVersion()
                && candidates.get(0).number().isPresent()
                && !candidates.get(0).parentInTrash().orElse(false)
                && claim.projectId().isPresent()
                && byNumber().getOrDefault(claim.item().version(), List.of()).stream()
                        .filter(other -> !isOfTheSame(claim, other))
                        .allMatch(other -> TrashMatch.of(other, trash).isListed());
    }

    private static boolean isOfTheSame(Claim claim, Claim other) {
        Optional<ItemId> another = other.itemId();
        return claim.itemId()
                .flatMap(id -> another.map(id::equals))
                .orElseGet(() -> claim.names().stream().anyMatch(other.names()::contains));
    }

    /** Whether the entry that was last taken for the item of a claim is still listed. */
    static boolean isListed(Claim claim, TrashSnapshot trash) {
        return claim.projectId().isPresent()
                && trash.nameless().stream()
                        .filter(TrashEntry::isUnplacedVersion)
                        .filter(entry -> TrashMatch.mayBe(claim, entry))
                        .anyMatch(entry -> claim.status()
                                .trash()
                                .map(TrashFacts::deletedAt)
                                .filter(at -> seconds(at).equals(seconds(entry.deletedAt())))
                                .isPresent());
    }

    private static Optional<Instant> seconds(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }
}

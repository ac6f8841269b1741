package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Active;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Recognizes another item that has taken over the slug of the one that a claim means. */
public final class NamesakeDetector {
    private NamesakeDetector() {}

    /** Whether the active item is known to be another one than the claim's: by internal id, or by creation date. */
    static boolean isNamesake(Claim claim, Active active) {
        Optional<InternalId> expectedId = claim.expectedId();
        if (claim.item().type() == ItemType.WORKFLOW && active.id().isPresent() && expectedId.isPresent()) {
            return !active.id().equals(expectedId);
        }
        if (active.created().isEmpty()) {
            return false;
        }
        Instant created = active.created().get().truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> known = claim.fingerprint().flatMap(ItemIdentity::createdAt);
        boolean createdAtAnotherTime = known.isPresent()
                && !known.get().truncatedTo(ChronoUnit.SECONDS).equals(created);
        Optional<Instant> deleted = claim.status().trash().flatMap(TrashFacts::deletedAt);
        return createdAtAnotherTime || (deleted.isPresent() && created.isAfter(deleted.get()));
    }

    /** Whether the active item is certainly the claim's: by internal id, or by a creation date that was remembered. */
    static boolean isTheSame(Claim claim, Active active) {
        boolean sameId = active.id().isPresent() && active.id().equals(claim.expectedId());
        Optional<Instant> remembered = claim.fingerprint().flatMap(ItemIdentity::createdAt);
        return sameId
                || (remembered.isPresent()
                        && remembered.equals(active.created().map(at -> at.truncatedTo(ChronoUnit.SECONDS))));
    }

    /** Whether an item was created after the claim, or after its {@code createdBefore}: then the claim cannot mean it. */
    public static boolean isCreatedAfter(Claim claim, Instant created) {
        Instant latest = claim.spec()
                .createdBefore()
                .filter(limit -> limit.isBefore(claim.spec().createdAt()))
                .orElse(claim.spec().createdAt())
                .truncatedTo(ChronoUnit.SECONDS);
        return created.truncatedTo(ChronoUnit.SECONDS).isAfter(latest);
    }
}

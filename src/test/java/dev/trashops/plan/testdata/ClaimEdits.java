package dev.trashops.plan.testdata;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;

/** The same claim, but for one thing. */
public final class ClaimEdits {
    private ClaimEdits() {}

    /** What becomes of it when somebody edits it. */
    public static Claim edited(Claim claim, DesiredState desired, boolean suspended) {
        return with(
                claim,
                claim.spec().generation() + 1,
                desired,
                suspended,
                claim.spec().origin());
    }

    /** The same, come from elsewhere. */
    public static Claim from(Claim claim, ClaimOrigin origin) {
        return with(
                claim,
                claim.spec().generation(),
                claim.spec().desired(),
                claim.spec().suspended(),
                origin);
    }

    /** The same, once somebody has deleted it and our finalizer holds it. */
    public static Claim deleted(Claim claim) {
        return of(claim, claim.id(), claim.spec().generation() + 1, claim.spec().desired(), true);
    }

    /** The same object in another cluster, with its status or without. */
    public static Claim moved(Claim claim, String uid, ClaimStatus status) {
        ClaimId id = new ClaimId(uid, claim.id().namespace(), claim.id().name());
        return of(claim, id, 1, claim.spec().desired(), false).withStatus(status);
    }

    private static Claim of(Claim claim, ClaimId id, long generation, DesiredState desired, boolean deleting) {
        return with(
                claim,
                id,
                generation,
                desired,
                claim.spec().suspended(),
                claim.spec().origin(),
                deleting);
    }

    private static Claim with(
            Claim claim, long generation, DesiredState desired, boolean suspended, ClaimOrigin origin) {
        return with(
                claim,
                claim.id(),
                generation,
                desired,
                suspended,
                origin,
                claim.spec().deleting());
    }

    private static Claim with(
            Claim claim,
            ClaimId id,
            long generation,
            DesiredState desired,
            boolean suspended,
            ClaimOrigin origin,
            boolean deleting) {
        return new Claim(
                new ClaimSpec(
                        id,
                        generation,
                        claim.spec().createdAt(),
                        claim.policy(),
                        claim.item(),
                        claim.spec().pinnedId(),
                        claim.spec().createdBefore(),
                        desired,
                        claim.spec().drift(),
                        claim.spec().acknowledged(),
                        claim.spec().deletion(),
                        suspended,
                        deleting,
                        claim.spec().abandoned(),
                        claim.spec().requestedAt(),
                        origin),
                claim.status());
    }
}

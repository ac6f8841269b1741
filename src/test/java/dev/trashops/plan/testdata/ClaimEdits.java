package dev.trashops.plan.testdata;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
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

    private static Claim with(
            Claim claim, long generation, DesiredState desired, boolean suspended, ClaimOrigin origin) {
        return new Claim(
                new ClaimSpec(
                        claim.id(),
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
                        claim.spec().deleting(),
                        claim.spec().abandoned(),
                        claim.spec().requestedAt(),
                        origin),
                claim.status());
    }
}

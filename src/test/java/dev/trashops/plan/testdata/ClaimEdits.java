package dev.trashops.plan.testdata;

import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;

/** The same claim, but for one thing. */
public final class ClaimEdits {
    private ClaimEdits() {}

    /** What becomes of it when somebody edits it. */
    public static Claim edited(Claim claim, DesiredState desired, boolean suspended) {
        return with(claim, claim.generation() + 1, desired, suspended, claim.origin());
    }

    /** The same, come from elsewhere. */
    public static Claim from(Claim claim, ClaimOrigin origin) {
        return with(claim, claim.generation(), claim.desired(), claim.suspended(), origin);
    }

    private static Claim with(
            Claim claim, long generation, DesiredState desired, boolean suspended, ClaimOrigin origin) {
        return new Claim(new ClaimSpec(
                claim.id(),
                generation,
                claim.createdAt(),
                claim.policy(),
                claim.item(),
                claim.pinnedId(),
                claim.createdBefore(),
                desired,
                claim.drift(),
                claim.acknowledged(),
                claim.deletion(),
                suspended,
                claim.deleting(),
                claim.abandoned(),
                claim.requestedAt(),
                origin),
                claim.memory());
    }
}

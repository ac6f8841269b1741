package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import java.util.List;

/**
 * Resources of Trashed items that are being deleted while another one, of the same namespace, asks for the same item to be
 * trashed: somebody renamed a manifest. Deleting the old one then brings nothing back.
 */
public final class SupersededClaims {
    private SupersededClaims() {}

    /** The claims, with those that are superseded asking for nothing any more. */
    public static List<Claim> released(List<Claim> claims) {
        List<Claim> trashing = claims.stream()
                .filter(claim -> !claim.spec().deleting() && claim.wanted() == DesiredState.TRASHED)
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON)
                .toList();
        return claims.stream()
                .map(claim -> claim.spec().deleting()
                                && claim.spec().desired() == DesiredState.TRASHED
                                && trashing.stream().anyMatch(other -> isSuccessor(other, claim))
                        ? claim.deletedAs(DeletionPolicy.ORPHAN)
                        : claim)
                .toList();
    }

    private static boolean isSuccessor(Claim other, Claim gone) {
        if (!other.id().namespace().equals(gone.id().namespace())) {
            return false;
        }
        boolean sameId = other.itemId().isPresent() && other.itemId().equals(gone.itemId());
        boolean otherId = other.itemId().isPresent() && gone.itemId().isPresent() && !sameId;
        return sameId || (!otherId && other.item().equals(gone.item()));
    }
}

package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Resources of Trashed items that are being deleted while another one, of the same namespace, asks for the same item to be
 * trashed: somebody renamed a manifest. Deleting the old one then brings nothing back.
 */
public final class SupersededClaims {
    private SupersededClaims() {}

    /** The claims, with those that are superseded asking for nothing any more. */
    public static List<Claim> released(List<Claim> claims) {
        if (claims.stream().noneMatch(SupersededClaims::mayBeSuperseded)) {
            return claims;
        }
        Map<Meant, List<Claim>> trashing = claims.stream()
                .filter(claim -> !claim.spec().deleting() && claim.wanted() == DesiredState.TRASHED)
                .filter(claim -> claim.spec().origin() == ClaimOrigin.PERSON)
                .flatMap(claim -> meant(claim).map(meant -> Map.entry(meant, claim)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return claims.stream()
                .map(claim -> mayBeSuperseded(claim) && hasSuccessor(claim, trashing)
                        ? claim.deletedAs(DeletionPolicy.ORPHAN)
                        : claim)
                .toList();
    }

    private static boolean mayBeSuperseded(Claim claim) {
        return claim.spec().deleting() && claim.spec().desired() == DesiredState.TRASHED;
    }

    /** What a claim of a namespace calls its item: its name, or its id. */
    private record Meant(String namespace, Object item) {}

    private static Stream<Meant> meant(Claim claim) {
        return Stream.concat(Stream.of(claim.item()), claim.itemId().stream())
                .map(item -> new Meant(claim.id().namespace(), item));
    }

    private static boolean hasSuccessor(Claim gone, Map<Meant, List<Claim>> trashing) {
        return meant(gone)
                .flatMap(meant -> trashing.getOrDefault(meant, List.of()).stream())
                .anyMatch(other -> !isAboutAnother(other, gone));
    }

    /** Claims that call an item the same may know that there are two of that name. */
    private static boolean isAboutAnother(Claim other, Claim gone) {
        return other.itemId().isPresent()
                && gone.itemId().isPresent()
                && !other.itemId().equals(gone.itemId());
    }
}

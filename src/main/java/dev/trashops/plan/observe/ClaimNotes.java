package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is noted of each claim from pass to pass. */
final class ClaimNotes {
    private ClaimNotes() {}

    /** What is known of those claims, found anew where it is of something else by now; the very same map if nothing is. */
    static <T> Map<ClaimId, T> kept(
            Map<ClaimId, T> known,
            List<Claim> claims,
            Predicate<Claim> which,
            BiPredicate<Claim, T> fits,
            Function<Claim, T> anew) {
        int fitting = 0;
        boolean same = true;
        for (Claim claim : claims) {
            if (which.test(claim)) {
                T before = known.get(claim.id());
                same &= before != null && fits.test(claim, before);
                fitting++;
            }
        }
        return same && fitting == known.size() ? known : found(known, claims, which, fits, anew);
    }

    private static <T> Map<ClaimId, T> found(
            Map<ClaimId, T> known,
            List<Claim> claims,
            Predicate<Claim> which,
            BiPredicate<Claim, T> fits,
            Function<Claim, T> anew) {
        Map<ClaimId, T> next = new HashMap<>();
        for (Claim claim : claims) {
            if (which.test(claim)) {
                T before = known.get(claim.id());
                next.put(claim.id(), before != null && fits.test(claim, before) ? before : anew.apply(claim));
            }
        }
        return next;
    }
}

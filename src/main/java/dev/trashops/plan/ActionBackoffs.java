package dev.trashops.plan;

import dev.trashops.plan.model.ClaimId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Actions that failed and wait for another try.
 *
 * @param setbacks the failures by the claim's uid
 */
public record ActionBackoffs(Map<String, Setback> setbacks) {
    /** After a start. */
    static final ActionBackoffs NONE = new ActionBackoffs(Map.of());

    /** Those of the claims, by uid, that have not changed since. */
    ActionBackoffs next(Predicate<String> unchanged) {
        return new ActionBackoffs(setbacks.entrySet().stream()
                .filter(entry -> unchanged.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** After an action for the claim of that uid failed. */
    ActionBackoffs failed(String uid, Setback setback) {
        Map<String, Setback> more = new HashMap<>(setbacks);
        more.put(uid, setback);
        return new ActionBackoffs(more);
    }

    /** After the claim of that uid is in order again. */
    ActionBackoffs recovered(String uid) {
        Map<String, Setback> fewer = new HashMap<>(setbacks);
        fewer.remove(uid);
        return new ActionBackoffs(fewer);
    }

    /** The last failure for a claim. */
    Optional<Setback> of(ClaimId claim) {
        return Optional.ofNullable(setbacks.get(claim.uid()));
    }

    /** When each may be tried again. */
    Stream<Instant> retries() {
        return setbacks.values().stream().map(Setback::notBefore);
    }
}

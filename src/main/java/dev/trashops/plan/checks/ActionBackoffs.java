package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionBackoff;
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
public record ActionBackoffs(Map<String, ActionBackoff> setbacks) {
    /** After a start. */
    public static final ActionBackoffs NONE = new ActionBackoffs(Map.of());

    /** Those of the claims, by uid, that have not changed since. */
    public ActionBackoffs next(Predicate<String> unchanged) {
        return new ActionBackoffs(setbacks.entrySet().stream()
                .filter(entry -> unchanged.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** After an action for the claim of that uid failed. */
    public ActionBackoffs failed(String uid, ActionBackoff setback) {
        Map<String, ActionBackoff> more = new HashMap<>(setbacks);
        more.put(uid, setback);
        return new ActionBackoffs(more);
    }

    /** After the claim of that uid is in order again. */
    public ActionBackoffs recovered(String uid) {
        Map<String, ActionBackoff> fewer = new HashMap<>(setbacks);
        fewer.remove(uid);
        return new ActionBackoffs(fewer);
    }

    /** The last failure for a claim. */
    public Optional<ActionBackoff> of(ClaimId claim) {
        return Optional.ofNullable(setbacks.get(claim.uid()));
    }

    /** How many in a row have failed for the claim of that uid. */
    public int failures(String uid) {
        return Optional.ofNullable(setbacks.get(uid))
                .map(ActionBackoff::attempts)
                .orElse(0);
    }

    /** When each may be tried again. */
    public Stream<Instant> retries() {
        return setbacks.values().stream().map(ActionBackoff::notBefore);
    }
}

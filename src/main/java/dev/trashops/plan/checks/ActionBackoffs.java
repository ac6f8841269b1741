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
 * Failed actions that wait for a retry.
 *
 * @param byUid the last failure of each claim, by its uid
 */
public record ActionBackoffs(Map<String, ActionBackoff> byUid) {
    /** After a start. */
    public static final ActionBackoffs NONE = new ActionBackoffs(Map.of());

    /** Keeps those of claims that have not changed since. */
    public ActionBackoffs next(Predicate<String> unchanged) {
        return new ActionBackoffs(byUid.entrySet().stream()
                .filter(entry -> unchanged.test(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** After an action for the claim of that uid failed. */
    public ActionBackoffs failed(String uid, ActionBackoff failure) {
        Map<String, ActionBackoff> more = new HashMap<>(byUid);
        more.put(uid, failure);
        return new ActionBackoffs(more);
    }

    /** After the claim of that uid is in order again. */
    public ActionBackoffs recovered(String uid) {
        Map<String, ActionBackoff> fewer = new HashMap<>(byUid);
        fewer.remove(uid);
        return new ActionBackoffs(fewer);
    }

    /** The last failure for a claim. */
    public Optional<ActionBackoff> of(ClaimId claim) {
        return Optional.ofNullable(byUid.get(claim.uid()));
    }

    /** How many attempts in a row have failed for the claim of that uid. */
    public int failures(String uid) {
        return Optional.ofNullable(byUid.get(uid)).map(ActionBackoff::attempts).orElse(0);
    }

    /** When each may be retried. */
    public Stream<Instant> retries() {
        return byUid.values().stream().map(ActionBackoff::notBefore);
    }
}

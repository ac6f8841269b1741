package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.rules.RestoringRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who wants a project or version in the Trash restored. What lies in it waits for that, and nobody is told to ask for it once more.
 *
 * @param claims on projects and versions that may be in the Trash, by all their names
 * @param rules that want something back for which there is no claim yet
 */
record RestoreWishes(Map<ItemKey, List<Wisher>> claims, RestoringRules rules) {

    /** A claim, and how far it has come. */
    record Wisher(ClaimFacts facts, Optional<Readiness> readiness) {
        boolean isHeld() {
            return why().isPresent();
        }

        /** What holds it: its own state, or a policy that waits for a person and sees nothing meanwhile. */
        Optional<Readiness> why() {
            return readiness
                    .filter(Readiness::isStalled)
                    .or(() -> Optional.of(facts.policy().readiness())
                            .filter(policy ->
                                    policy.isStalled() && !facts.policy().sees()));
        }

        private boolean wantsItBack() {
            return RestoreWishes.wantsItBack(facts);
        }

        private boolean isOf(String namespace) {
            return facts.claim().id().namespace().equals(namespace);
        }

        /** What lies in the Trash is another item then: one that has been trashed since is seen there at the first look. */
        private boolean isLastSeenActive() {
            return facts.observation().state() == ObservedState.UNKNOWN
                    && facts.claim().status().observed() == ObservedState.ACTIVE;
        }

        /** One with another id is another thing, also while it is being read where that is. */
        private boolean mayBe(Optional<TrashEntry> entry) {
            Optional<ItemId> listed = entry.flatMap(TrashEntry::itemId);
            Optional<ItemId> known = facts.claim().itemId();
            if (listed.isPresent() && known.isPresent() && !listed.equals(known)) {
                return false;
            }
            Set<TrashEntry.Identity> own = facts.observation() instanceof InTrash seen
                    ? seen.candidates().stream().map(TrashEntry::identity).collect(Collectors.toSet())
                    : Set.of();
            return own.isEmpty()
                    || entry.map(TrashEntry::identity).map(own::contains).orElse(true);
        }
    }

    /** That somebody wants it. */
    sealed interface Wish {
        /** It goes on by itself. */
        record Coming() implements Wish {}

        /** Everything that asks for it is held. */
        record Held(Wisher by) implements Wish {}
    }

    static RestoreWishes none(RestoringRules rules) {
        return new RestoreWishes(Map.of(), rules);
    }

    /** With the claims of that type, decided as far as they are known. */
    RestoreWishes with(ItemType type, List<ClaimFacts> facts, DecisionTable table) {
        Map<ItemKey, List<Wisher>> more = new HashMap<>(claims);
        facts.stream()
                .filter(one -> one.item().type() == type && mayBeInTrash(one))
                .map(one -> new Wisher(one, wantsItBack(one) ? readiness(one, table) : Optional.empty()))
                .forEach(wisher -> names(wisher.facts())
                        .forEach(name -> more.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(wisher)));
        return new RestoreWishes(more, rules);
    }

    /** Our own mistake is undone, whatever its claim wants. */
    private static boolean wantsItBack(ClaimFacts facts) {
        return facts.claim().wanted() == DesiredState.RESTORED
                || facts.journal().revert().isPresent();
    }

    private static boolean mayBeInTrash(ClaimFacts facts) {
        ObservedState seen = facts.observation().state();
        return seen == ObservedState.IN_TRASH
                || (seen == ObservedState.UNKNOWN
                        && !facts.claim().status().observed().isGone());
    }

    private static Optional<Readiness> readiness(ClaimFacts facts, DecisionTable table) {
        return table.decide(facts)
                .flatMap(Decision::readiness)
                .or(() -> facts.claim().status().readiness());
    }

    /** What the spec calls the item, what is remembered, and what it is seen to be called now. */
    static List<ItemKey> names(ClaimFacts facts) {
        List<ItemKey> known = facts.claim().names();
        Optional<ItemKey> seen = facts.observation().renamed();
        return seen.isEmpty() || known.contains(seen.get())
                ? known
                : Stream.concat(known.stream(), seen.stream()).toList();
    }

    /** Whether somebody wants what a claim lies in; of several that are held, rather one of the same namespace is named. */
    Optional<Wish> forParent(ClaimFacts part, ItemKey parent, Optional<TrashEntry> entry) {
        String namespace = part.claim().id().namespace();
        List<Wisher> wishers = of(parent, entry)
                .filter(Wisher::wantsItBack)
                .filter(wisher -> wisher.isOf(namespace) || hasJoined(wisher.facts()))
                .sorted(Comparator.comparing((Wisher wisher) -> !wisher.isOf(namespace))
                        .thenComparing(wisher -> wisher.facts().claim(), Claim.OLDEST_FIRST))
                .toList();
        boolean coming = wishers.stream().anyMatch(wisher -> !wisher.isHeld())
                || entry.filter(rules::want).isPresent();
        return coming
                ? Optional.of(new Wish.Coming())
                : wishers.stream().findFirst().map(Wish.Held::new);
    }

    /** A resource of the same namespace that is about it and could ask for it. */
    Optional<ClaimId> rowOf(ClaimFacts part, ItemKey parent, Optional<TrashEntry> entry) {
        return of(parent, entry)
                .filter(wisher ->
                        !wisher.wantsItBack() && wisher.isOf(part.claim().id().namespace()))
                .filter(wisher -> !wisher.isLastSeenActive())
                .map(wisher -> wisher.facts().claim())
                .filter(claim -> !claim.spec().deleting() && !claim.id().isUnborn())
                .min(Comparator.comparing((Claim claim) ->
                                !claim.policy().equals(part.claim().policy()))
                        .thenComparing(Claim.OLDEST_FIRST))
                .map(Claim::id);
    }

    private Stream<Wisher> of(ItemKey parent, Optional<TrashEntry> entry) {
        return claims.getOrDefault(parent, List.of()).stream().filter(wisher -> wisher.mayBe(entry));
    }

    /** What policies want whose keys never opened the workspace says nothing to others. */
    private static boolean hasJoined(ClaimFacts facts) {
        return facts.policy().proved();
    }
}

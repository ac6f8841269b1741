package dev.trashops.plan;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings the ledger up to date with what a pass was given, and forgets what no longer matters. */
final class Ledgers {
    private static final Duration TOUCHED_MATTERS = Duration.ofMinutes(30);

    private Ledgers() {}

    static Ledger next(PlanInput input, TrashIndex index) {
        Ledger before = input.ledger();
        Instant now = input.now();
        Duration window = LimitBook.strictest(input.policies()).window();
        Duration settle = LimitBook.strictest(input.policies()).settle();
        Set<String> trashed = input.claims().stream()
                .filter(claim -> claim.desired() == DesiredState.TRASHED)
                .map(claim -> claim.id().uid() + " " + claim.item().type() + " " + claim.item())
                .collect(Collectors.toSet());
        Map<String, Ledger.Notice> noticed = noticed(input);
        return new Ledger(
                Optional.of(before.settling()
                        .map(settling -> settling.next(trashed, settle, now))
                        .orElseGet(() -> Settling.begin(trashed, now))),
                noticed,
                since(input, before.listedSince(), key -> !index.named(key).isEmpty()),
                since(input, before.unlistedSince(), key -> index.named(key).isEmpty()),
                keep(before.touched(), touched -> touched.isAfter(now.minus(TOUCHED_MATTERS))),
                before.deletions().stream()
                        .filter(deletion -> deletion.at().isAfter(now.minus(window)))
                        .toList(),
                setbacks(before, noticed),
                before.clockSkewed());
    }

    private static Map<String, Ledger.Notice> noticed(PlanInput input) {
        Map<String, Ledger.Notice> noticed = new HashMap<>();
        for (Claim claim : input.claims()) {
            Ledger.Notice known = input.ledger().noticed().get(claim.id().uid());
            boolean same = known != null
                    && known.generation() == claim.generation()
                    && known.requestedAt().equals(claim.requestedAt());
            noticed.put(
                    claim.id().uid(),
                    same ? known : new Ledger.Notice(claim.generation(), claim.requestedAt(), input.now()));
        }
        return noticed;
    }

    private static Map<ItemKey, Instant> since(
            PlanInput input, Map<ItemKey, Instant> before, Predicate<ItemKey> holds) {
        if (input.trash().isEmpty()) {
            return before;
        }
        Instant listed = input.trash().get().begunAt();
        Map<ItemKey, Instant> since = new HashMap<>();
        input.claims().stream()
                .flatMap(claim -> Stream.concat(Stream.of(claim.item()), claim.item().parent().stream()))
                .filter(holds)
                .forEach(key -> since.put(key, before.getOrDefault(key, listed)));
        return since;
    }

    private static <K, V> Map<K, V> keep(Map<K, V> map, Predicate<V> wanted) {
        return map.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, Setback> setbacks(Ledger before, Map<String, Ledger.Notice> noticed) {
        return before.setbacks().entrySet().stream()
                .filter(entry -> noticed.containsKey(entry.getKey())
                        && noticed.get(entry.getKey()).equals(before.noticed().get(entry.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}

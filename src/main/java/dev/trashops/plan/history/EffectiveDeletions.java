package dev.trashops.plan.history;

import dev.trashops.plan.history.ActionVerifier.JournalState;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.DeletionLedger.Entry;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The deletion ledger of one policy, without the DELETEs that are known to have had no effect. */
public final class EffectiveDeletions {
    private final Optional<DeletionLedger> ledger;
    private final Map<String, LastAction> lastActions = new HashMap<>();
    private final Map<Instant, List<Entry>> byCreation;

    /** As far as the journals of its claims tell, once they are verified. */
    public EffectiveDeletions(Optional<DeletionLedger> ledger, Map<ClaimId, JournalState> journals) {
        this.ledger = ledger;
        this.byCreation = ledger.stream()
                .flatMap(known -> known.entries().values().stream())
                .filter(entry -> entry.created().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.created().orElseThrow().truncatedTo(ChronoUnit.SECONDS)));
        journals.forEach((claim, journal) -> journal.entry().ifPresent(last -> lastActions.put(claim.uid(), last)));
    }

    /** Whether the ledger has not been read yet. */
    public boolean isUnread() {
        return ledger.isEmpty();
    }

    /** Every DELETE that took, or may have taken, effect. */
    public Stream<Entry> entries() {
        return ledger.stream()
                .flatMap(known -> known.entries().values().stream())
                .filter(this::mayHaveHappened);
    }

    /** The last DELETE of the item that was created then, if it took, or may have taken, effect. */
    public Optional<Entry> of(ItemKey item, Optional<Instant> created) {
        return entry(item, created).filter(this::mayHaveHappened);
    }

    /**
     * The other name under which the item that was created then was probably trashed, before people brought it back and renamed it.
     *
     * @param vanished whether an item of that name is nowhere to be seen now
     */
    public Optional<ItemKey> formerName(ItemKey item, Optional<Instant> created, Predicate<ItemKey> vanished) {
        return created.stream()
                .flatMap(at -> byCreation.getOrDefault(at.truncatedTo(ChronoUnit.SECONDS), List.of()).stream())
                .filter(this::mayHaveHappened)
                .map(Entry::item)
                .filter(other ->
                        !other.equals(item) && other.withSlug(item.slug()).equals(item))
                .filter(vanished)
                .sorted()
                .findFirst();
    }

    /** Whether the journal of that very claim says that a DELETE took effect. */
    public boolean isConfirmedBy(Claim claim) {
        return Optional.ofNullable(lastActions.get(claim.id().uid()))
                .filter(last -> last.lastTrashedAt().isPresent())
                .isPresent();
    }

    /** Whether a plan was carried out for an item that was created then. */
    public boolean isCarriedOut(ItemKey item, Optional<Instant> created, String digest) {
        return entry(item, created)
                .filter(entry -> entry.earlier().contains(digest)
                        || (entry.digest().equals(Optional.of(digest)) && mayHaveHappened(entry)))
                .isPresent();
    }

    private Optional<Entry> entry(ItemKey item, Optional<Instant> created) {
        return ledger.flatMap(known -> known.of(item)).filter(entry -> entry.isOf(created));
    }

    /** The rule that moved an entry to the Trash, unless a person did it some other time. */
    public Optional<String> trashedBy(ItemKey item, TrashEntry entry) {
        return of(item, Optional.empty())
                .filter(own -> entry.deletedAt()
                        .filter(at -> Duration.between(own.at(), at).abs().compareTo(TrashListing.CLOCK_TOLERANCE) <= 0)
                        .isPresent())
                .flatMap(Entry::rule);
    }

    /** A claim whose last attempt failed, be it this DELETE or a later one, remembers its last successful one. */
    private boolean mayHaveHappened(Entry entry) {
        return Optional.ofNullable(lastActions.get(entry.uid()))
                .filter(last -> last.action() == ActionKind.TRASH && last.outcome() == Outcome.FAILED)
                .filter(last -> isSince(entry, last.at()))
                .map(last -> last.trashedAt().filter(at -> isSince(entry, at)).isPresent())
                .orElse(true);
    }

    private static boolean isSince(Entry entry, Instant at) {
        return !at.truncatedTo(ChronoUnit.MILLIS).isBefore(entry.at());
    }
}

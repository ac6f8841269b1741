package dev.trashops.plan.history;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The deletion ledger of one policy, less what is known not to have taken effect. */
public final class EffectiveDeletions {
    private final Optional<DeletionLedger> ledger;
    private final Map<String, LastAction> lastActions = new HashMap<>();

    public EffectiveDeletions(Optional<DeletionLedger> ledger, Collection<Claim> claims) {
        this.ledger = ledger;
        claims.forEach(claim -> claim.status()
                .lastAction()
                .ifPresent(last -> lastActions.put(claim.id().uid(), last)));
    }

    /** Whether it was not read yet. */
    public boolean isUnread() {
        return ledger.isEmpty();
    }

    /** Every DELETE that took, or may have taken, effect. */
    public Stream<Entry> entries() {
        return ledger.stream()
                .flatMap(known -> known.entries().values().stream())
                .filter(this::mayHaveHappened);
    }

    /** The last DELETE of an item that was created then, if that took or may have taken effect. */
    public Optional<Entry> of(ItemKey item, Optional<Instant> created) {
        return entry(item, created).filter(this::mayHaveHappened);
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

    /** The rule that has moved an entry to the Trash, as opposed to a person who did it some other time. */
    public Optional<String> trashedBy(ItemKey item, TrashEntry entry) {
        return of(item, Optional.empty())
                .filter(own -> entry.deletedAt()
                        .map(at -> Duration.between(own.at(), at).abs().compareTo(TrashListing.CLOCK_TOLERANCE) <= 0)
                        .orElse(false))
                .flatMap(Entry::rule);
    }

    /** A claim whose last attempt failed, be it that one or a later one, knows when it last moved its item to the Trash. */
    private boolean mayHaveHappened(Entry entry) {
        return Optional.ofNullable(lastActions.get(entry.uid()))
                .filter(last -> last.action() == ActionKind.TRASH && last.outcome() == Outcome.FAILED)
                .filter(last -> !millis(last.at()).isBefore(entry.at()))
                .map(last -> last.trashedAt()
                        .map(at -> !millis(at).isBefore(entry.at()))
                        .orElse(false))
                .orElse(true);
    }

    private static Instant millis(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }
}

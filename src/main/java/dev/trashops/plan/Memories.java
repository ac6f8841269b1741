package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Fingerprint;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What to remember of a claim after a pass. What is unknown never overwrites what is known. */
final class Memories {
    private Memories() {}

    static Memory next(Case one, Outcome outcome, String workspace) {
        Claim claim = one.claim();
        Memory before = claim.memory();
        Sighting sight = one.sight();
        boolean known = sight.state() != ObservedState.UNKNOWN && !one.journal().waiting();
        Optional<Standing> standing = outcome.standing().or(before::standing);
        Optional<ActionKind> planned = outcome.standing().isPresent() ? outcome.planned() : before.planned();
        return new Memory(
                claim.generation(),
                claim.requestedAt(),
                known ? sight.state() : before.observed(),
                planned,
                standing,
                known ? fingerprint(one, workspace) : before.fingerprint(),
                known ? trash(one) : before.trash(),
                one.journal().entry(),
                one.drifts().drift());
    }

    private static Optional<Fingerprint> fingerprint(Case one, String workspace) {
        Optional<Fingerprint> before = one.claim().memory().fingerprint();
        Sighting sight = one.sight();
        if (sight.state() == ObservedState.ACTIVE) {
            return Optional.of(active(one, before, workspace));
        }
        if (sight.state() != ObservedState.IN_TRASH || sight.ambiguous() || sight.unproved()) {
            return before;
        }
        return Optional.of(sight.entry()
                .map(entry -> listed(entry, before, workspace))
                .orElseGet(() -> throughParent(one, sight.parent().orElseThrow(), before, workspace)));
    }

    /** An id seen on an active item of unknown age proves nothing: it may be a namesake's. */
    private static Fingerprint active(Case one, Optional<Fingerprint> before, String workspace) {
        boolean version = one.item().type() == ItemType.VERSION;
        String slug = one.item().slug();
        return new Fingerprint(
                workspace,
                before.flatMap(Fingerprint::id)
                        .or(() ->
                                version ? Optional.of(String.valueOf(one.item().version())) : Optional.empty())
                        .or(() -> one.sight()
                                .created()
                                .flatMap(known -> one.sight().activeId())),
                before.flatMap(Fingerprint::parentId),
                before.flatMap(Fingerprint::name),
                version ? before.flatMap(Fingerprint::url) : Optional.of(slug),
                version ? Optional.of(slug) : Optional.empty(),
                before.flatMap(Fingerprint::createdAt)
                        .or(() -> one.sight().created().map(Memories::seconds)));
    }

    private static Fingerprint listed(TrashEntry entry, Optional<Fingerprint> before, String workspace) {
        return new Fingerprint(
                workspace,
                Optional.of(entry.id()),
                entry.parentId().or(() -> before.flatMap(Fingerprint::parentId)),
                entry.name().or(() -> before.flatMap(Fingerprint::name)),
                entry.url().or(() -> before.flatMap(Fingerprint::url)),
                entry.parentUrl().or(() -> before.flatMap(Fingerprint::parentUrl)),
                before.flatMap(Fingerprint::createdAt));
    }

    private static Fingerprint throughParent(
            Case one, TrashEntry parent, Optional<Fingerprint> before, String workspace) {
        return new Fingerprint(
                workspace,
                Optional.of(String.valueOf(one.item().version())),
                Optional.of(parent.id()),
                before.flatMap(Fingerprint::name),
                Optional.empty(),
                Optional.of(one.item().slug()),
                before.flatMap(Fingerprint::createdAt));
    }

    private static Optional<TrashFacts> trash(Case one) {
        Sighting sight = one.sight();
        if (sight.state() == ObservedState.ACTIVE) {
            return Optional.empty();
        }
        Optional<TrashEntry> source = sight.candidates().stream().findFirst().or(sight::parent);
        if (sight.state() != ObservedState.IN_TRASH || source.isEmpty()) {
            return one.claim().memory().trash().map(TrashFacts::withoutName);
        }
        TrashEntry entry = source.get();
        boolean parentInTrash =
                sight.parent().isPresent() || entry.parentInTrash().orElse(false);
        return Optional.of(new TrashFacts(
                entry.deletedAt(),
                entry.deletedBy(),
                entry.deletedByName(),
                sight.cleanupAt(),
                parentInTrash,
                sight.parent().or(() -> source).flatMap(TrashEntry::cleanupDeleteImages)));
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Fingerprint;
import dev.trashops.plan.model.Hold;
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
        Observation sight = one.sight();
        boolean known = sight.state() != ObservedState.UNKNOWN && !one.journal().waiting();
        Optional<Standing> standing = outcome.standing().or(before::standing);
        Optional<ActionKind> planned = outcome.standing().isPresent() ? outcome.planned() : before.planned();
        Optional<Hold> hold =
                outcome.standing().isPresent() ? outcome.standing().flatMap(Hold::of) : before.hold();
        return new Memory(
                claim.generation(),
                claim.requestedAt(),
                known ? sight.state() : before.observed(),
                planned,
                hold,
                standing,
                known ? fingerprint(one, workspace) : before.fingerprint(),
                known ? trash(one) : before.trash(),
                one.journal().entry(),
                one.drifts().drift());
    }

    private static Optional<Fingerprint> fingerprint(Case one, String workspace) {
        Optional<Fingerprint> before = one.claim().memory().fingerprint();
        Observation sight = one.sight();
        if (sight instanceof Observation.Active active) {
            return Optional.of(active(one, active, before, workspace));
        }
        if (!(sight instanceof Observation.InTrash inTrash) || inTrash.name() != Observation.NameProof.UNIQUE) {
            return before;
        }
        return Optional.of(inTrash.entry()
                .map(entry -> listed(entry, before, workspace))
                .orElseGet(() -> throughParent(one, inTrash.parent().orElseThrow(), before, workspace)));
    }

    /** An id seen on an active item of unknown age proves nothing: it may be a namesake's. */
    private static Fingerprint active(
            Case one, Observation.Active active, Optional<Fingerprint> before, String workspace) {
        boolean version = one.item().type() == ItemType.VERSION;
        String slug = one.item().slug();
        return new Fingerprint(
                workspace,
                before.flatMap(Fingerprint::id)
                        .or(() ->
                                version ? Optional.of(String.valueOf(one.item().version())) : Optional.empty())
                        .or(() -> active.created().flatMap(known -> active.id())),
                before.flatMap(Fingerprint::parentId),
                before.flatMap(Fingerprint::name),
                version ? before.flatMap(Fingerprint::url) : Optional.of(slug),
                version ? Optional.of(slug) : Optional.empty(),
                before.flatMap(Fingerprint::createdAt).or(() -> active.created().map(Memories::seconds)));
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
        Observation sight = one.sight();
        if (sight instanceof Observation.Active) {
            return Optional.empty();
        }
        if (sight instanceof Observation.InTrash inTrash) {
            return Optional.of(facts(inTrash));
        }
        Optional<TrashFacts> before = one.claim().memory().trash();
        return sight instanceof Observation.Gone ? before.map(TrashFacts::withoutName) : before;
    }

    private static TrashFacts facts(Observation.InTrash seen) {
        TrashEntry entry =
                seen.candidates().stream().findFirst().or(seen::parent).orElseThrow();
        boolean parentInTrash =
                seen.parent().isPresent() || entry.parentInTrash().orElse(false);
        return new TrashFacts(
                entry.deletedAt(),
                entry.deletedBy(),
                entry.deletedByName(),
                seen.cleanupAt(),
                parentInTrash,
                seen.parent().orElse(entry).cleanupDeleteImages());
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }
}

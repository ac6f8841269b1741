package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What to remember of a claim after a pass. What is unknown never overwrites what is known. */
public final class ClaimStatusUpdate {
    private ClaimStatusUpdate() {}

    public static ClaimStatus next(ClaimFacts one, Decision outcome, String workspace) {
        Claim claim = one.claim();
        ClaimStatus before = claim.status();
        Observation sight = one.sight();
        boolean known = sight.state() != ObservedState.UNKNOWN && !one.journal().waiting();
        Optional<Readiness> standing = outcome.standing().or(before::standing);
        Optional<ActionKind> planned = outcome.standing().isPresent() ? outcome.planned() : before.planned();
        Optional<Hold> hold =
                outcome.standing().isPresent() ? outcome.standing().flatMap(Hold::of) : before.hold();
        return new ClaimStatus(
                claim.spec().generation(),
                claim.spec().requestedAt(),
                known ? sight.state() : before.observed(),
                planned,
                hold,
                standing,
                known ? fingerprint(one, workspace) : before.fingerprint(),
                known ? trash(one) : before.trash(),
                one.journal().entry(),
                one.drifts().drift());
    }

    private static Optional<ItemIdentity> fingerprint(ClaimFacts one, String workspace) {
        Optional<ItemIdentity> before = one.claim().status().fingerprint();
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
    private static ItemIdentity active(
            ClaimFacts one, Observation.Active active, Optional<ItemIdentity> before, String workspace) {
        boolean version = one.item().type() == ItemType.VERSION;
        String slug = one.item().slug();
        return new ItemIdentity(
                workspace,
                before.flatMap(ItemIdentity::id)
                        .or(() ->
                                version ? Optional.of(String.valueOf(one.item().version())) : Optional.empty())
                        .or(() -> active.created().flatMap(known -> active.id()).map(InternalId::value)),
                before.flatMap(ItemIdentity::parentId),
                before.flatMap(ItemIdentity::name),
                version ? before.flatMap(ItemIdentity::url) : Optional.of(slug),
                version ? Optional.of(slug) : Optional.empty(),
                before.flatMap(ItemIdentity::createdAt)
                        .or(() -> active.created().map(ClaimStatusUpdate::seconds)));
    }

    private static ItemIdentity listed(TrashEntry entry, Optional<ItemIdentity> before, String workspace) {
        return new ItemIdentity(
                workspace,
                Optional.of(entry.id()),
                entry.parentId().or(() -> before.flatMap(ItemIdentity::parentId)),
                entry.name().or(() -> before.flatMap(ItemIdentity::name)),
                entry.url().or(() -> before.flatMap(ItemIdentity::url)),
                entry.parentUrl().or(() -> before.flatMap(ItemIdentity::parentUrl)),
                before.flatMap(ItemIdentity::createdAt));
    }

    private static ItemIdentity throughParent(
            ClaimFacts one, TrashEntry parent, Optional<ItemIdentity> before, String workspace) {
        return new ItemIdentity(
                workspace,
                Optional.of(String.valueOf(one.item().version())),
                Optional.of(parent.id()),
                before.flatMap(ItemIdentity::name),
                Optional.empty(),
                Optional.of(one.item().slug()),
                before.flatMap(ItemIdentity::createdAt));
    }

    private static Optional<TrashFacts> trash(ClaimFacts one) {
        Observation sight = one.sight();
        if (sight instanceof Observation.Active) {
            return Optional.empty();
        }
        if (sight instanceof Observation.InTrash inTrash) {
            return Optional.of(facts(inTrash));
        }
        Optional<TrashFacts> before = one.claim().status().trash();
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

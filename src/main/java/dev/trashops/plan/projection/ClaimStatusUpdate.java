package dev.trashops.plan.projection;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ProjectRenames.Successor;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What to remember of a claim after a pass. What is unknown never overwrites what is known. */
final class ClaimStatusUpdate {
    private ClaimStatusUpdate() {}

    static ClaimStatus next(Decision decision, WorkspaceId workspace) {
        ClaimFacts facts = decision.facts();
        Claim claim = facts.claim();
        ClaimStatus before = claim.status();
        ObservedState state = facts.observation().state();
        boolean outOfSight = facts.observation() instanceof Observation.OutOfSight;
        // What is listed is not called gone while the outcome of an action is open.
        boolean reappeared = before.observed().isGone() && state == ObservedState.IN_TRASH;
        boolean known = (state != ObservedState.UNKNOWN || outOfSight)
                && (reappeared || !facts.journal().waiting());
        Optional<Readiness> decided = decision.readiness();
        ClaimStatus now = new ClaimStatus(
                claim.spec().generation(),
                facts.looked() ? claim.spec().requestedAt() : before.handledRequest(),
                known ? state : before.observed(),
                decided.isPresent() ? decision.planned() : before.planned(),
                decided.isPresent() ? decided.flatMap(Hold::of) : before.hold(),
                decided.or(before::readiness),
                known ? fingerprint(facts, workspace) : before.fingerprint(),
                known ? trash(facts) : before.trash(),
                facts.journal().entry(),
                facts.drift().drift());
        return now.equals(before) ? before : now;
    }

    private static Optional<ItemIdentity> fingerprint(ClaimFacts facts, WorkspaceId workspace) {
        // That it was seen in another workspace keeps it from being trashed in this one, for good.
        Optional<ItemIdentity> elsewhere = facts.claim().wanted() == DesiredState.TRASHED
                ? facts.claim().seenOutside(workspace)
                : Optional.empty();
        return elsewhere.isPresent() ? elsewhere : seen(facts, workspace);
    }

    private static Optional<ItemIdentity> seen(ClaimFacts facts, WorkspaceId workspace) {
        Optional<ItemIdentity> before = facts.claim().fingerprint();
        Observation observation = facts.observation();
        if (observation instanceof Observation.Active active) {
            return Optional.of(active(facts, active, before, workspace));
        }
        if (observation instanceof Observation.Gone gone) {
            return gone.successor()
                    .filter(Successor::witnessed)
                    .map(successor -> renamed(facts, successor.item(), before, workspace))
                    .or(() -> before);
        }
        if (observation.state() != ObservedState.IN_TRASH) {
            return before;
        }
        if (observation.name() != Observation.NameProof.UNIQUE) {
            return movedAlong(facts)
                    .map(name -> renamed(facts, name, before, workspace))
                    .or(() -> before);
        }
        return Optional.of(observation
                .entry()
                .map(entry -> listed(facts, entry, before, workspace))
                .orElseGet(() -> throughParent(facts, observation.parent().orElseThrow(), before, workspace)));
    }

    /** The id of an active item of unknown age proves nothing, since it may belong to a namesake. */
    private static ItemIdentity active(
            ClaimFacts facts, Observation.Active active, Optional<ItemIdentity> before, WorkspaceId workspace) {
        boolean part = facts.item().isPart();
        String slug = active.renamed().orElse(facts.item()).slug();
        boolean asBefore = before.isPresent()
                && before.get().workspace().equals(workspace)
                && before.get().id().isPresent()
                && (before.get().createdAt().isPresent() || active.created().isEmpty())
                && isCalled(before.get(), slug, part);
        if (asBefore) {
            return before.get();
        }
        return new ItemIdentity(
                workspace,
                before.flatMap(ItemIdentity::id)
                        .or(() -> part
                                ? Optional.of(ownId(facts.item()))
                                : active.created().flatMap(known -> active.id()).map(InternalId::value)),
                before.flatMap(ItemIdentity::parentId),
                before.flatMap(ItemIdentity::name),
                part ? before.flatMap(ItemIdentity::url) : Optional.of(slug),
                part ? Optional.of(slug) : Optional.empty(),
                before.flatMap(ItemIdentity::createdAt)
                        .or(() -> active.created().map(at -> at.truncatedTo(ChronoUnit.SECONDS))));
    }

    private static boolean isCalled(ItemIdentity identity, String slug, boolean part) {
        Optional<String> named = part ? identity.parentUrl() : identity.url();
        return named.filter(slug::equals).isPresent()
                && (part || identity.parentUrl().isEmpty());
    }

    /** The name under which it is looked for since its project was seen to be renamed, whichever entry of it is meant. */
    private static Optional<ItemKey> movedAlong(ClaimFacts facts) {
        boolean byName = facts.item().isPart() && facts.claim().projectId().isEmpty();
        return facts.observation().renamed().filter(name -> byName);
    }

    private static ItemIdentity renamed(
            ClaimFacts facts, ItemKey name, Optional<ItemIdentity> before, WorkspaceId workspace) {
        boolean part = facts.item().isPart();
        Optional<String> slug = Optional.of(name.slug());
        return new ItemIdentity(
                workspace,
                before.flatMap(ItemIdentity::id),
                before.flatMap(ItemIdentity::parentId),
                before.flatMap(ItemIdentity::name),
                part ? before.flatMap(ItemIdentity::url) : slug,
                part ? slug : Optional.empty(),
                before.flatMap(ItemIdentity::createdAt));
    }

    /** The id of a version or training in the Trash. */
    private static String ownId(ItemKey item) {
        return item.type() == ItemType.TRAINING ? item.training() : String.valueOf(item.version());
    }

    /** Another name than the spec's is remembered even if only other entries tell it: it is looked for under that one later. */
    private static ItemIdentity listed(
            ClaimFacts facts, TrashEntry entry, Optional<ItemIdentity> before, WorkspaceId workspace) {
        Optional<String> renamed = facts.observation().renamed().map(ItemKey::slug);
        boolean part = facts.item().isPart();
        return new ItemIdentity(
                workspace,
                Optional.of(entry.id()),
                entry.parentId().or(() -> before.flatMap(ItemIdentity::parentId)),
                entry.name().or(() -> before.flatMap(ItemIdentity::name)),
                entry.url().or(() -> renamed.filter(slug -> !part)).or(() -> before.flatMap(ItemIdentity::url)),
                entry.projectSlug()
                        .or(() -> renamed.filter(slug -> part))
                        .or(() -> before.flatMap(ItemIdentity::parentUrl)),
                before.flatMap(ItemIdentity::createdAt));
    }

    private static ItemIdentity throughParent(
            ClaimFacts facts, TrashEntry parent, Optional<ItemIdentity> before, WorkspaceId workspace) {
        return new ItemIdentity(
                workspace,
                Optional.of(ownId(facts.item())),
                parent.is(ItemType.PROJECT) ? Optional.of(parent.id()) : parent.parentId(),
                before.flatMap(ItemIdentity::name),
                Optional.empty(),
                (parent.is(ItemType.PROJECT) ? parent.url() : parent.projectSlug())
                        .or(() -> Optional.of(facts.observation()
                                .renamed()
                                .orElse(facts.item())
                                .slug())),
                before.flatMap(ItemIdentity::createdAt));
    }

    private static Optional<TrashFacts> trash(ClaimFacts facts) {
        Observation observation = facts.observation();
        if (observation instanceof Observation.Active || observation instanceof Observation.OutOfSight) {
            return Optional.empty();
        }
        if (observation instanceof Observation.InTrash inTrash) {
            return Optional.of(facts(inTrash).after(facts.claim().status().trash(), inTrash.isUndated()));
        }
        Optional<TrashFacts> before = facts.claim().status().trash();
        return observation instanceof Observation.Gone ? before.map(TrashFacts::withoutName) : before;
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
                seen.parent().orElse(entry).cleanupDeleteImages(),
                seen.cleanupAt().isPresent() && seen.cleanupEstimated());
    }
}

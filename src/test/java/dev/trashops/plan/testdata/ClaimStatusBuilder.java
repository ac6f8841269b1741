package dev.trashops.plan.testdata;

import dev.trashops.plan.history.ActionVerifier;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Describes what is remembered of a claim whose first generation was handled. */
public final class ClaimStatusBuilder {
    private WorkspaceId workspace = WorkspaceScenario.WORKSPACE;
    private ObservedState observed = ObservedState.UNKNOWN;
    private Optional<ActionKind> planned = Optional.empty();
    private Optional<Readiness> readiness = Optional.empty();
    private Optional<Hold> hold = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> parentId = Optional.empty();
    private Optional<String> url = Optional.empty();
    private Optional<Instant> born = Optional.empty();
    private Optional<TrashFacts> trash = Optional.empty();
    private Optional<LastAction> last = Optional.empty();
    private Drift drift = Drift.NONE;

    public ClaimStatusBuilder seen(ObservedState where) {
        observed = where;
        return this;
    }

    public ClaimStatusBuilder readiness(Readiness how) {
        readiness = Optional.of(how);
        return this;
    }

    /** What held it, where that is not what the readiness tells. */
    public ClaimStatusBuilder hold(Hold by) {
        hold = Optional.of(by);
        return this;
    }

    public ClaimStatusBuilder planned(ActionKind kind) {
        planned = Optional.of(kind);
        return this;
    }

    public ClaimStatusBuilder id(String known) {
        id = Optional.of(known);
        return this;
    }

    public ClaimStatusBuilder parentId(String known) {
        parentId = Optional.of(known);
        return this;
    }

    public ClaimStatusBuilder born(Instant at) {
        born = Optional.of(at);
        return this;
    }

    /** It was in the Trash, to be purged at that time. */
    public ClaimStatusBuilder trashed(Instant at, Instant cleanupAt) {
        observed = ObservedState.IN_TRASH;
        trash = Optional.of(new TrashFacts(
                Optional.of(at),
                Optional.of("somebody"),
                Optional.empty(),
                Optional.of(cleanupAt),
                false,
                Optional.of(true)));
        return this;
    }

    public ClaimStatusBuilder trashedBy(String name) {
        trash = trash.map(facts -> new TrashFacts(
                facts.deletedAt(),
                facts.deletedBy(),
                Optional.of(name),
                facts.scheduledCleanupAt(),
                facts.parentInTrash(),
                facts.cleanupDeleteImages()));
        return this;
    }

    public ClaimStatusBuilder last(
            ActionKind kind, Instant at, LastAction.Outcome outcome, Optional<InternalId> expectedId) {
        boolean unconfirmed = outcome == LastAction.Outcome.DONE
                && Duration.between(at, WorkspaceScenario.NOW).compareTo(ActionVerifier.GRACE) < 0;
        last = Optional.of(new LastAction(
                kind, at, outcome, "Done.", expectedId, Optional.empty(), Optional.empty(), unconfirmed ? 1 : 0));
        return this;
    }

    /** No listing has shown its last action, so many times in a row. */
    public ClaimStatusBuilder unconfirmed(int times) {
        last = last.map(action -> action.withUnconfirmed(times));
        return this;
    }

    /** What it was called when it was last seen; for a version its project. */
    public ClaimStatusBuilder called(String slug) {
        url = Optional.of(slug);
        return this;
    }

    /** This operator trashed it at that time and restored it later, which is the last thing it did. */
    public ClaimStatusBuilder trashedAndRestored(Instant trashedAt, Instant restoredAt) {
        last = Optional.of(new LastAction(
                ActionKind.RESTORE,
                restoredAt,
                LastAction.Outcome.DONE,
                "Done.",
                Optional.empty(),
                Optional.of(trashedAt),
                Optional.empty(),
                0));
        return this;
    }

    public ClaimStatusBuilder seenIn(WorkspaceId otherWorkspace) {
        workspace = otherWorkspace;
        return this;
    }

    public ClaimStatusBuilder reached(ObservedState state, Instant... reversals) {
        drift = new Drift(Optional.of(state), List.of(reversals));
        return this;
    }

    /** Who moved it to the Trash, the last time that it was found there against the desired state. */
    public ClaimStatusBuilder driftedBy(TrashedBy who) {
        drift = new Drift(drift.reachedState(), drift.reversals(), Optional.of(who));
        return this;
    }

    ClaimStatus build() {
        return new ClaimStatus(
                1,
                Optional.empty(),
                observed,
                planned,
                hold.or(() -> readiness.flatMap(Hold::of)),
                readiness,
                Optional.of(new ItemIdentity(workspace, id, parentId, Optional.empty(), url, url, born)),
                trash,
                last,
                drift);
    }
}

package dev.trashops.plan.model;

import java.util.Optional;

/**
 * What is remembered of a claim between passes and restarts: the part of a TrashedItem's status that decisions rest on.
 *
 * @param observedGeneration the generation last handled, -1 if none
 * @param handledRequest the value of the reconcile-now annotation last handled
 * @param planned the action that was planned, also when held or in Plan mode
 * @param readiness what the claim last showed, to be shown again and never to decide by
 * @param fingerprint the identity, remembered when first seen
 * @param trash what the Trash said of it, kept after it left
 * @param lastAction the journal: the last change made or begun for it
 */
public record ClaimStatus(
        long observedGeneration,
        Optional<String> handledRequest,
        ObservedState observed,
        Optional<ActionKind> planned,
        Optional<Hold> hold,
        Optional<Readiness> readiness,
        Optional<ItemIdentity> fingerprint,
        Optional<TrashFacts> trash,
        Optional<LastAction> lastAction,
        Drift drift) {

    /** Of a claim never seen before. */
    public static final ClaimStatus NONE = new ClaimStatus(
            -1,
            Optional.empty(),
            ObservedState.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Drift.NONE);

    public ClaimStatus withLastAction(LastAction newer) {
        return with(trash, Optional.of(newer), drift);
    }

    /** The same without the names of people. */
    public ClaimStatus withoutNames() {
        return with(trash.map(TrashFacts::withoutName), lastAction, drift.withoutName());
    }

    private ClaimStatus with(Optional<TrashFacts> facts, Optional<LastAction> action, Drift changes) {
        return new ClaimStatus(
                observedGeneration,
                handledRequest,
                observed,
                planned,
                hold,
                readiness,
                fingerprint,
                facts,
                action,
                changes);
    }

    /** The same status with the journal entry of another one of the same claim, where this one is behind. */
    public ClaimStatus learning(ClaimStatus other) {
        return other.newerAction(this).map(this::withLastAction).orElse(this);
    }

    /** Whether another status of the same claim knows of a later action, or the outcome of what this one knows begun. */
    public boolean isBehind(ClaimStatus other) {
        return other.newerAction(this).isPresent();
    }

    private Optional<LastAction> newerAction(ClaimStatus other) {
        return lastAction.filter(last -> other.lastAction.map(last::isNewerThan).orElse(true));
    }
}

package dev.trashops.observability;

import dev.trashops.observability.EventRecorder.EventNotice;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashFacts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Maps status changes to Events. An unchanged status makes none, so a restart is silent. */
final class StatusEvents {
    /** What holds a whole workspace or policy is reported once, on the policy, not on each of its thousands of items. */
    private static final Set<Reason> REPORTED_ON_POLICY = EnumSet.of(
            Reason.INVALID_CREDENTIALS,
            Reason.SECRET_NOT_FOUND,
            Reason.WORKSPACE_NOT_FOUND,
            Reason.ACCOUNT_BLOCKED,
            Reason.LIMIT_EXCEEDED,
            Reason.APPROVAL_REQUIRED,
            Reason.PLAN_ONLY,
            Reason.CLOCK_SKEW);

    /** These have an Event of their own. */
    private static final Set<Reason> REPORTED_AS_LOSS = EnumSet.of(Reason.PURGED, Reason.LOST);

    private StatusEvents() {}

    static List<EventNotice> ofItem(ItemProjection before, ItemProjection after) {
        List<EventNotice> notices = new ArrayList<>();
        drift(before.claimStatus(), after.claimStatus()).ifPresent(notices::add);
        loss(before.claimStatus(), after.claimStatus()).ifPresent(notices::add);
        warning(before, after).ifPresent(notices::add);
        after.claimStatus()
                .readiness()
                .filter(now -> !REPORTED_ON_POLICY.contains(now.reason()) && !REPORTED_AS_LOSS.contains(now.reason()))
                .flatMap(now -> stalled(before.claimStatus().readiness(), now))
                .ifPresent(notices::add);
        return List.copyOf(notices);
    }

    /**
     * For the last entry of an item's journal; a started action makes none.
     *
     * @param drift who else changed the item; a change of the spec clears it, so an action after a reversal corrects that
     *     reversal
     */
    static Optional<EventNotice> ofAction(LastAction last, Drift drift) {
        String action = CamelCase.of(last.action());
        return switch (last.outcome()) {
            case STARTED -> Optional.empty();
            case DONE -> Optional.of(EventNotice.normal(doneReason(last, drift), action, last.message()));
            case FAILED, REVERTED -> Optional.of(EventNotice.warning("ActionFailed", action, last.message()));
        };
    }

    /** For an item whose resource is deleted although it could not be restored. */
    static EventNotice ofOrphan() {
        return EventNotice.warning(
                "Orphaned", "LetGo", "The resource is being deleted although its item was not restored.");
    }

    static List<EventNotice> ofPolicy(Optional<PolicyProjection> before, PolicyProjection after) {
        List<EventNotice> notices = new ArrayList<>();
        stalled(before.map(PolicyProjection::readiness), after.readiness()).ifPresent(notices::add);
        began(before, after, PolicyProjection::limitExceeded)
                .map(message -> EventNotice.warning("LimitExceeded", "Hold", message))
                .ifPresent(notices::add);
        began(before, after, PolicyProjection::approvalRequired)
                .map(message -> EventNotice.normal("ApprovalRequired", "Hold", message))
                .ifPresent(notices::add);
        began(before, after, PolicyProjection::truncated)
                .map(message -> EventNotice.warning("Truncated", "Observe", message))
                .ifPresent(notices::add);
        return List.copyOf(notices);
    }

    /** For a policy when a foreign object has the name of one that the operator would create for it. */
    static EventNotice ofConflict(String kind, String name) {
        return EventNotice.warning(
                "Conflict",
                "Create",
                "A " + kind + " named " + name
                        + " already exists and does not belong to this policy, so the operator cannot"
                        + " create its own. Delete it, or recreate it under another name.");
    }

    /** The message of a condition that is new. */
    private static Optional<String> began(
            Optional<PolicyProjection> before,
            PolicyProjection after,
            Function<PolicyProjection, Optional<String>> message) {
        return before.flatMap(message).isPresent() ? Optional.empty() : message.apply(after);
    }

    private static Optional<EventNotice> drift(ClaimStatus before, ClaimStatus after) {
        boolean reversed = after.drift().reversals().stream()
                .anyMatch(at -> !before.drift().reversals().contains(at));
        String who = after.trash().flatMap(TrashFacts::deletedByName).orElse("Somebody else");
        return reversed
                ? Optional.of(EventNotice.warning(
                        "DriftDetected", "Observe", who + " changed the item after it had reached its desired state."))
                : Optional.empty();
    }

    private static String doneReason(LastAction last, Drift drift) {
        if (drift.reversals().stream().anyMatch(reversed -> !reversed.isAfter(last.at()))) {
            return "DriftCorrected";
        }
        return last.action() == ActionKind.RESTORE ? "Restored" : "Trashed";
    }

    private static Optional<EventNotice> loss(ClaimStatus before, ClaimStatus after) {
        if (before.observed() == after.observed()) {
            return Optional.empty();
        }
        boolean fits = after.readiness().map(Readiness::isReady).orElse(false);
        String message = after.readiness().map(Readiness::message).orElse("The item is gone for good.");
        EventNotice.Level level = fits ? EventNotice.Level.NORMAL : EventNotice.Level.WARNING;
        return switch (after.observed()) {
            case PURGED, LOST ->
                Optional.of(new EventNotice(level, CamelCase.of(after.observed()), "Observe", message));
            case ACTIVE, IN_TRASH, MISSING, UNKNOWN -> Optional.empty();
        };
    }

    /** Each stage makes an Event of its own. */
    private static Optional<EventNotice> warning(ItemProjection before, ItemProjection after) {
        Optional<CleanupWarning.Stage> shown = before.warning().map(CleanupWarning::stage);
        return after.warning()
                .filter(now -> !shown.equals(Optional.of(now.stage())))
                .map(now -> EventNotice.warning(
                        "CleanupImminent", "Warn", now.stage().text() + ": " + now.message()));
    }

    private static Optional<EventNotice> stalled(Optional<Readiness> before, Readiness after) {
        boolean changed = before.filter(Readiness::isStalled)
                .map(was -> was.reason() != after.reason())
                .orElse(true);
        return after.isStalled() && changed
                ? Optional.of(EventNotice.warning(after.reason().text(), "Stall", after.message()))
                : Optional.empty();
    }
}

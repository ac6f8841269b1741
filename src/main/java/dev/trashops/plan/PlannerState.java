package dev.trashops.plan;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.observe.ProjectRenames;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.plan.release.SettlingWindow;
import dev.trashops.plan.release.TrashBudget;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the loop remembers from pass to pass and may lose in a crash.
 *
 * @param times when things were first observed as they are now
 * @param renames which projects and workflows were renamed
 * @param settling whether the set of Trashed claims has come to rest; absent before the first pass
 * @param deletions what this operator has trashed within the longest window
 * @param backoffs the last failure of each claim whose action waits for a retry
 * @param goneSince since when each item of a ledger has been nowhere to be seen
 */
public record PlannerState(
        ObservationTimes times,
        ProjectRenames renames,
        Optional<SettlingWindow> settling,
        List<SentDeletion> deletions,
        Map<ClaimId, ActionBackoff> backoffs,
        Map<ItemKey, Instant> goneSince) {
    /** After a start. */
    public static final PlannerState EMPTY = new PlannerState(
            ObservationTimes.NONE, ProjectRenames.NONE, Optional.empty(), List.of(), Map.of(), Map.of());

    /** The state for the input of a new pass, without what is outdated. A claim that has changed may be tried at once. */
    static PlannerState next(PlanInput input, Moment now) {
        PlannerState before = input.state();
        Limits limits = TrashBudget.strictest(input.policies());
        ObservationTimes times = before.times.next(input.claims(), input.trash(), input.interval(), now);
        // Before the first listing nothing settles.
        Optional<SettlingWindow> settling =
                input.trash().map(seen -> SettlingWindow.next(before.settling, input.claims(), limits.settle(), now));
        return before.with(
                times,
                before.renames.next(input.inventory(), input.trash()),
                settling,
                Kept.matching(
                        before.deletions, deletion -> !now.reached(deletion.at().plus(limits.window()))),
                Kept.keys(before.backoffs, claim -> times.isUnchanged(claim, before.times)),
                before.goneSince);
    }

    /** The same if nothing has changed. */
    @SuppressWarnings("ReferenceEquality")
    private PlannerState with(
            ObservationTimes newTimes,
            ProjectRenames newRenames,
            Optional<SettlingWindow> newSettling,
            List<SentDeletion> newDeletions,
            Map<ClaimId, ActionBackoff> newBackoffs,
            Map<ItemKey, Instant> newGoneSince) {
        boolean same = newTimes == times
                && newRenames == renames
                && newSettling.equals(settling)
                && newDeletions == deletions
                && newBackoffs == backoffs
                && newGoneSince == goneSince;
        return same
                ? this
                : new PlannerState(newTimes, newRenames, newSettling, newDeletions, newBackoffs, newGoneSince);
    }

    /** After a pass in which no read showed the items of those claims. */
    PlannerState missing(Map<ClaimId, Instant> unseen) {
        return with(times.missing(unseen), renames, settling, deletions, backoffs, goneSince);
    }

    /** After looking for the items of ledgers, of which those are nowhere to be seen now. */
    PlannerState seeingGone(Set<ItemKey> gone, Instant now) {
        return gone.equals(goneSince.keySet())
                ? this
                : new PlannerState(
                        times,
                        renames,
                        settling,
                        deletions,
                        backoffs,
                        gone.stream()
                                .collect(Collectors.toMap(item -> item, item -> goneSince.getOrDefault(item, now))));
    }

    /** After a time in which the process slept, and has yet to hear of what happened meanwhile. */
    public PlannerState overslept() {
        return new PlannerState(times, renames, Optional.empty(), deletions, backoffs, goneSince);
    }

    /** After the clock was set: without anything that rests on when it was noticed. */
    public PlannerState clockSet() {
        return new PlannerState(
                ObservationTimes.NONE.skewed(times.clockSkewed()),
                renames,
                Optional.empty(),
                deletions,
                Map.of(),
                Map.of());
    }

    /** With the renames that a policy showed before a restart, or that another process saw. */
    public PlannerState recalling(Collection<Rename> shown) {
        return with(times, renames.recalling(shown), settling, deletions, backoffs, goneSince);
    }

    /** After this operator changed an item, or may have. */
    public PlannerState touching(ItemKey item, Instant at) {
        return new PlannerState(times.touching(item, at), renames, settling, deletions, backoffs, goneSince);
    }

    /** After a DELETE that took, or may have taken, effect. */
    public PlannerState deleting(SentDeletion deletion) {
        List<SentDeletion> more =
                Stream.concat(deletions.stream(), Stream.of(deletion)).toList();
        return new PlannerState(times, renames, settling, more, backoffs, goneSince);
    }

    /** Without DELETEs of which a listing has shown that they did not take effect; what matters is item and time. */
    PlannerState sparing(List<SentDeletion> refuted) {
        return with(
                times,
                renames,
                settling,
                Kept.matching(deletions, deletion -> refuted.stream().noneMatch(deletion::isSameCall)),
                backoffs,
                goneSince);
    }

    /** After an action for the claim failed. */
    public PlannerState setBack(ClaimId claim, ActionBackoff failure) {
        Map<ClaimId, ActionBackoff> more = new HashMap<>(backoffs);
        more.put(claim, failure);
        return new PlannerState(times, renames, settling, deletions, more, goneSince);
    }

    /** How many actions in a row have failed for the claim. */
    public int failures(ClaimId claim) {
        return Optional.ofNullable(backoffs.get(claim))
                .map(ActionBackoff::attempts)
                .orElse(0);
    }

    /** After an action for the claim succeeded. */
    public PlannerState recovered(ClaimId claim) {
        return recovered(Set.of(claim));
    }

    /** After these claims are in order again. */
    PlannerState recovered(Set<ClaimId> ready) {
        return with(
                times, renames, settling, deletions, Kept.keys(backoffs, claim -> !ready.contains(claim)), goneSince);
    }

    /** After Roboflow's clock was compared with ours. */
    public PlannerState skewed(boolean apart) {
        return with(times.skewed(apart), renames, settling, deletions, backoffs, goneSince);
    }
}

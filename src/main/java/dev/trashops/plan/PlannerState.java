package dev.trashops.plan;

import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
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
    static PlannerState next(PlanInput input) {
        PlannerState before = input.state();
        Limits limits = TrashBudget.strictest(input.policies());
        ObservationTimes times = before.times.next(input.claims(), input.trash(), input.interval(), input.now());
        boolean seeing = input.trash().isPresent();
        return new PlannerState(
                times,
                before.renames.next(input.inventory(), input.trash()),
                Optional.of(SettlingWindow.next(before.settling, input.claims(), seeing, limits.settle(), input.now())),
                before.deletions.stream()
                        .filter(deletion -> deletion.at().isAfter(input.now().minus(limits.window())))
                        .toList(),
                before.backoffs.entrySet().stream()
                        .filter(entry -> times.isUnchanged(entry.getKey(), before.times))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                before.goneSince);
    }

    /** After a pass in which no read showed the items of those claims. */
    PlannerState missing(Map<ClaimId, Instant> unseen) {
        return new PlannerState(times.missing(unseen), renames, settling, deletions, backoffs, goneSince);
    }

    /** After looking for the items of ledgers, of which those are nowhere to be seen now. */
    PlannerState seeingGone(Set<ItemKey> gone, Instant now) {
        return new PlannerState(
                times,
                renames,
                settling,
                deletions,
                backoffs,
                gone.stream().collect(Collectors.toMap(item -> item, item -> goneSince.getOrDefault(item, now))));
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
        return new PlannerState(times, renames.recalling(shown), settling, deletions, backoffs, goneSince);
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

    /** After a listing has shown that a DELETE begun then did not take effect. */
    public PlannerState sparing(ItemKey item, Instant begun) {
        List<SentDeletion> fewer = deletions.stream()
                .filter(deletion ->
                        !deletion.item().equals(item) || !deletion.at().equals(begun))
                .toList();
        return new PlannerState(times, renames, settling, fewer, backoffs, goneSince);
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

    /** After the claim is in order again. */
    public PlannerState recovered(ClaimId claim) {
        Map<ClaimId, ActionBackoff> fewer = new HashMap<>(backoffs);
        fewer.remove(claim);
        return new PlannerState(times, renames, settling, deletions, fewer, goneSince);
    }

    /** After Roboflow's clock was compared with ours. */
    public PlannerState skewed(boolean apart) {
        return new PlannerState(times.skewed(apart), renames, settling, deletions, backoffs, goneSince);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.checks.ActionBackoffs;
import dev.trashops.plan.model.ActionBackoff;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.observe.ObservationTimes;
import dev.trashops.plan.release.ReleaseState;
import dev.trashops.plan.release.SentDeletion;
import dev.trashops.plan.release.TrashBudget;
import java.time.Instant;
import java.util.Objects;

/**
 * What the loop remembers from pass to pass and may lose in a crash.
 *
 * @param times since when items are as observed
 * @param release what the release of trashings depends on
 * @param backoffs failed actions
 */
public record PlannerState(ObservationTimes times, ReleaseState release, ActionBackoffs backoffs) {
    /** After a start. */
    public static final PlannerState EMPTY =
            new PlannerState(ObservationTimes.NONE, ReleaseState.NONE, ActionBackoffs.NONE);

    /** The state for the input of a new pass. */
    static PlannerState next(PlanInput input) {
        PlannerState before = input.state();
        ObservationTimes times = before.times().next(input.claims(), input.trash(), input.now());
        return new PlannerState(
                times,
                before.release().next(input.claims(), TrashBudget.strictest(input.policies()), input.now()),
                before.backoffs().next(uid -> isUnchanged(uid, before.times(), times)));
    }

    private static boolean isUnchanged(String uid, ObservationTimes before, ObservationTimes after) {
        return after.noticed().containsKey(uid)
                && Objects.equals(after.noticed().get(uid), before.noticed().get(uid));
    }

    /** After this operator changed an item, or may have. */
    public PlannerState touching(ItemKey item, Instant at) {
        return new PlannerState(times.touching(item, at), release, backoffs);
    }

    /** After a DELETE that took, or may have taken, effect. */
    public PlannerState deleting(SentDeletion deletion) {
        return new PlannerState(times, release.deleting(deletion), backoffs);
    }

    /** After a listing has shown that a DELETE begun then did not take effect. */
    public PlannerState sparing(ItemKey item, Instant begun) {
        return new PlannerState(times, release.sparing(item, begun), backoffs);
    }

    /** After an action for the claim of that uid failed. */
    public PlannerState setBack(String uid, ActionBackoff failure) {
        return new PlannerState(times, release, backoffs.failed(uid, failure));
    }

    /** How many actions in a row have failed for the claim of that uid. */
    public int failures(String uid) {
        return backoffs.failures(uid);
    }

    /** After the claim of that uid is in order again. */
    public PlannerState recovered(String uid) {
        return new PlannerState(times, release, backoffs.recovered(uid));
    }

    /** After Roboflow's clock was compared with ours. */
    public PlannerState skewed(boolean apart) {
        return new PlannerState(times.skewed(apart), release, backoffs);
    }
}

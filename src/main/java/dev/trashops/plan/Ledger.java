package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import java.time.Instant;
import java.util.Objects;

/**
 * What a loop remembers from pass to pass and may lose in a crash.
 *
 * @param times since when things are as they were observed
 * @param release what decides over the release of trashings
 * @param backoffs actions that failed
 */
public record Ledger(ObservationTimes times, ReleaseState release, ActionBackoffs backoffs) {
    /** After a start. */
    public static final Ledger EMPTY = new Ledger(ObservationTimes.NONE, ReleaseState.NONE, ActionBackoffs.NONE);

    /** Brought up to date with what a pass was given. */
    static Ledger next(PlanInput input) {
        Ledger before = input.ledger();
        ObservationTimes times = before.times().next(input.claims(), input.trash(), input.now());
        return new Ledger(
                times,
                before.release().next(input.claims(), LimitBook.strictest(input.policies()), input.now()),
                before.backoffs().next(uid -> isUnchanged(uid, before.times(), times)));
    }

    private static boolean isUnchanged(String uid, ObservationTimes before, ObservationTimes after) {
        return after.noticed().containsKey(uid)
                && Objects.equals(after.noticed().get(uid), before.noticed().get(uid));
    }

    /** After this operator changed an item, or may have. */
    public Ledger touching(ItemKey item, Instant at) {
        return new Ledger(times.touching(item, at), release, backoffs);
    }

    /** After a DELETE that took, or may have taken, effect. */
    public Ledger deleting(Deletion deletion) {
        return new Ledger(times, release.deleting(deletion), backoffs);
    }

    /** After a listing has told that a DELETE begun then did not take effect. */
    public Ledger sparing(ItemKey item, Instant begun) {
        return new Ledger(times, release.sparing(item, begun), backoffs);
    }

    /** After an action for the claim of that uid failed. */
    public Ledger setBack(String uid, Setback setback) {
        return new Ledger(times, release, backoffs.failed(uid, setback));
    }

    /** After the claim of that uid is in order again. */
    public Ledger recovered(String uid) {
        return new Ledger(times, release, backoffs.recovered(uid));
    }

    /** After Roboflow's clock was compared with ours. */
    public Ledger skewed(boolean apart) {
        return new Ledger(times.skewed(apart), release, backoffs);
    }
}

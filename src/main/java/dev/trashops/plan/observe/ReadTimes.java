package dev.trashops.plan.observe;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * When everything was read last. Whatever depends on it asks here, so that in the end it is known which later reads change an answer
 * although they show the same.
 */
public final class ReadTimes {
    private final Function<ReadTarget, Optional<Instant>> begun;
    private final Map<ReadTarget, Instant> thresholds = new HashMap<>();

    ReadTimes(Function<ReadTarget, Optional<Instant>> begun) {
        this.begun = begun;
    }

    /** When the last read of that was begun. */
    Optional<Instant> begun(ReadTarget read) {
        return begun.apply(read);
    }

    /** Whether the last read of that was begun at that time or later. */
    public boolean isBegunSince(ReadTarget read, Instant time) {
        boolean since = begun.apply(read).filter(at -> !at.isBefore(time)).isPresent();
        if (!since) {
            matters(read, time);
        }
        return since;
    }

    /** Whether the last read of that was begun later than that. */
    public boolean isBegunAfter(ReadTarget read, Instant time) {
        return isBegunSince(read, time.plusNanos(1));
    }

    /** Whether the last read of one was begun later than that of the other. */
    public boolean isNewer(ReadTarget read, ReadTarget other) {
        boolean newer = begun.apply(read)
                .filter(at -> begun.apply(other).filter(at::isAfter).isPresent())
                .isPresent();
        awaitChange(newer ? other : read, newer ? read : other, newer);
        return newer;
    }

    /** Whether both were read, and the last read of one was begun no earlier than that of the other. */
    public boolean isAtLeastAsNew(ReadTarget read, ReadTarget other) {
        boolean asNew = begun.apply(read)
                .filter(at ->
                        begun.apply(other).filter(than -> !at.isBefore(than)).isPresent())
                .isPresent();
        awaitChange(asNew ? other : read, asNew ? read : other, !asNew);
        return asNew;
    }

    private void awaitChange(ReadTarget read, ReadTarget than, boolean sameTimeMatters) {
        begun.apply(than).ifPresent(at -> matters(read, sameTimeMatters ? at : at.plusNanos(1)));
    }

    /** Any later read of that may change what is decided, be it one that shows the same. */
    void awaitNewer(ReadTarget read) {
        begun.apply(read).ifPresent(at -> matters(read, at.plusNanos(1)));
    }

    private void matters(ReadTarget read, Instant from) {
        thresholds.merge(read, from, (one, other) -> one.isBefore(other) ? one : other);
    }

    /** From which begin on a read that shows the same as the last one changes what was decided nevertheless. */
    public Map<ReadTarget, Instant> thresholds() {
        return Map.copyOf(thresholds);
    }
}

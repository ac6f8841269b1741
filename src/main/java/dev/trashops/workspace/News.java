package dev.trashops.workspace;

import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.util.Map;

/** Whether anything was read since the last plan that may change it. */
final class News {
    private Map<ReadTarget, Instant> thresholds = Map.of();
    private boolean any = true;

    boolean any() {
        return any;
    }

    /**
     * After a plan was made of everything that was read.
     *
     * @param from from which begin on a read changes it that shows the same as the last one
     */
    void planned(Map<ReadTarget, Instant> from) {
        thresholds = from;
        any = false;
    }

    /** After a read that was begun then. */
    void read(ReadTarget what, Instant begun, boolean same) {
        any |= !same || !begun.isBefore(thresholds.getOrDefault(what, Instant.MAX));
    }

    /** What was read before is no longer known. */
    void forgotten() {
        any = true;
    }
}

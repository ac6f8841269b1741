package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;

/**
 * What to show while calls fail in a row. What was said first stays until another failure has come so often in a row that it is
 * what is wrong now; each further change takes twice as many. So a cause that differs from try to try is no new status each
 * time, and one that lasts is named in the end. What a person has to act on is shown at once.
 *
 * @param shown what is shown
 * @param other the latest failure
 * @param times how often it came in a row without being shown
 * @param enough how often it has to
 */
record SteadyReadiness(Readiness shown, Readiness other, int times, int enough) {
    private static final int ENOUGH = 3;
    private static final int MOST = ENOUGH << 16;

    static SteadyReadiness first(Readiness failure) {
        return new SteadyReadiness(failure, failure, 0, ENOUGH);
    }

    /** The same, but the next failure is shown at once. */
    SteadyReadiness anew() {
        return new SteadyReadiness(shown, shown, 0, 1);
    }

    /** After another failure in a row. */
    SteadyReadiness next(Readiness failure) {
        if (failure.equals(shown)) {
            return new SteadyReadiness(shown, shown, 0, enough);
        }
        int now = failure.equals(other) ? times + 1 : 1;
        boolean urgent = failure.isStalled() && !shown.isStalled();
        return urgent || now >= enough
                ? new SteadyReadiness(failure, failure, 0, Math.min(enough * 2, MOST))
                : new SteadyReadiness(shown, failure, now, enough);
    }
}

package dev.trashops.plan.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How soon something in the Trash that nobody wants trashed may be purged; the soonest first. */
public enum Endangered {
    WITHIN_1D(1),
    WITHIN_3D(3),
    WITHIN_7D(7);

    private static final List<Endangered> SOONEST_FIRST = List.of(values());

    private final Duration left;

    Endangered(int days) {
        left = Duration.ofDays(days);
    }

    /** How soon that is; empty while more time is left. */
    public static Optional<Endangered> of(Instant cleanupAt, Moment now) {
        for (Endangered stage : SOONEST_FIRST) {
            if (now.passed(cleanupAt.minus(stage.left))) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** How many are endangered; what is lost within a day is lost within three, too. */
    public record Counts(int within1d, int within3d, int within7d) {
        public static final Counts NONE = new Counts(0, 0, 0);

        public static Counts of(Collection<Endangered> all) {
            return new Counts(until(WITHIN_1D, all), until(WITHIN_3D, all), until(WITHIN_7D, all));
        }

        private static int until(Endangered latest, Collection<Endangered> all) {
            return (int)
                    all.stream().filter(stage -> stage.compareTo(latest) <= 0).count();
        }
    }
}

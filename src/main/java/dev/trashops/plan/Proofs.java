package dev.trashops.plan;

import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reads that must be fresh right before an action, in order. When answers are slow, the first of them would be too old before
 * the last has come, and the action would never be made; so what was read in one turn counts while it lasts, and each stage
 * only if it was begun after the one before.
 */
public record Proofs(List<List<Proof>> stages) {
    private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

    /** A read that may not be older than that, unless it was made in the turn that is under way. */
    public record Proof(ReadTarget read, Duration age) {}

    public Proofs {
        stages = stages.stream().map(List::copyOf).toList();
    }

    public List<ReadTarget> reads() {
        return stages.stream().flatMap(List::stream).map(Proof::read).toList();
    }

    /** Whether a turn that began then has lasted so long that another one has to begin. */
    public static boolean isOver(Instant turn, Instant now) {
        return now.isAfter(turn.plus(LONGEST_TURN));
    }

    /**
     * The first read that has to be made now.
     *
     * @param begun when the last read of each was begun; {@link Instant#MIN} if there was none
     * @param turn when the turn began, if one is under way
     */
    public Optional<ReadTarget> missing(Function<ReadTarget, Instant> begun, Optional<Instant> turn, Instant now) {
        Optional<Instant> since = turn;
        for (List<Proof> stage : stages) {
            for (Proof proof : stage) {
                Instant earliest = now.minus(proof.age());
                Instant counts = since.filter(earliest::isAfter).orElse(earliest);
                if (begun.apply(proof.read()).isBefore(counts)) {
                    return Optional.of(proof.read());
                }
            }
            since = turn.map(start -> lastOf(stage, begun, start));
        }
        return Optional.empty();
    }

    private static Instant lastOf(List<Proof> stage, Function<ReadTarget, Instant> begun, Instant turn) {
        return stage.stream()
                .map(proof -> begun.apply(proof.read()))
                .filter(turn::isBefore)
                .max(Instant::compareTo)
                .orElse(turn);
    }
}

package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan.Validity;
import dev.trashops.plan.PlanInput;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Reads some of a workspace again, which shows the same, and each before that matters for a plan. */
public final class Rereads {
    private final PlanInput input;
    private final Validity validity;
    private final Random random;

    public Rereads(PlanInput input, Validity validity, Random random) {
        this.input = input;
        this.validity = validity;
        this.random = random;
    }

    public PlanInput made() {
        Inventory seen = input.inventory();
        return PlanInputEdits.seen(
                input,
                input.trash().map(trash -> trash.begunAt(again(new ReadTarget.Trash(), trash.begunAt()))),
                new Inventory(
                        seen.projects().map(read -> again(new ReadTarget.Projects(), read)),
                        seen.workflows().map(read -> again(new ReadTarget.Workflows(), read)),
                        again(seen.contents(), ReadTarget.Project::new),
                        again(seen.versions(), item -> new ReadTarget.Version(item.slug(), item.version())),
                        again(seen.trainings(), item -> new ReadTarget.Trainings(item.slug(), item.version())),
                        again(seen.specifications(), ReadTarget.Workflow::new)));
    }

    private <K, T> Map<K, ReadResult<T>> again(Map<K, ReadResult<T>> reads, Function<K, ReadTarget> target) {
        Map<K, ReadResult<T>> again = new HashMap<>();
        reads.forEach((key, read) -> again.put(key, again(target.apply(key), read)));
        return again;
    }

    private <T> ReadResult<T> again(ReadTarget target, ReadResult<T> read) {
        Instant begun = again(target, read.begunAt());
        if (read instanceof ReadResult.Found<T> found) {
            return new ReadResult.Found<>(found.value(), begun);
        }
        return read instanceof ReadResult.Unreadable<T> failed
                ? new ReadResult.Unreadable<>(failed.why(), begun)
                : new ReadResult.Absent<>(begun);
    }

    private Instant again(ReadTarget target, Instant begun) {
        Instant matters = validity.thresholds().getOrDefault(target, Instant.MAX);
        Instant latest = matters.isAfter(input.now()) ? input.now() : matters.minusNanos(1);
        if (random.nextBoolean() || !latest.isAfter(begun)) {
            return begun;
        }
        Duration later = Duration.between(begun, latest);
        return random.nextBoolean() ? latest : begun.plusNanos((long) (later.toNanos() * random.nextDouble()));
    }
}

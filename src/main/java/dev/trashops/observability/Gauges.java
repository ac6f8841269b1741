package dev.trashops.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Gauges that come and go with the workspaces they tell of. */
final class Gauges {
    private final MeterRegistry registry;
    private final Map<Key, Shown> shown = new HashMap<>();

    Gauges(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One gauge from now on shows that value. */
    synchronized void show(String name, String help, Tags tags, DoubleSupplier value) {
        shown.computeIfAbsent(new Key(name, tags), key -> register(key, help, value)).value.source = value;
    }

    /** The gauges of that name and workspace show these values, and those that are not named any more go. */
    synchronized void showAll(String name, String help, String workspace, Map<Tags, ? extends Number> values) {
        Tags own = Tags.of("workspace", workspace);
        values.forEach((tags, value) -> show(name, help, own.and(tags), value::doubleValue));
        removeIf(key -> key.name.equals(name)
                && isOf(key, workspace)
                && values.keySet().stream().noneMatch(tags -> own.and(tags).equals(key.tags)));
    }

    /** Every gauge of that workspace goes. */
    synchronized void forget(String workspace) {
        removeIf(key -> isOf(key, workspace));
    }

    private Shown register(Key key, String help, DoubleSupplier first) {
        Reading value = new Reading(first);
        Gauge gauge = Gauge.builder(key.name, value, Reading::now)
                .description(help)
                .tags(key.tags)
                .strongReference(true)
                .register(registry);
        return new Shown(value, gauge);
    }

    private void removeIf(Predicate<Key> gone) {
        shown.entrySet().removeIf(entry -> {
            boolean goes = gone.test(entry.getKey());
            if (goes) {
                registry.remove(entry.getValue().gauge);
            }
            return goes;
        });
    }

    private static boolean isOf(Key key, String workspace) {
        return key.tags.stream()
                .anyMatch(tag ->
                        tag.getKey().equals("workspace") && tag.getValue().equals(workspace));
    }

    private record Key(String name, Tags tags) {}

    private record Shown(Reading value, Gauge gauge) {}

    private static final class Reading {
        private volatile DoubleSupplier source;

        private Reading(DoubleSupplier source) {
            this.source = source;
        }

        private double now() {
            return source.getAsDouble();
        }
    }
}

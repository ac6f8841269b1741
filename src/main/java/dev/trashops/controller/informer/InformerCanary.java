package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a stale informer, one that runs but no longer receives changes: every few minutes it compares the API server
 * with the informers. Such informers have been seen. It only reads.
 */
public final class InformerCanary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InformerCanary.class);
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(TrashedItem.class, RoboflowTrashPolicy.class);

    private final ResourceIndex index;
    private final Function<Class<? extends HasMetadata>, Optional<Map<String, String>>> listed;
    private final Map<Class<? extends HasMetadata>, InformerStaleness> staleness = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(InformerCanary::thread);
    private Optional<Future<?>> rounds = Optional.empty();

    /**
     * Not started yet.
     *
     * @param listed lists the versions of a kind in the API server; empty if it does not answer
     */
    public InformerCanary(
            ResourceIndex index, Function<Class<? extends HasMetadata>, Optional<Map<String, String>>> listed) {
        this.index = index;
        this.listed = listed;
        KINDS.forEach(kind -> staleness.put(kind, new InformerStaleness()));
    }

    /** Compares at that interval from now on. */
    public void start(Duration interval) {
        rounds = Optional.of(timer.scheduleWithFixedDelay(
                this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The kind of a stale informer, if there is one. */
    public Optional<String> stale() {
        return staleness.entrySet().stream()
                .filter(entry -> entry.getValue().isStale())
                .map(entry -> entry.getKey().getSimpleName())
                .findFirst();
    }

    /** Compares once. Never throws, as that would cancel later rounds. */
    public void round() {
        try {
            if (index.synced()) {
                staleness.forEach((kind, known) -> listed.apply(kind)
                        .ifPresentOrElse(versions -> known.compare(versions, cached(kind)), known::forget));
                stale().ifPresent(kind -> LOG.error("The {} informer is stale: it no longer receives changes", kind));
            }
        } catch (RuntimeException e) {
            LOG.warn("Failed to compare the informers with the API server", e);
        }
    }

    @Override
    public void close() {
        rounds.ifPresent(running -> running.cancel(true));
        timer.shutdown();
    }

    private Map<String, String> cached(Class<? extends HasMetadata> kind) {
        return kind == TrashedItem.class ? index.versionsOfItems() : index.versionsOfPolicies();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "informer-canary");
        thread.setDaemon(true);
        return thread;
    }
}

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
 * Notices an informer that looks well and no longer hears anything, which has happened to informers before: every few
 * minutes it compares what the API server has with what the informers have. It reads only; nothing is written for it.
 */
public final class InformerCanary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InformerCanary.class);
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(TrashedItem.class, RoboflowTrashPolicy.class);

    private final ResourceIndex catalog;
    private final Function<Class<? extends HasMetadata>, Optional<Map<String, String>>> listed;
    private final Map<Class<? extends HasMetadata>, InformerStaleness> freshness = new LinkedHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(InformerCanary::thread);
    private Optional<Future<?>> rounds = Optional.empty();

    /**
     * Made, not started.
     *
     * @param listed asks the API server for the versions of a kind; nothing when it can't be asked
     */
    public InformerCanary(
            ResourceIndex catalog, Function<Class<? extends HasMetadata>, Optional<Map<String, String>>> listed) {
        this.catalog = catalog;
        this.listed = listed;
        KINDS.forEach(kind -> freshness.put(kind, new InformerStaleness()));
    }

    /** Compares from now on, at that interval. */
    public void start(Duration interval) {
        rounds = Optional.of(timer.scheduleWithFixedDelay(
                this::round, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The kind whose informer has stopped hearing, if there is one. */
    public Optional<String> stale() {
        return freshness.entrySet().stream()
                .filter(entry -> entry.getValue().isStale())
                .map(entry -> entry.getKey().getSimpleName())
                .findFirst();
    }

    /** Compares once. Never throws, as that would end all later rounds. */
    public void round() {
        try {
            if (catalog.synced()) {
                freshness.forEach((kind, known) -> listed.apply(kind)
                        .ifPresentOrElse(versions -> known.compare(versions, cached(kind)), known::forget));
                stale().ifPresent(kind -> LOG.error("The informer of {} no longer hears of changes", kind));
            }
        } catch (RuntimeException e) {
            LOG.warn("Comparing the informers with the API server failed", e);
        }
    }

    @Override
    public void close() {
        rounds.ifPresent(running -> running.cancel(true));
        timer.shutdown();
    }

    private Map<String, String> cached(Class<? extends HasMetadata> kind) {
        return kind == TrashedItem.class ? catalog.versionsOfItems() : catalog.versionsOfPolicies();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "informer-canary");
        thread.setDaemon(true);
        return thread;
    }
}

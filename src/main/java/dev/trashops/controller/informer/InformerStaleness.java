package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Utils;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a stale informer, one that runs but no longer receives changes: every few minutes it compares the API server
 * with the informers. Such informers have been seen. It only reads, and what is done besides in each round is up to others.
 */
public final class InformerStaleness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InformerStaleness.class);
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(TrashedItem.class, RoboflowTrashPolicy.class);

    /**
     * One comparison. An informer is stale if it still has an old version of a resource, or a deleted resource, a whole round
     * after the API server showed otherwise. Keyed by uid; versions are only compared for equality.
     *
     * @param behind what the informer had where it differed from the API server; empty for a resource it did not have
     * @param stale whether it was behind in the last two rounds and did not move between them
     */
    record Round(Map<String, Optional<String>> behind, boolean stale) {
        /** Proves nothing, as when the API server could not be asked. */
        static final Round NONE = new Round(Map.of(), false);

        /** The round after this one: what the API server and the informer have, uid to version. */
        Round next(Map<String, String> listed, Map<String, String> cached) {
            Map<String, Optional<String>> now = new HashMap<>();
            Stream.concat(listed.keySet().stream(), cached.keySet().stream())
                    .filter(uid -> !Objects.equals(listed.get(uid), cached.get(uid)))
                    .forEach(uid -> now.put(uid, Optional.ofNullable(cached.get(uid))));
            return new Round(now, !Collections.disjoint(now.entrySet(), behind.entrySet()));
        }
    }

    private final ResourceIndex index;
    private final ResourceVersionLister lister;
    private final Runnable sweep;
    private final Map<Class<? extends HasMetadata>, Round> rounds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Utils.daemonThreadFactory(this));

    /** {@code sweep} is called in each round: it looks for what nobody was told of. */
    public InformerStaleness(ResourceIndex index, ResourceVersionLister lister, Runnable sweep) {
        this.index = index;
        this.lister = lister;
        this.sweep = sweep;
    }

    /** Compares at that interval from now on. */
    public void start(Duration interval) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                this::compare, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The kind of a stale informer, if there is one. */
    public Optional<String> stale() {
        return KINDS.stream()
                .filter(kind -> rounds.getOrDefault(kind, Round.NONE).stale())
                .map(Class::getSimpleName)
                .findFirst();
    }

    /** Compares once. Never throws, as that would cancel later rounds. */
    public synchronized void compare() {
        try {
            if (index.synced()) {
                for (Class<? extends HasMetadata> kind : KINDS) {
                    Round last = rounds.getOrDefault(kind, Round.NONE);
                    rounds.put(
                            kind,
                            lister.of(kind)
                                    .map(listed -> last.next(listed, index.versions(kind)))
                                    .orElse(Round.NONE));
                }
                stale().ifPresent(kind -> LOG.error("The {} informer is stale: it no longer receives changes", kind));
                sweep.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Failed to compare the informers with the API server", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

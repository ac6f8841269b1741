package dev.trashops.bench;

import static java.util.Comparator.naturalOrder;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sees, as anybody who watches does, when items get their status. */
final class StatusWatch implements Watcher<GenericKubernetesResource>, AutoCloseable {
    private final Map<String, Instant> created = new ConcurrentHashMap<>();
    private final Map<String, Instant> told = new ConcurrentHashMap<>();
    private final Map<String, Instant> ready = new ConcurrentHashMap<>();
    private volatile Instant lastChange = Instant.now();
    private volatile Optional<WatcherException> broken = Optional.empty();
    private volatile Optional<Watch> watch = Optional.empty();

    /** Watches the items of that group and version in a namespace. */
    static StatusWatch of(KubernetesClient client, String api, String namespace) {
        StatusWatch watching = new StatusWatch();
        watching.watch = Optional.of(client.genericKubernetesResources(items(api))
                .inNamespace(namespace)
                .watch(watching));
        return watching;
    }

    static ResourceDefinitionContext items(String api) {
        String[] words = api.split("/", -1);
        return new ResourceDefinitionContext.Builder()
                .withGroup(words[0])
                .withVersion(words[1])
                .withKind("TrashedItem")
                .withPlural("trasheditems")
                .withNamespaced(true)
                .build();
    }

    /** An item that is about to be created. */
    void creating(String name) {
        created.put(name, Instant.now());
    }

    @Override
    public void eventReceived(Action action, GenericKubernetesResource item) {
        Instant now = Instant.now();
        lastChange = now;
        String name = item.getMetadata().getName();
        for (Object one :
                Optional.ofNullable(item.<List<?>>get("status", "conditions")).orElse(List.of())) {
            if (one instanceof Map<?, ?> condition && "Ready".equals(condition.get("type"))) {
                told.putIfAbsent(name, now);
                boolean isReady =
                        "True".equals(condition.get("status")) && isOf(item, condition.get("observedGeneration"));
                ready.compute(
                        name,
                        (same, before) -> isReady ? Optional.ofNullable(before).orElse(now) : null);
            }
        }
    }

    private static boolean isOf(GenericKubernetesResource item, @Nullable Object generation) {
        return generation instanceof Number number
                && number.longValue() == item.getMetadata().getGeneration();
    }

    @Override
    public void onClose(WatcherException cause) {
        broken = Optional.of(cause);
    }

    /** How many items are as they should be. */
    int ready() {
        broken.ifPresent(cause -> {
            throw new IllegalStateException("The API server ended the watch", cause);
        });
        return ready.size();
    }

    boolean isReady(String name) {
        return ready.containsKey(name);
    }

    /** Since when nothing has changed. */
    Instant lastChange() {
        return lastChange;
    }

    /** From the creation of each item to its first status. */
    List<Duration> lags() {
        return told.entrySet().stream()
                .filter(entry -> created.containsKey(entry.getKey()))
                .map(entry -> Duration.between(created.get(entry.getKey()), entry.getValue()))
                .sorted(naturalOrder())
                .toList();
    }

    @Override
    public void close() {
        watch.ifPresent(Watch::close);
    }
}

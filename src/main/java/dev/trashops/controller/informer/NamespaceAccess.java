package dev.trashops.controller.informer;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Utils;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, at the start and then every half minute, in which namespaces the operator may not list what it watches, and whether
 * the API server accepts who it is. An informer alone does not tell: it tries for ever. Where a namespace is closed, the others
 * go on.
 */
public final class NamespaceAccess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceAccess.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final String REJECTED = "the API server rejects the operator's credentials (401)";
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(RoboflowTrashPolicy.class, TrashedItem.class);

    private final KubernetesClient client;
    private final Set<String> namespaces;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Utils.daemonThreadFactory(this));
    private volatile Map<String, Set<String>> closed = Map.of();
    private volatile boolean unknown;

    /** Looks at those namespaces; without any at the whole cluster. */
    public NamespaceAccess(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        this.namespaces = Set.copyOf(namespaces);
    }

    /** Looks once, then regularly. */
    public void start() {
        look();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks once. Never throws, as that would cancel later looks. */
    public synchronized void look() {
        try {
            boolean rejected = false;
            Map<String, Set<String>> found = new TreeMap<>();
            for (String namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
                for (Class<? extends HasMetadata> kind : KINDS) {
                    OptionalInt status = status(namespace, kind);
                    if (status.isEmpty()) {
                        // Nothing is known anew, neither here nor, most likely, elsewhere.
                        return;
                    }
                    rejected |= status.getAsInt() == HttpURLConnection.HTTP_UNAUTHORIZED;
                    if (status.getAsInt() == HttpURLConnection.HTTP_FORBIDDEN) {
                        found.computeIfAbsent(namespace, any -> new TreeSet<>()).add(HasMetadata.getPlural(kind));
                    }
                }
            }
            take(rejected, found);
        } catch (RuntimeException e) {
            LOG.warn(
                    "Failed to look at what the operator may list ({})",
                    e.getClass().getSimpleName());
        }
    }

    private void take(boolean rejected, Map<String, Set<String>> found) {
        if (rejected && !unknown) {
            LOG.error("{}: has its ServiceAccount been deleted?", REJECTED);
        }
        unknown = rejected;
        // Who is not known has no rights that could be told.
        if (!rejected) {
            tell(found);
            closed = Map.copyOf(found);
        }
    }

    private void tell(Map<String, Set<String>> found) {
        found.forEach((namespace, kinds) -> {
            if (!kinds.equals(closed.get(namespace))) {
                LOG.warn("{}; only what was read there before is handled", described(namespace, kinds));
            }
        });
        closed.keySet().stream()
                .filter(namespace -> !found.containsKey(namespace))
                .forEach(namespace -> LOG.info("Namespace {} can be listed now", namespace));
    }

    /** Empty where the API server gave no answer, or failed. */
    private OptionalInt status(String namespace, Class<? extends HasMetadata> kind) {
        try {
            var one = new ListOptionsBuilder().withLimit(1L).build();
            if (namespace.isEmpty()) {
                client.resources(kind).inAnyNamespace().list(one);
            } else {
                client.resources(kind).inNamespace(namespace).list(one);
            }
            return OptionalInt.of(HttpURLConnection.HTTP_OK);
        } catch (KubernetesClientException failure) {
            int code = failure.getCode();
            return code < 400 || code >= 500 || code == TOO_MANY ? OptionalInt.empty() : OptionalInt.of(code);
        }
    }

    /** Whether everything in a namespace may be listed, as far as is known. */
    public boolean isOpen(String namespace) {
        return !closed.containsKey(namespace);
    }

    /** What is wrong, for the readiness probe. */
    public Optional<String> problem() {
        if (unknown) {
            return Optional.of(REJECTED);
        }
        Map<String, Set<String>> now = closed;
        return now.isEmpty()
                ? Optional.empty()
                : Optional.of(now.entrySet().stream()
                        .map(entry -> described(entry.getKey(), entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining("; ")));
    }

    private static String described(String namespace, Set<String> kinds) {
        return (namespace.isEmpty() ? "no right to list " : "namespace " + namespace + ": no right to list ")
                + String.join(" and ", kinds);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

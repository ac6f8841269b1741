package dev.trashops.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Creates resources as fast as an API server beside other work takes them. */
final class Creator {
    private static final int THREADS = 4;
    private static final int AHEAD = 100;

    private static final JsonMapper JSON = new JsonMapper();

    private final KubernetesClient client;
    private final String namespace;

    Creator(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /**
     * Creates all.
     *
     * @param witness learns of the name of each right before it is created
     */
    void create(Stream<Map<String, Object>> resources, Consumer<String> witness)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Semaphore ahead = new Semaphore(AHEAD);
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        try {
            resources.forEach(fields -> {
                ahead.acquireUninterruptibly();
                threads.execute(() -> {
                    try {
                        create(fields, witness);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        ahead.release();
                    }
                });
            });
            ahead.acquire(AHEAD);
        } finally {
            threads.shutdown();
        }
        if (failure.get() != null) {
            throw new ExecutionException("Not all could be created", failure.get());
        }
    }

    private void create(Map<String, Object> fields, Consumer<String> witness) {
        HasMetadata resource = JSON.convertValue(fields, GenericKubernetesResource.class);
        witness.accept(resource.getMetadata().getName());
        client.resource(resource).inNamespace(namespace).create();
    }
}

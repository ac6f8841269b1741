package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps one resource of every way in which policies and items have stood while the tests ran, as a file each, for
 * {@link StatusesSeenIT} to judge. Also which reasons to be in progress have ended in something else.
 */
public final class StatusRecorder implements AutoCloseable {
    static final Path FOLDER = Path.of("target", "statuses-seen");
    static final String ENDINGS = "endings.txt";
    private static final String API = "trashops.dev/v1alpha1";

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final Set<String> shapes = new HashSet<>();
    private final Set<String> endings = new HashSet<>();
    private final Map<String, Set<String>> underWay = new HashMap<>();
    private final List<SharedIndexInformer<GenericKubernetesResource>> informers;

    private StatusRecorder(KubernetesClient client) {
        informers = ArgoCd.KINDS.stream()
                .map(kind -> client.genericKubernetesResources(API, kind)
                        .inAnyNamespace()
                        .inform(new Scribe(client)))
                .toList();
    }

    /** Starts to listen, and forgets what an earlier run has left. */
    public static StatusRecorder start(KubernetesClient client) {
        try {
            Files.createDirectories(FOLDER);
            long now = ManagementFactory.getRuntimeMXBean().getStartTime();
            try (Stream<Path> files = Files.list(FOLDER)) {
                for (Path file : files.toList()) {
                    if (Files.getLastModifiedTime(file).toMillis() < now) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new StatusRecorder(client);
    }

    /** Listens to a namespace, too: one in which none but the operator writes statuses. */
    public void follow(String namespace) {
        namespaces.add(namespace);
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private final class Scribe implements ResourceEventHandler<GenericKubernetesResource> {
        private final KubernetesClient client;

        private Scribe(KubernetesClient client) {
            this.client = client;
        }

        @Override
        public void onAdd(GenericKubernetesResource resource) {
            note(resource);
        }

        @Override
        public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource resource) {
            note(resource);
        }

        @Override
        public void onDelete(GenericKubernetesResource resource, boolean unknown) {
            // The last thing that was said of it has been noted.
        }

        private void note(GenericKubernetesResource resource) {
            if (namespaces.contains(resource.getMetadata().getNamespace())) {
                try {
                    write(json.readTree(client.getKubernetesSerialization().asJson(resource)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private synchronized void write(JsonNode resource) throws IOException {
        String shape = shape(resource);
        if (shapes.add(shape)) {
            ((ObjectNode) resource.path("metadata")).remove("managedFields");
            String name = resource.path("kind").asText() + "-"
                    + UUID.nameUUIDFromBytes(shape.getBytes(StandardCharsets.UTF_8)) + ".json";
            json.writerWithDefaultPrettyPrinter()
                    .writeValue(FOLDER.resolve(name).toFile(), resource);
        }
        String kind = resource.path("kind").asText();
        Set<String> reasons =
                underWay.computeIfAbsent(resource.at("/metadata/uid").asText(), uid -> new HashSet<>());
        if (!HealthAgreement.reason(resource, "Reconciling").isEmpty()) {
            reasons.add(HealthAgreement.reason(resource, "Reconciling"));
        } else if (Kstatus.of(resource) == Kstatus.CURRENT || Kstatus.of(resource) == Kstatus.FAILED) {
            for (String reason : reasons) {
                end(kind + " " + reason);
            }
            reasons.clear();
        }
    }

    private void end(String ending) throws IOException {
        if (endings.add(ending)) {
            Files.writeString(
                    FOLDER.resolve(ENDINGS), ending + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** What counts for how a resource is seen; messages, times and numbers do not. */
    private static String shape(JsonNode resource) {
        Set<String> conditions = new TreeSet<>();
        resource.at("/status/conditions")
                .forEach(one -> conditions.add(one.path("type").asText() + "="
                        + one.path("status").asText() + " "
                        + one.path("reason").asText()));
        return String.join(
                ", ",
                resource.path("kind").asText(),
                conditions.toString(),
                "current "
                        + resource.at("/metadata/generation")
                                .asText()
                                .equals(resource.at("/status/observedGeneration")
                                        .asText()),
                "deleting " + resource.at("/metadata").has("deletionTimestamp"),
                resource.at("/spec/suspend").asText(),
                resource.at("/spec/mode").asText(),
                resource.at("/spec/desiredState").asText(),
                resource.at("/status/observedState").asText(),
                "held " + (resource.at("/status/plan/held").asInt() > 0),
                "digest " + resource.at("/status/plan").has("digest"));
    }
}

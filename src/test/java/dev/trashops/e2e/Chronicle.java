package dev.trashops.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every state that the resources of some kinds in a namespace were in, in the order in which the API server stored them. */
final class Chronicle implements AutoCloseable {

    /** A resource as one write left it. */
    record State(long version, String kind, String name, JsonNode resource) {
        /** Whether a condition is there, with that status and reason. */
        boolean has(String type, String status, String reason) {
            JsonNode condition = Flux.condition(resource, type);
            return condition.path("status").asText().equals(status)
                    && condition.path("reason").asText().equals(reason);
        }

        boolean isStalled() {
            return Flux.condition(resource, "Stalled").path("status").asText().equals("True");
        }

        /** The generation that its status is about. */
        int observed() {
            return resource.at("/status/observedGeneration").asInt();
        }
    }

    private final Queue<State> states = new ConcurrentLinkedQueue<>();
    private final List<Watch> watches = new ArrayList<>();

    /** Starts to watch kinds, each with the version of its API. */
    Chronicle(KubeSpace space, Map<String, String> kinds) {
        kinds.forEach((kind, api) -> watches.add(space.client()
                .genericKubernetesResources(api, kind)
                .inNamespace(space.namespace())
                .watch(new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, GenericKubernetesResource resource) {
                        if (action == Action.ADDED || action == Action.MODIFIED) {
                            states.add(new State(
                                    Long.parseLong(resource.getMetadata().getResourceVersion()),
                                    kind,
                                    resource.getMetadata().getName(),
                                    Roboflow.parsed(space.client()
                                            .getKubernetesSerialization()
                                            .asJson(resource))));
                        }
                    }

                    @Override
                    public void onClose(WatcherException cause) {
                        throw new AssertionError(cause);
                    }
                })));
    }

    /** All of a kind so far. */
    List<State> of(String kind) {
        return states.stream()
                .filter(state -> state.kind().equals(kind))
                .sorted(Comparator.comparing(State::version))
                .toList();
    }

    /** How all resources of a kind stood at that version. */
    List<State> of(String kind, long version) {
        return of(kind).stream()
                .filter(state -> state.version() <= version)
                .filter(state -> of(kind).stream()
                        .noneMatch(later -> later.name().equals(state.name())
                                && later.version() <= version
                                && later.version() > state.version()))
                .toList();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}

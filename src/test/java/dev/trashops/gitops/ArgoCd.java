package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What Argo CD does with our scripts: tell the health of a resource, and offer and carry out actions on it. */
public final class ArgoCd {
    /** What a script may say of health. */
    private static final Set<String> HEALTHS = Set.of("Healthy", "Progressing", "Degraded", "Suspended");

    static final Path ROOT = Path.of("manifests", "gitops", "argocd");
    static final List<String> KINDS = List.of("RoboflowTrashPolicy", "TrashedItem");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArgoLua lua;

    /** Argo CD with that clock, whose zone is the one of its server. */
    public ArgoCd(Clock clock) {
        this.lua = new ArgoLua(clock);
    }

    /**
     * How a resource is.
     *
     * @param status one of the words of Argo CD
     * @param message for a person
     */
    public record Health(String status, String message) {}

    /** The health of a resource. */
    public Health health(JsonNode resource) {
        if (resource.at("/metadata").has("deletionTimestamp")) {
            return new Health("Progressing", "Pending deletion");
        }
        JsonNode health = lua.run(read(folder(resource).resolve("health.lua")), resource, Map.of());
        Health said = new Health(
                health.path("status").asText(), health.path("message").asText());
        if (!HEALTHS.contains(said.status()) || said.message().isBlank()) {
            throw new AssertionError("Argo CD can't show " + health);
        }
        return said;
    }

    /** The actions that are offered for a resource, as the discovery script returns them. */
    public JsonNode discover(JsonNode resource) {
        return lua.run(read(folder(resource).resolve("actions/discovery.lua")), resource, Map.of());
    }

    /** The names of the actions that can be clicked. */
    public List<String> enabled(JsonNode resource) {
        return discover(resource).properties().stream()
                .filter(action -> !action.getValue().path("disabled").asBoolean())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The resource as an action leaves it. */
    public JsonNode act(JsonNode resource, String action, Map<String, String> parameters) {
        Path script = folder(resource).resolve("actions").resolve(action).resolve("action.lua");
        return JsonMergePatch.withEmptyMapsAgain(lua.run(read(script), resource, parameters), resource);
    }

    /** The merge patch by which an action reaches the API server. */
    public ObjectNode patch(JsonNode resource, String action, Map<String, String> parameters) {
        return JsonMergePatch.patch(resource, act(resource, action, parameters));
    }

    static Path folder(String kind) {
        return ROOT.resolve("resource_customizations/trashops.dev").resolve(kind);
    }

    private static Path folder(JsonNode resource) {
        return folder(resource.path("kind").asText());
    }

    /** The names of all actions for a kind. */
    static List<String> actions(String kind) {
        try (Stream<Path> files = Files.list(folder(kind).resolve("actions"))) {
            return files.filter(file -> Files.exists(file.resolve("action.lua")))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> yaml(Path file) {
        return Stream.of(read(file).split("(?m)^---$", -1))
                .map(text -> JSON.<JsonNode>valueToTree(Serialization.unmarshal(text, Map.class)))
                .toList();
    }
}

package dev.trashops.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A row of {@code mistakes.yaml}: something that beginners write, and what they must read then.
 *
 * @param mistake in words
 * @param name of its objects, unless the mistake is in the name
 * @param fields of the row
 */
record Mistake(String mistake, String name, JsonNode fields) {
    private static final Path TABLE = Path.of("src", "test", "resources", "mistakes.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Mistake> all() {
        try {
            JsonNode rows = JSON.valueToTree(Serialization.unmarshal(Files.readString(TABLE), List.class));
            return IntStream.range(0, rows.size())
                    .mapToObj(n -> new Mistake(rows.get(n).path("mistake").asText(), "mistake-" + (n + 1), rows.get(n)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the error of kubectl must contain; nothing if kubectl takes it. */
    List<String> refusal() {
        return Stream.concat(words("kubectl"), words("page")).toList();
    }

    /** Words of Kubernetes that a page explains, as they can't say what is meant. */
    Optional<String> explained() {
        return words("page").findFirst();
    }

    /** The kind whose condition tells of it. */
    Optional<String> kind() {
        return condition(0);
    }

    /** The reason of that condition. */
    Optional<String> reason() {
        return condition(1);
    }

    /** What the message of that condition must contain. */
    List<String> message(String namespace) {
        return words("says")
                .map(word -> word.replace("{name}", name).replace("{namespace}", namespace))
                .toList();
    }

    /** The one object that is refused, or else everything that a user would apply with it. */
    List<String> documents() {
        boolean taken = fields.has("condition");
        Stream<ObjectNode> policy =
                taken || fields.has("policy") || fields.has("rule") ? Stream.of(policy()) : Stream.empty();
        Stream<ObjectNode> item = taken || fields.has("item") ? Stream.of(item(objectName(), "item")) : Stream.empty();
        Stream<ObjectNode> others = taken
                ? Stream.concat(
                        secret().stream(),
                        fields.has("other") ? Stream.of(item(name + "-other", "other")) : Stream.empty())
                : Stream.empty();
        return Stream.of(others, policy, item)
                .flatMap(all -> all)
                .map(Serialization::asYaml)
                .toList();
    }

    private Optional<String> condition(int word) {
        return fields.has("condition")
                ? Optional.of(fields.path("condition").asText().split(" ", -1)[word])
                : Optional.empty();
    }

    private Stream<String> words(String field) {
        return fields.path(field).valueStream().map(JsonNode::asText);
    }

    private String objectName() {
        return fields.path("named").asText(name);
    }

    private Optional<ObjectNode> secret() {
        JsonNode said = fields.path("secret");
        if (said.isNull()) {
            return Optional.empty();
        }
        ObjectNode secret = document("v1", "Secret", name);
        secret.setAll((ObjectNode) (said.isObject() ? said : parsed("{'stringData':{'api-key':'sandbox-key'}}")));
        return Optional.of(secret);
    }

    private ObjectNode policy() {
        ObjectNode spec = spec(
                "{'workspace':'acme-vision','interval':'10s','credentials':{'secretKeyRef':{'name':'" + name + "'}}}",
                "policy");
        if (fields.has("rule")) {
            spec.putArray("rules").add(fields.get("rule"));
        }
        return document(api(), fields.path("kind").asText("RoboflowTrashPolicy"), objectName())
                .set("spec", spec);
    }

    private ObjectNode item(String object, String field) {
        ObjectNode spec = spec(
                "{'policyRef':{'name':'" + name
                        + "'},'item':{'type':'Project','project':'hard-hats'},'desiredState':'Restored'}",
                field);
        return document(api(), fields.path("kind").asText("TrashedItem"), object)
                .set("spec", spec);
    }

    private String api() {
        return fields.path("apiVersion").asText("trashops.dev/v1alpha1");
    }

    /** A good one, with the fields of the row in place of its own. */
    private ObjectNode spec(String good, String field) {
        ObjectNode spec = (ObjectNode) parsed(good);
        fields.path(field).properties().forEach(entry -> spec.set(entry.getKey(), entry.getValue()));
        return spec;
    }

    private static ObjectNode document(String api, String kind, String object) {
        ObjectNode document = JSON.createObjectNode().put("apiVersion", api).put("kind", kind);
        document.putObject("metadata").put("name", object);
        return document;
    }

    private static JsonNode parsed(String json) {
        return Roboflow.json(json);
    }

    @Override
    public String toString() {
        return mistake;
    }
}

package dev.trashops.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * {@code values.schema.json}, completed: descriptions from the values, the fields that Kubernetes has where a value is a
 * part of one of its objects, and, so that a misspelt name is answered with the right ones, the names that are allowed.
 */
final class ChartSchema {
    /** The file of the chart. */
    static final Path FILE = Path.of(Helm.CHART, "values.schema.json");

    private static final Map<String, Class<?>> KUBERNETES = new TreeMap<>(Map.ofEntries(
            Map.entry("affinity", Affinity.class),
            Map.entry("container", Container.class),
            Map.entry("dnsConfig", PodDNSConfig.class),
            Map.entry("env", EnvVar.class),
            Map.entry("envFrom", EnvFromSource.class),
            Map.entry("hostAlias", HostAlias.class),
            Map.entry("networkPolicyPeer", NetworkPolicyPeer.class),
            Map.entry("podSecurityContext", PodSecurityContext.class),
            Map.entry("probe", Probe.class),
            Map.entry("resources", ResourceRequirements.class),
            Map.entry("securityContext", SecurityContext.class),
            Map.entry("strategy", DeploymentStrategy.class),
            Map.entry("toleration", Toleration.class),
            Map.entry("topologySpreadConstraint", TopologySpreadConstraint.class),
            Map.entry("volume", Volume.class),
            Map.entry("volumeMount", VolumeMount.class)));

    /** What else a probe may do is the chart's own matter. */
    private static final Set<String> ACTIONS = Set.of("exec", "grpc", "httpGet", "tcpSocket");

    private static final String PROPERTIES = "properties";
    private static final String NAMES = "propertyNames";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root;

    private ChartSchema(String json) throws IOException {
        root = (ObjectNode) mapper.readTree(json);
    }

    /** As the file has it. */
    static ChartSchema read() throws IOException {
        return new ChartSchema(Files.readString(FILE));
    }

    /** What it says of a value. */
    JsonNode of(ChartValue value) {
        JsonNode found = root;
        for (String name : value.path()) {
            found = found.path(PROPERTIES).path(name);
        }
        return found;
    }

    /** What it says, with a reference to a definition replaced by that. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : root.at(reference.substring(1));
    }

    /** The names of all values that it knows, and of no others that it only has a word of advice for. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        collect("", root, names);
        return names;
    }

    private void collect(String prefix, JsonNode schema, List<String> names) {
        for (Map.Entry<String, JsonNode> property : schema.path(PROPERTIES).properties()) {
            String name = prefix + property.getKey();
            if (property.getValue().has(PROPERTIES)) {
                collect(name + ".", property.getValue(), names);
            } else if (!isAdvice(property.getValue())) {
                names.add(name);
            }
        }
    }

    /** A name of another chart's value, for which this one has another. */
    private static boolean isAdvice(JsonNode schema) {
        return schema.path("const").asText().startsWith("absent: ");
    }

    /** The text of the file, with all that can be worked out. */
    String completed(List<ChartValue> values) {
        for (ChartValue value : values) {
            if (of(value) instanceof ObjectNode schema) {
                describe(schema, value.description());
            }
        }
        ObjectNode definitions = root.withObject("/definitions");
        KUBERNETES.forEach((name, type) -> definitions.set(name, kubernetes(type)));
        name(root);
        return new CompactJson().text(root);
    }

    private static void describe(ObjectNode schema, String description) {
        ObjectNode rest = schema.deepCopy();
        schema.removeAll();
        schema.put("description", description);
        rest.remove("description");
        schema.setAll(rest);
    }

    private ObjectNode kubernetes(Class<?> type) {
        ObjectNode schema = mapper.createObjectNode();
        schema.put("description", "Of Kubernetes: " + type.getSimpleName());
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject(PROPERTIES);
        mapper.getSerializationConfig().introspect(mapper.constructType(type)).findProperties().stream()
                .map(BeanPropertyDefinition::getName)
                .filter(name -> type != Probe.class || !ACTIONS.contains(name))
                .forEach(properties::putObject);
        return schema;
    }

    private void name(ObjectNode schema) {
        schema.remove(NAMES);
        if (schema.path("additionalProperties").isBoolean()
                && schema.path(PROPERTIES) instanceof ObjectNode properties) {
            ArrayNode known = mapper.createArrayNode();
            ArrayNode advised = mapper.createArrayNode();
            properties
                    .properties()
                    .forEach(property -> (isAdvice(property.getValue()) ? advised : known).add(property.getKey()));
            ObjectNode names = schema.putObject(NAMES);
            if (advised.isEmpty()) {
                names.set("enum", known);
            } else {
                names.putObject("if").set("enum", advised);
                names.putObject("else").set("enum", known);
            }
        }
        StreamSupport.stream(schema.spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .forEach(part -> name((ObjectNode) part));
    }
}

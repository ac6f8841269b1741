package dev.trashops.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** Objects without what only Helm writes, and lists of variables in one order. */
final class NormalizedObjects {
    private static final List<String> LABELS = List.of("app.kubernetes.io/managed-by", "helm.sh/chart");
    private static final Set<String> LABELLED = Set.of("labels", "matchLabels", "selector");

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    /** The objects by kind, namespace and name. */
    Map<String, String> of(List<HasMetadata> objects) {
        Map<String, String> all = new TreeMap<>();
        for (HasMetadata object : objects) {
            ObjectNode node = (ObjectNode) serialization.convertValue(object, JsonNode.class);
            strip(node);
            String id = object.getKind() + " "
                    + object.getMetadata().getNamespace() + "/"
                    + object.getMetadata().getName();
            if (all.put(id, serialization.asYaml(sorted(node))) != null) {
                throw new AssertionError("twice: " + id);
            }
        }
        return all;
    }

    private static void strip(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (LABELLED.contains(field.getKey()) && field.getValue() instanceof ObjectNode labels) {
                labels.remove(LABELS);
            }
            strip(field.getValue());
        }
        if (node instanceof ObjectNode object) {
            object.remove(List.of("imagePullPolicy", "annotations"));
        }
        if (node instanceof ArrayNode list) {
            list.forEach(NormalizedObjects::strip);
        }
    }

    /** Keys in one order, and lists of things that have names by their names. */
    private static Object sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .sorted(Comparator.comparing(each -> each.path("name").asText()))
                    .map(NormalizedObjects::sorted)
                    .toList();
        }
        return node;
    }
}

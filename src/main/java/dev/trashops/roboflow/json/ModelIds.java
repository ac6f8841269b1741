package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The ids of models, where an answer gives any: as text, as {@code id} or {@code modelId} of an object, or as the key of one. */
final class ModelIds {
    private ModelIds() {}

    /** Of a model, a list of models, or an object of them. */
    static Set<String> in(JsonNode... models) {
        Set<String> ids = new TreeSet<>();
        Stream.of(models).forEach(node -> collect(node, ids));
        return ids;
    }

    private static void collect(JsonNode node, Set<String> ids) {
        if (node.isTextual()) {
            ids.add(node.textValue());
        }
        JsonValues.string(node, "id").ifPresent(ids::add);
        JsonValues.string(node, "modelId").ifPresent(ids::add);
        if (node.isArray()) {
            node.forEach(one -> collect(one, ids));
        }
        // In an object of models the values are objects; its other fields are metrics and the like.
        node.properties().stream().filter(field -> field.getValue().isObject()).forEach(field -> {
            if (field.getKey().contains("/")) {
                ids.add(field.getKey());
            }
            collect(field.getValue(), ids);
        });
    }
}

package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What Argo CD makes of the resource that an action returns before it sends the difference. */
final class JsonMergePatch {
    private JsonMergePatch() {}

    /** Puts back as maps what were empty maps before Lua took them for empty lists. */
    static JsonNode withEmptyMapsAgain(JsonNode after, JsonNode before) {
        if (after.isArray() && after.isEmpty() && before.isObject()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (after instanceof ObjectNode map) {
            before.properties().forEach(field -> {
                if (map.has(field.getKey())) {
                    map.set(field.getKey(), withEmptyMapsAgain(map.get(field.getKey()), field.getValue()));
                }
            });
            return map;
        }
        if (after.isArray() && before.isArray()) {
            var list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < after.size(); i++) {
                list.add(i < before.size() ? withEmptyMapsAgain(after.get(i), before.get(i)) : after.get(i));
            }
            return list;
        }
        return after;
    }

    /** The JSON merge patch that leads from one to the other; empty when they are alike. */
    static ObjectNode patch(JsonNode before, JsonNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(name -> {
            if (!after.has(name)) {
                patch.putNull(name);
            }
        });
        after.properties().forEach(field -> {
            JsonNode old = before.path(field.getKey());
            JsonNode now = field.getValue();
            if (old.isObject() && now.isObject()) {
                ObjectNode inner = patch(old, now);
                if (!inner.isEmpty()) {
                    patch.set(field.getKey(), inner);
                }
            } else if (!same(old, now)) {
                patch.set(field.getKey(), now);
            }
        });
        return patch;
    }

    /** An int and a long of the same value are alike. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) ->
                        a.isNumber() && b.isNumber() ? Double.compare(a.asDouble(), b.asDouble()) : a.equals(b) ? 0 : 1,
                other);
    }
}

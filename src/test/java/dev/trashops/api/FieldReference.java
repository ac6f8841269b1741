package dev.trashops.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The fields below {@code spec} or {@code status}, in the order in which the Java types declare them. */
final class FieldReference {
    private static final String UNCHANGED = "self == oldSelf";

    /**
     * A field.
     *
     * @param path its path from the top of the object, such as {@code spec.item.project}
     * @param type its type
     * @param bounds what values it may have, and its default
     * @param meaning its description
     */
    record Field(String path, String type, String bounds, String meaning) {}

    /** The message of the API server for a field that breaks a rule. */
    record Refusal(String path, String message) {}

    private final List<Field> fields = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<Type, String> described = new HashMap<>();

    /**
     * Reads the schema of a part of a kind.
     *
     * @param path {@code spec} or {@code status}
     * @param type the record that holds it
     */
    FieldReference(String path, Class<?> type, JSONSchemaProps schema) {
        children(path, type, schema);
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    /** In the order of the fields. */
    List<Refusal> refusals() {
        return refusals.stream()
                .sorted(Comparator.comparing(refusal -> place(refusal.path())))
                .toList();
    }

    private int place(String path) {
        return IntStream.range(0, fields.size())
                .filter(index -> path.startsWith(fields.get(index).path()))
                .max()
                .orElse(0);
    }

    private void children(String path, Class<?> type, JSONSchemaProps schema) {
        refuse(path, schema);
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            JSONSchemaProps field =
                    Objects.requireNonNull(schema.getProperties().get(name), name);
            Optional<JsonNode> preset = Optional.ofNullable(field.getDefault())
                    .or(() -> Optional.ofNullable(schema.getDefault()).map(all -> all.get(name)));
            field(path + "." + name, component, field, schema.getRequired().contains(name), preset);
        }
    }

    private void field(
            String path,
            RecordComponent component,
            JSONSchemaProps field,
            boolean required,
            Optional<JsonNode> preset) {
        Type element = element(component.getGenericType());
        boolean nested = element instanceof Class<?> type && type.isRecord();
        @Nullable String known = nested ? described.putIfAbsent(element, path) : null;
        fields.add(new Field(
                path,
                type(field),
                bounds(field, required, preset),
                field.getDescription() + (known == null ? "" : " Same fields as " + known + ".")));
        JSONSchemaProps inner = isList(field) ? field.getItems().getSchema() : field;
        if (nested && known == null) {
            if (isList(field)) {
                refuse(path, field);
            }
            children(path + (isList(field) ? "[]" : ""), (Class<?>) element, inner);
        } else {
            refuse(path, field);
        }
    }

    private static Type element(Type type) {
        return type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    }

    private void refuse(String path, JSONSchemaProps schema) {
        for (ValidationRule rule : schema.getXKubernetesValidations()) {
            String where = path + Optional.ofNullable(rule.getFieldPath()).orElse("");
            refusals.add(new Refusal(where, rule.getMessage()));
        }
    }

    private static boolean isList(JSONSchemaProps schema) {
        return schema.getItems() != null;
    }

    private static String type(JSONSchemaProps schema) {
        if (isList(schema)) {
            return "list of " + type(schema.getItems().getSchema());
        }
        if (!schema.getEnum().isEmpty()) {
            return schema.getEnum().stream()
                    .map(JsonNode::asText)
                    .filter(choice -> !choice.isEmpty())
                    .collect(Collectors.joining("`, `", "`", "`"));
        }
        if ("date-time".equals(schema.getFormat()) || hasRule(schema, "timestamp(self)")) {
            return "time";
        }
        return hasRule(schema, "[smhd]") ? "duration" : schema.getType();
    }

    private static boolean hasRule(JSONSchemaProps schema, String part) {
        return schema.getXKubernetesValidations().stream()
                .anyMatch(rule -> rule.getRule().contains(part));
    }

    private static String bounds(JSONSchemaProps schema, boolean required, Optional<JsonNode> preset) {
        List<String> bounds = new ArrayList<>();
        if (required) {
            bounds.add("required");
        }
        preset.filter(value -> value.isValueNode() && !required)
                .ifPresent(value -> bounds.add("default `" + value.asText() + "`"));
        range(schema).ifPresent(bounds::add);
        if (schema.getMaxItems() != null) {
            bounds.add("at most " + schema.getMaxItems() + " entries");
        }
        if ("set".equals(schema.getXKubernetesListType())) {
            bounds.add("unique");
        }
        length(isList(schema) ? schema.getItems().getSchema() : schema)
                .ifPresent(length -> bounds.add(isList(schema) ? "each " + length : length));
        if (hasRule(schema, UNCHANGED)) {
            bounds.add("immutable");
        }
        return String.join("; ", bounds);
    }

    private static Optional<String> range(JSONSchemaProps schema) {
        if (schema.getMinimum() == null) {
            return Optional.empty();
        }
        String from = String.valueOf(schema.getMinimum().longValue());
        return Optional.of(
                schema.getMaximum() == null
                        ? "at least " + from
                        : from + " to " + schema.getMaximum().longValue());
    }

    /** The maximum length of times and durations is of no use to anybody. */
    private static Optional<String> length(JSONSchemaProps schema) {
        return Optional.ofNullable(schema.getMaxLength())
                .filter(most -> type(schema).equals("string"))
                .map(most -> "at most " + most + " characters");
    }
}

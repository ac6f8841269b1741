package dev.trashops.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;

/** Gives every integer of a schema the size that its Java type has, which the generator leaves out. */
final class IntegerFormats {
    private static final Map<Type, String> FORMATS = Map.of(Integer.class, "int32", Long.class, "int64");

    private IntegerFormats() {}

    /** Those of an object, and of all objects in it. */
    static void set(JSONSchemaProps schema, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            JSONSchemaProps field =
                    Objects.requireNonNull(schema.getProperties().get(component.getName()));
            if ("integer".equals(field.getType())) {
                field.setFormat(Objects.requireNonNull(FORMATS.get(component.getType()), component::toString));
            } else if (component.getType().isRecord()) {
                set(field, component.getType());
            } else if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> element
                    && element.isRecord()) {
                set(field.getItems().getSchema(), element);
            }
        }
    }
}

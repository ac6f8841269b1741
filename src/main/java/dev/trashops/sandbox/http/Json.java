package dev.trashops.sandbox.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Optional;

/** Reading and writing JSON as Roboflow does. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withConfigOverride(
                    Optional.class, override -> override.setInclude(JsonInclude.Value.construct(NON_EMPTY, NON_EMPTY)))
            .addModule(new SimpleModule()
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(times())
                    .addSerializer(optionals()))
            .build();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The JSON of a record or a map. */
    public static ObjectNode object(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The JSON of any value. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An ISO-8601 time in UTC, always with three digits of milliseconds. */
    public static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /**
     * The JSON of a text.
     *
     * @throws RefusalException saying where it breaks off, without repeating it
     */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new RefusalException(
                    400,
                    "Not JSON: look at line " + broken.getLocation().getLineNr() + ", column "
                            + broken.getLocation().getColumnNr());
        }
    }

    private static JsonSerializer<?> times() {
        return new ToStringSerializerBase(Instant.class) {
            @Override
            public String valueToString(Object instant) {
                return time((Instant) instant);
            }
        };
    }

    /** The value inside; an empty one is left out, or null where a record wants it shown. */
    private static JsonSerializer<?> optionals() {
        return new StdSerializer<Optional<?>>(Optional.class, false) {
            @Override
            public boolean isEmpty(SerializerProvider provider, Optional<?> optional) {
                return optional.isEmpty();
            }

            @Override
            public void serialize(Optional<?> optional, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                provider.defaultSerializeValue(optional.orElse(null), out);
            }
        };
    }
}

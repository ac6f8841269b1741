package dev.trashops.sandbox.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The fields of one JSON object, read strictly. An absent field and an explicit null are the same. Every method throws
 * {@link InvalidInputException} with the field's full path and what to write there.
 */
public final class JsonFields {
    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The fields of an object; {@code path} is its place for messages, empty for the outermost. */
    public static JsonFields of(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new InvalidInputException((path.isEmpty() ? "The input" : path) + " must be a JSON object");
        }
        return new JsonFields(node, path);
    }

    /** Refuses fields of other names, so that a misspelt one is told. */
    public JsonFields only(String... names) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(Set.of(names));
        if (!unknown.isEmpty()) {
            throw new InvalidInputException(
                    place(unknown.iterator().next()) + " is not known here; known are " + String.join(", ", names));
        }
        return this;
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        return read(
                name,
                "must be a text that is not empty",
                value -> value.isTextual() && !value.textValue().isBlank()
                        ? Optional.of(value.textValue())
                        : Optional.empty());
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> bad(name, "is missing: write a text"));
    }

    /** One of the given words. */
    public Optional<String> word(String name, List<String> words) {
        return read(
                name,
                "must be one of " + String.join(", ", words),
                value -> value.isTextual() ? Optional.of(value.textValue()).filter(words::contains) : Optional.empty());
    }

    public String requiredWord(String name, List<String> words) {
        return word(name, words).orElseThrow(() -> bad(name, "is missing: write one of " + String.join(", ", words)));
    }

    public Optional<Boolean> flag(String name) {
        return read(
                name,
                "must be true or false",
                value -> value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty());
    }

    /** A whole number of at least {@code least}. */
    public Optional<Integer> number(String name, int least) {
        return read(
                name,
                "must be a whole number from " + least,
                value -> value.isInt() && value.intValue() >= least ? Optional.of(value.intValue()) : Optional.empty());
    }

    public int requiredNumber(String name, int least) {
        return number(name, least).orElseThrow(() -> bad(name, "is missing: write a whole number from " + least));
    }

    /** One of the given numbers. */
    public Optional<Integer> oneOf(String name, List<Integer> numbers) {
        return read(
                name,
                "must be one of " + numbers,
                value -> value.isInt() ? Optional.of(value.intValue()).filter(numbers::contains) : Optional.empty());
    }

    /** A number between 0 and 1. */
    public Optional<Double> fraction(String name) {
        return read(
                name,
                "must be a number from 0 to 1",
                value -> value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1
                        ? Optional.of(value.doubleValue())
                        : Optional.empty());
    }

    public Optional<Long> wholeNumber(String name) {
        return read(
                name,
                "must be a whole number",
                value -> value.canConvertToLong() && value.isIntegralNumber()
                        ? Optional.of(value.longValue())
                        : Optional.empty());
    }

    /** An ISO-8601 duration of days or less; negative ones are allowed. */
    public Optional<Duration> duration(String name) {
        return read(
                name,
                "must be an ISO-8601 duration in days, hours, minutes or seconds, such as PT10M or P7D",
                value -> parsedDuration(value.asText()));
    }

    public Optional<Duration> positiveDuration(String name) {
        Optional<Duration> duration = duration(name);
        if (duration.filter(Duration::isNegative).isPresent()) {
            throw bad(name, "must not be negative");
        }
        return duration;
    }

    /** A moment: an ISO-8601 instant, or a duration relative to {@code now}, such as {@code -P25D}. */
    public Optional<Instant> moment(String name, Instant now) {
        return read(
                name,
                "must be an instant such as 2026-04-20T17:05:33Z, or a duration from now such as -P25D",
                value -> parsedDuration(value.asText())
                        .map(now::plus)
                        .or(() -> parsedInstant(value.asText()))
                        .map(moment -> Instant.ofEpochMilli(moment.toEpochMilli())));
    }

    public Optional<List<String>> texts(String name) {
        return read(name, "must be a list of texts", value -> {
            boolean texts = value.isArray()
                    && IntStream.range(0, value.size())
                            .allMatch(i -> value.get(i).isTextual());
            return texts
                    ? Optional.of(IntStream.range(0, value.size())
                            .mapToObj(i -> value.get(i).textValue())
                            .toList())
                    : Optional.empty();
        });
    }

    /** The objects of a list; none when the field is absent. */
    public List<JsonFields> objects(String name) {
        List<JsonFields> found = new ArrayList<>();
        Optional<JsonNode> list = read(
                name, "must be a list of objects", value -> value.isArray() ? Optional.of(value) : Optional.empty());
        list.ifPresent(values -> {
            for (int i = 0; i < values.size(); i++) {
                found.add(of(values.get(i), place(name) + "[" + i + "]"));
            }
        });
        return found;
    }

    /** The exception that says what is wrong with a field. */
    public InvalidInputException bad(String name, String problem) {
        return new InvalidInputException(place(name) + " " + problem);
    }

    private <T> Optional<T> read(String name, String problem, Function<JsonNode, Optional<T>> reader) {
        if (!has(name)) {
            return Optional.empty();
        }
        Optional<T> value = reader.apply(node.get(name));
        if (value.isEmpty()) {
            throw bad(name, problem);
        }
        return value;
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Optional<Duration> parsedDuration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException notADuration) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parsedInstant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }
}

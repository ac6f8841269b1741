package dev.trashops.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The fields of one JSON object, read strictly. An absent field and an explicit null are the same. Every method throws a
 * {@link RefusalException} with status 400, the field's full path and what to write there.
 */
public final class JsonFields {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private final ObjectNode node;
    private final String path;

    private JsonFields(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /** The fields of the outermost object. */
    public static JsonFields of(JsonNode node) {
        return of(node, "");
    }

    private static JsonFields of(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return new JsonFields(object, path);
        }
        throw new RefusalException(400, (path.isEmpty() ? "The input" : path) + " must be a JSON object");
    }

    /** Refuses fields other than the given ones, separated by comma and space, so that a misspelt one is named. */
    public JsonFields only(String known) {
        Set<String> unknown = new TreeSet<>();
        node.fieldNames().forEachRemaining(unknown::add);
        List.of(known.split(", ", -1)).forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw bad(unknown.iterator().next(), "is not known here; known are " + known);
        }
        return this;
    }

    /** The object as it was given. */
    public ObjectNode json() {
        return node.deepCopy();
    }

    /** Whether there is a value, be it right or wrong. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public Optional<String> text(String name) {
        return read(
                name,
                "must be a text that is not empty",
                value -> value.isTextual() && !value.textValue().isBlank(),
                JsonNode::textValue);
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> bad(name, "is missing: write a text"));
    }

    /** A text that is not empty, or a whole number, which is given as text. */
    public String requiredTextOrNumber(String name) {
        return read(
                        name,
                        "must be a text that is not empty, or a whole number",
                        value -> value.isIntegralNumber()
                                || (value.isTextual() && !value.textValue().isBlank()),
                        JsonNode::asText)
                .orElseThrow(() -> bad(name, "is missing: write a text"));
    }

    /** One of the given texts or numbers. */
    public <T> Optional<T> oneOf(String name, List<T> choices) {
        return read(
                name,
                "must be one of " + joined(choices),
                value -> choices.stream()
                        .filter(choice -> Json.tree(choice).equals(value))
                        .findFirst());
    }

    public String requiredOneOf(String name, List<String> choices) {
        return oneOf(name, choices).orElseThrow(() -> bad(name, "is missing: write one of " + joined(choices)));
    }

    public Optional<Boolean> flag(String name) {
        return read(name, "must be true or false", JsonNode::isBoolean, JsonNode::booleanValue);
    }

    /** A whole number of at least {@code least}. */
    public Optional<Integer> number(String name, int least) {
        return read(
                name,
                "must be a whole number from " + least,
                value -> value.isInt() && value.intValue() >= least,
                JsonNode::intValue);
    }

    public int requiredNumber(String name, int least) {
        return number(name, least).orElseThrow(() -> bad(name, "is missing: write a whole number from " + least));
    }

    /** A number between 0 and 1. */
    public Optional<Double> fraction(String name) {
        return read(
                name,
                "must be a number from 0 to 1",
                value -> value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= 1,
                JsonNode::doubleValue);
    }

    public Optional<Long> wholeNumber(String name) {
        return read(
                name,
                "must be a whole number",
                value -> value.isIntegralNumber() && value.canConvertToLong(),
                JsonNode::longValue);
    }

    /** An ISO-8601 duration of days or less; negative ones are allowed. */
    public Optional<Duration> duration(String name) {
        return read(
                name,
                "must be an ISO-8601 duration in days, hours, minutes or seconds, such as PT10M or P7D, of no more than"
                        + " 36500 days",
                value -> parsed(value, Duration::parse)
                        .filter(time -> time.compareTo(LONGEST) <= 0 && time.compareTo(LONGEST.negated()) >= 0));
    }

    /** A duration that is not negative; zero is allowed. */
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
                "must be an instant such as 2026-04-20T17:05:33Z, or a duration from now such as -P25D, in the years 1970"
                        + " to 9999",
                value -> parsed(value, text -> now.plus(Duration.parse(text)))
                        .or(() -> parsed(value, Instant::parse))
                        .filter(JsonFields::isInRange)
                        .map(moment -> Instant.ofEpochMilli(moment.toEpochMilli())));
    }

    /** Whether a moment can be written as Roboflow writes times: in the years 1970 to 9999. */
    public static boolean isInRange(Instant moment) {
        return !moment.isBefore(EARLIEST) && moment.isBefore(END);
    }

    public Optional<List<String>> texts(String name) {
        return read(
                name,
                "must be a list of texts",
                value -> value.isArray() && value.valueStream().allMatch(JsonNode::isTextual),
                value -> value.valueStream().map(JsonNode::textValue).toList());
    }

    /** The object in that field. */
    public Optional<JsonFields> object(String name) {
        return read(name, "must be an object", JsonNode::isObject, value -> of(value, place(name)));
    }

    /** The objects of a list; none when the field is absent. */
    public List<JsonFields> objects(String name) {
        return read(
                        name,
                        "must be a list of objects",
                        JsonNode::isArray,
                        list -> IntStream.range(0, list.size())
                                .mapToObj(i -> of(list.get(i), place(name) + "[" + i + "]"))
                                .toList())
                .orElse(List.of());
    }

    /** The exception that says what is wrong with a field. */
    public RefusalException bad(String name, String problem) {
        return new RefusalException(400, place(name) + " " + problem);
    }

    private <T> Optional<T> read(String name, String problem, Predicate<JsonNode> fits, Function<JsonNode, T> value) {
        return read(name, problem, node -> Optional.of(node).filter(fits).map(value));
    }

    private <T> Optional<T> read(String name, String problem, Function<JsonNode, Optional<T>> reader) {
        if (!has(name)) {
            return Optional.empty();
        }
        return Optional.of(reader.apply(node.get(name)).orElseThrow(() -> bad(name, problem)));
    }

    private static String joined(List<?> choices) {
        return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private String place(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <T> Optional<T> parsed(JsonNode value, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(value.asText()));
        } catch (DateTimeException | ArithmeticException ofAnotherFormOrTooLong) {
            return Optional.empty();
        }
    }
}

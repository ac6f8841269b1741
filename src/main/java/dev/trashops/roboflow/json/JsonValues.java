package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** The values in Roboflow's answers, in every form seen so far. */
final class JsonValues {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ZONED = Pattern.compile(".*(Z|[+-]\\d{2}:?\\d{2})$");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /** As seconds, anything larger would be after the year 5000, so it counts milliseconds. */
    private static final double MOST_SECONDS = 1e11;

    private JsonValues() {}

    static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** A string that is not empty. */
    static Optional<String> string(JsonNode object, String field) {
        return Optional.ofNullable(object.path(field).textValue()).filter(text -> !text.isEmpty());
    }

    /** A string that is not empty, or an integer, since ids have been seen as numbers. */
    static Optional<String> text(JsonNode object, String field) {
        JsonNode node = object.path(field);
        return node.isIntegralNumber() ? Optional.of(node.asText()) : string(object, field);
    }

    static Optional<Boolean> flag(JsonNode object, String field) {
        JsonNode node = object.path(field);
        return node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
    }

    /**
     * A time: ISO text with or without a zone, a date, epoch seconds or milliseconds, or {@code {_seconds,_nanoseconds}}.
     * One that cannot be read is unknown.
     */
    static Optional<Instant> time(JsonNode object, String field) {
        try {
            return parsed(object.path(field)).filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> parsed(JsonNode node) {
        if (node.isNumber()) {
            double value = node.doubleValue();
            return Math.abs(value) < 1e15 ? Optional.of(epoch(node.decimalValue())) : Optional.empty();
        }
        if (node.isObject()) {
            JsonNode seconds = node.has("_seconds") ? node.path("_seconds") : node.path("seconds");
            JsonNode nanos = node.has("_nanoseconds") ? node.path("_nanoseconds") : node.path("nanoseconds");
            return seconds.canConvertToLong() && seconds.isIntegralNumber()
                    ? Optional.of(
                            Instant.ofEpochSecond(seconds.longValue(), nanos.canConvertToInt() ? nanos.intValue() : 0))
                    : Optional.empty();
        }
        return node.isTextual() ? parsed(node.textValue().trim()) : Optional.empty();
    }

    private static Optional<Instant> parsed(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(epoch(new BigDecimal(text)));
        }
        if (DATE.matcher(text).matches()) {
            return Optional.of(
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        if (text.length() > 64) {
            return Optional.empty();
        }
        return Optional.of(
                ZONED.matcher(text).matches()
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    }

    private static Instant epoch(BigDecimal value) {
        BigDecimal seconds = Math.abs(value.doubleValue()) > MOST_SECONDS ? value.movePointLeft(3) : value;
        long whole = seconds.setScale(0, RoundingMode.FLOOR).longValue();
        long nanos =
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }
}

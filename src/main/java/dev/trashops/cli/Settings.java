package dev.trashops.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The values of one start: an option wins over its variable, and an empty value counts as none. */
final class Settings {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private final Map<Setting, String> options;
    private final Map<String, String> environment;

    Settings(Map<Setting, String> options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** The value as written, or the setting's own, or nothing. */
    Optional<String> text(Setting setting) {
        return option(setting)
                .or(() -> variable(setting))
                .or(() -> Optional.of(setting.fallback()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** The value of the option alone. */
    Optional<String> option(Setting setting) {
        return Optional.ofNullable(options.get(setting)).filter(value -> !value.isBlank());
    }

    int port(Setting setting) {
        String expected = "write a port from 0 to 65535";
        String text = required(setting, expected);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw bad(setting, text, expected);
        }
        return Integer.parseInt(text);
    }

    /** A number within these bounds. */
    double number(Setting setting, String least, String most) {
        String expected = "write a number from " + least + " to " + most;
        String text = required(setting, expected);
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw bad(setting, text, expected);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.compareTo(new BigDecimal(least)) < 0 || number.compareTo(new BigDecimal(most)) > 0) {
            throw bad(setting, text, expected);
        }
        return number.doubleValue();
    }

    /** One number and one unit, within these bounds. */
    Duration duration(Setting setting, Duration least, Duration most) {
        String expected = "write one number and one unit of s, m, h or d, such as 10m, from " + least.toSeconds()
                + "s to " + most.toDays() + "d";
        String text = required(setting, expected);
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw bad(setting, text, expected);
        }
        Duration duration =
                UNITS.getOrDefault(matcher.group(2), Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw bad(setting, text, expected);
        }
        return duration;
    }

    Optional<Instant> instant(Setting setting) {
        Optional<String> text = text(setting);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException e) {
            throw bad(setting, text.orElse(""), "write a time such as 2026-11-23T10:00:00Z");
        }
    }

    Optional<Path> path(Setting setting) {
        return text(setting).map(Path::of);
    }

    /** True or false, or what is given here when neither is set. */
    boolean yes(Setting setting, boolean otherwise) {
        String text = text(setting).orElse(Boolean.toString(otherwise));
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(setting, text, "write true or false");
        };
    }

    /** One of the words that the constants of an enum are named by. */
    <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        String expected =
                "write one of " + constants.stream().map(Settings::word).collect(Collectors.joining(", "));
        String text = required(setting, expected);
        return constants.stream()
                .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> bad(setting, text, expected));
    }

    /** How the person who set it knows it. */
    String name(Setting setting) {
        return option(setting).isPresent() || variable(setting).isEmpty() ? setting.option() : setting.variable();
    }

    /** One sentence about a value that cannot be used. */
    UsageException bad(Setting setting, String text, String expected) {
        return new UsageException(name(setting) + " is '" + text + "': " + expected + ".");
    }

    private Optional<String> variable(Setting setting) {
        return Optional.ofNullable(environment.get(setting.variable())).filter(value -> !value.isBlank());
    }

    private String required(Setting setting, String expected) {
        return text(setting).orElseThrow(() -> bad(setting, "", expected));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.roboflow.http.RoboflowConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Parse the values of options, which have no blanks around them. The message of a refusal continues a sentence that begins
 * with the name of the option or variable.
 */
final class Converters {
    /** What Kubernetes calls a DNS label. */
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);

    private Converters() {}

    static TypeConversionException refused(String text, String expected) {
        return new TypeConversionException("is '" + text + "': " + expected);
    }

    /** The constants of an enum, in whatever case. */
    static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> type) {
        String names = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return text -> Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(text, "write one of " + names));
    }

    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw refused(text, "write a time such as 2026-11-23T10:00:00Z");
        }
    }

    static Duration interval(String text) {
        try {
            if (text.matches("[0-9]{1,6}[smhd]")) {
                Duration interval =
                        io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration();
                if (interval.compareTo(LEAST_INTERVAL) >= 0 && interval.compareTo(MOST_INTERVAL) <= 0) {
                    return interval;
                }
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a number and a unit are a duration", e);
        }
        throw refused(text, "write one number and one unit of s, m, h or d, such as 10m, from 10s to 1d");
    }

    /** The value is never repeated: people paste keys into URLs. */
    static URI apiUrl(String text) {
        try {
            URI url = new URI(text);
            RoboflowConfig.checkBase(url);
            return url;
        } catch (URISyntaxException e) {
            throw new TypeConversionException("is no URL: write one such as https://api.roboflow.com");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("cannot be used: " + e.getMessage());
        }
    }

    static LabelSelector labels(String text) {
        try {
            return LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    text, e.getMessage() + "; write labels as for kubectl -l: team=a, tier in (gold,silver), !legacy");
        }
    }

    /** An option that is on or off. As a boolean, picocli would take a misspelt value for an argument of its own. */
    enum Flag {
        ON,
        OFF;

        static Flag of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> ON;
                case "false" -> OFF;
                default -> throw refused(text, "write true or false");
            };
        }

        boolean isOn() {
            return this == ON;
        }
    }

    /** The number of a TCP port, or 0 for any that is free. */
    static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw refused(text, "write a port from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    /** Requests per second. */
    static double rate(String text) {
        double rate = text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (rate < 0.1 || rate > 1000) {
            throw refused(text, "write a number from 0.1 to 1000");
        }
        return rate;
    }

    /** A namespace, or nothing between two commas. */
    static final class Namespace implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String text = value.strip();
            if (!text.isEmpty() && !text.matches(LABEL)) {
                throw refused(text, "write names of namespaces, separated by commas: team-a,team-b");
            }
            return text;
        }
    }

    static final class LeaseName implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches(LABEL)) {
                throw refused(
                        text,
                        "write a name of at most 63 small letters, digits and -, beginning and ending with a letter or"
                                + " digit");
            }
            return text;
        }
    }

    static final class ReadableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path file = Path.of(text);
            if (!Files.isReadable(file)) {
                throw refused(text, "there is no such file that can be read");
            }
            return file;
        }
    }

    /** A file that exists or can be created. */
    static final class WritableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path file = Path.of(text);
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
                throw refused(text, "write the path of a file in a folder that exists");
            }
            return file;
        }
    }
}

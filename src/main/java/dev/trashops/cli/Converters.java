package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.roboflow.http.RoboflowConfig;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Make values of what was written. A refusal goes on after the name of the option or variable. */
final class Converters {
    /** What Kubernetes calls a DNS label. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern DURATION = Pattern.compile("[0-9]{1,6}[smhd]");
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);
    private static final Duration MOST_INTERVAL = Duration.ofDays(1);

    private Converters() {}

    /** What is wrong with that value, and what to write. */
    static TypeConversionException refused(String text, String expected) {
        return new TypeConversionException("is '" + text + "': " + expected);
    }

    /** One of the words that the constants of an enum are named by. */
    static <E extends Enum<E>> ITypeConverter<E> oneOf(Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        return value -> {
            String text = value.strip();
            return constants.stream()
                    .filter(constant -> constant.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            text,
                            "write one of "
                                    + constants.stream()
                                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                            .collect(Collectors.joining(", "))));
        };
    }

    static Instant instant(String value) {
        String text = value.strip();
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw refused(text, "write a time such as 2026-11-23T10:00:00Z");
        }
    }

    /** One number and one unit. */
    static Duration interval(String value) {
        String text = value.strip();
        try {
            if (DURATION.matcher(text).matches()) {
                Duration interval =
                        io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration();
                if (interval.compareTo(LEAST_INTERVAL) >= 0 && interval.compareTo(MOST_INTERVAL) <= 0) {
                    return interval;
                }
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a number and a unit are a duration", e);
        }
        throw refused(
                text,
                "write one number and one unit of s, m, h or d, such as 10m, from " + LEAST_INTERVAL.toSeconds()
                        + "s to " + MOST_INTERVAL.toDays() + "d");
    }

    /** The value is never repeated: people paste keys into URLs. */
    static URI apiUrl(String value) {
        try {
            return RoboflowConfig.defaults(Clock.systemUTC())
                    .withBaseUri(new URI(value.strip()))
                    .baseUri();
        } catch (URISyntaxException e) {
            throw new TypeConversionException("is no URL: write one such as https://api.roboflow.com");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("cannot be used: " + e.getMessage());
        }
    }

    static LabelSelector labels(String value) {
        String text = value.strip();
        try {
            return LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused(
                    text, e.getMessage() + "; write labels as for kubectl -l: team=a, tier in (gold,silver), !legacy");
        }
    }

    /** The number of a TCP port, or 0 for any that is free. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            String text = value.strip();
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
                throw refused(text, "write a port from 0 to 65535");
            }
            return Integer.valueOf(text);
        }
    }

    /** Requests per second. */
    static final class Rate implements ITypeConverter<Double> {
        private static final BigDecimal LEAST = new BigDecimal("0.1");
        private static final BigDecimal MOST = new BigDecimal("1000");

        @Override
        public Double convert(String value) {
            String text = value.strip();
            if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                BigDecimal number = new BigDecimal(text);
                if (number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0) {
                    return number.doubleValue();
                }
            }
            throw refused(text, "write a number from " + LEAST + " to " + MOST);
        }
    }

    /** A namespace, or nothing between two commas. */
    static final class Namespace implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String text = value.strip();
            if (!text.isEmpty() && !LABEL.matcher(text).matches()) {
                throw refused(text, "write names of namespaces, separated by commas: team-a,team-b");
            }
            return text;
        }
    }

    /** The name of a Lease. */
    static final class LeaseName implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            String text = value.strip();
            if (!LABEL.matcher(text).matches()) {
                throw refused(
                        text,
                        "write a name of at most 63 small letters, digits and -, beginning and ending with a letter or"
                                + " digit");
            }
            return text;
        }
    }

    /** A file that exists. */
    static final class ReadableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            Path file = Path.of(value.strip());
            if (!Files.isReadable(file)) {
                throw refused(file.toString(), "there is no such file that can be read");
            }
            return file;
        }
    }

    /** A file that exists or can be made. */
    static final class WritableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            Path file = Path.of(value.strip());
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
                throw refused(file.toString(), "write the path of a file in a folder that exists");
            }
            return file;
        }
    }
}

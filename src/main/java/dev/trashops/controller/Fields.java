package dev.trashops.controller;

import dev.trashops.api.v1alpha1.ApiNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields the way the schema would have checked them. */
final class Fields {
    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

    private Fields() {}

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new RefusedException(field + " is missing: write it.");
        }
        return value;
    }

    static String slug(@Nullable String value, String field) {
        String text = required(value, field);
        if (!SLUG.matcher(text).matches()) {
            throw new RefusedException(
                    field + " is no slug: write it as it stands in the address of the Roboflow app, 1 to"
                            + " 128 letters, digits, - and _, beginning with a letter or a digit.");
        }
        return text;
    }

    static String projectSlug(@Nullable String value, String field) {
        String slug = slug(value, field);
        if (slug.equalsIgnoreCase("trash") || slug.equalsIgnoreCase("workflows")) {
            throw new RefusedException(
                    field + " can't be " + slug + ", which is no project: write the slug of a project.");
        }
        return slug;
    }

    static Duration duration(String text, String field, Duration least, Duration most) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new RefusedException(
                    field + " is no duration: write one whole number and one unit, s, m, h or d, such as 30s or 7d.");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new RefusedException(
                    field + " is out of range: write at least " + words(least) + " and at most " + words(most) + ".");
        }
        return duration;
    }

    static int within(int value, String field, int least, int most) {
        if (value < least || value > most) {
            throw new RefusedException(
                    field + " is out of range: write at least " + least + " and at most " + most + ".");
        }
        return value;
    }

    static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    static String namespace(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getNamespace()).orElse("");
    }

    static String uid(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getUid()).orElse("");
    }

    static long generation(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
    }

    static String resourceVersion(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getResourceVersion()).orElse("");
    }

    static Instant createdAt(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getCreationTimestamp())
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    /** The reconcile-now annotation: ours, else the one of {@code flux reconcile}. */
    static Optional<String> requestedAt(HasMetadata resource) {
        Map<String, String> annotations =
                Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of());
        return text(annotations.get(ApiNames.REQUESTED_AT)).or(() -> text(annotations.get(ApiNames.FLUX_REQUESTED_AT)));
    }

    /** Whether it is being deleted and our finalizer still holds it. */
    static boolean waitsForUs(HasMetadata resource) {
        return resource.isMarkedForDeletion() && resource.hasFinalizer(ApiNames.RESTORE_FINALIZER);
    }

    private static String words(Duration duration) {
        if (duration.toDaysPart() > 0) {
            return duration.toDays() + "d";
        }
        if (duration.toHoursPart() > 0) {
            return duration.toHours() + "h";
        }
        return duration.toMinutesPart() > 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
    }
}

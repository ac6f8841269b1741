package dev.trashops.controller.mapping;

import dev.trashops.plan.model.ItemKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields the way the schema would have checked them. */
public final class FieldValidator {
    private static final Pattern SLUG = Pattern.compile(ItemKey.SLUG);
    private static final Pattern PROJECT_SLUG = Pattern.compile(ItemKey.PROJECT_SLUG);
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}[smhd]");

    private FieldValidator() {}

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidFieldException(field + " is missing: write it.");
        }
        return value;
    }

    static String slug(@Nullable String value, String field) {
        String text = required(value, field);
        if (!SLUG.matcher(text).matches()) {
            throw new InvalidFieldException(
                    field + " is no slug: write it as it stands in the address of the Roboflow app, 1 to"
                            + " 128 letters, digits, - and _, beginning with a letter or a digit.");
        }
        return text;
    }

    static String projectSlug(@Nullable String value, String field) {
        String slug = slug(value, field);
        if (!PROJECT_SLUG.matcher(slug).matches()) {
            throw new InvalidFieldException(
                    field + " can't be " + slug + ", which is no project: write the slug of a project.");
        }
        return slug;
    }

    static Duration duration(String text, String field, Duration least, Duration most) {
        Duration duration = duration(text, field);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new InvalidFieldException(
                    field + " is out of range: write at least " + words(least) + " and at most " + words(most) + ".");
        }
        return duration;
    }

    private static Duration duration(String text, String field) {
        // Fabric8 would read 1h30m and 2w as well.
        if (!DURATION.matcher(text).matches()) {
            throw new InvalidFieldException(
                    field + " is no duration: write one whole number and one unit, s, m, h or d, such as 30s or 7d.");
        }
        try {
            return io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration();
        } catch (ParseException impossible) {
            throw new IllegalStateException("every number with one unit is a duration", impossible);
        }
    }

    static int within(int value, String field, int least, int most) {
        if (value < least || value > most) {
            throw new InvalidFieldException(
                    field + " is out of range: write at least " + least + " and at most " + most + ".");
        }
        return value;
    }

    public static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
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

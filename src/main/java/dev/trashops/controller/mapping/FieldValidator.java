package dev.trashops.controller.mapping;

import dev.trashops.plan.model.ItemKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates single fields the way the schema does. */
public final class FieldValidator {
    private static final Pattern SLUG = Pattern.compile(ItemKey.SLUG);
    private static final Pattern WORKSPACE_SLUG = Pattern.compile(ItemKey.WORKSPACE_SLUG);
    private static final Pattern TRAINING_ID = Pattern.compile(ItemKey.TRAINING_ID);
    private static final Pattern DURATION = Pattern.compile("[0-9]{1,9}[smhd]");

    private FieldValidator() {}

    /** A field that the schema would reject; the sentence says what to write. Ends as a {@link MappingResult.Refused}. */
    static final class InvalidFieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        private InvalidFieldException(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new InvalidFieldException(sentence);
        }
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidFieldException(field + " is missing: set it.");
        }
        return value;
    }

    static String slug(@Nullable String value, String field) {
        String text = required(value, field);
        refuseIf(
                !SLUG.matcher(text).matches(),
                field + " is not a valid slug: copy it from the URL in the Roboflow app. A slug is 1 to 128"
                        + " letters, digits, -, _ and ., but not . or .. alone.");
        return text;
    }

    static String workspaceSlug(@Nullable String value, String field) {
        String slug = slug(value, field);
        refuseIf(
                !WORKSPACE_SLUG.matcher(slug).matches(),
                field + " cannot be " + slug
                        + ", a word that Roboflow's API reserves for a route of its own: write the slug of a workspace.");
        return slug;
    }

    /** A reserved word may only name what is restored or observed, which its id identifies. */
    static String projectSlug(@Nullable String value, String field, boolean byId) {
        String slug = slug(value, field);
        refuseIf(
                !byId && !ItemKey.project(slug).isAddressable(),
                field + " cannot be " + slug
                        + ", a word that Roboflow's API reserves for a route of its own: write the slug of a project. A"
                        + " project that has this slug can be restored or observed if spec.item.id is set.");
        return slug;
    }

    static String trainingId(@Nullable String value, String field) {
        String text = required(value, field);
        refuseIf(
                !TRAINING_ID.matcher(text).matches(),
                field
                        + " is not a valid id of a training: copy it from the list of the version's trainings. An id is 1 to 300"
                        + " letters, digits and -._~:=@+, in parts with / between them.");
        return text;
    }

    static Duration duration(String text, String field, String least, String most) {
        // Fabric8 also accepts 1h30m and 2w.
        refuseIf(
                !DURATION.matcher(text).matches(),
                field + " is not a valid duration: write one whole number and one unit (s, m, h or d), such as 30s or"
                        + " 7d.");
        Duration duration = duration(text);
        refuseIf(
                duration.compareTo(duration(least)) < 0 || duration.compareTo(duration(most)) > 0,
                outOfRange(field, least, most));
        return duration;
    }

    private static Duration duration(String text) {
        try {
            return io.fabric8.kubernetes.api.model.Duration.parse(text).getDuration();
        } catch (ParseException impossible) {
            throw new IllegalStateException("every number with one unit is a duration", impossible);
        }
    }

    static int within(int value, String field, int least, int most) {
        refuseIf(value < least || value > most, outOfRange(field, "" + least, "" + most));
        return value;
    }

    public static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static String outOfRange(String field, String least, String most) {
        return field + " is out of range: write at least " + least + " and at most " + most + ".";
    }
}

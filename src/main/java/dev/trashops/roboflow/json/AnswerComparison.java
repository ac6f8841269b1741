package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Compares the answer to a change with what was asked for. What an answer leaves out, or is null, contradicts nothing. */
final class AnswerComparison {
    /** Slugs, numbers and ids with slashes between them: no other text of an answer is shown to anybody. */
    private static final Pattern SHOWN =
            Pattern.compile("(?=.{1,300}$)[A-Za-z0-9._-]{1,128}(?:/[A-Za-z0-9._-]{1,128}){0,3}");

    private final JsonNode body;
    private final Predicate<String> secret;
    private final List<Contradiction> found = new ArrayList<>();

    AnswerComparison(JsonNode body, Predicate<String> secret) {
        this.body = body;
        this.secret = secret;
    }

    /** Whether the text is of a form that may be shown, and does not hold a secret. */
    static boolean isShown(String text, Predicate<String> secret) {
        return SHOWN.matcher(text).matches() && !secret.test(text);
    }

    /** A flag that is true in the answer to a change that was made as asked. */
    AnswerComparison flag(String field) {
        JsonNode node = body.path(field);
        if (!JsonValues.isAbsent(node) && !JsonValues.flag(body, field).orElse(false)) {
            found.add(new Contradiction(
                    field, "true", JsonValues.flag(body, field).map(String::valueOf)));
        }
        return this;
    }

    /** In any case: listings have been seen with types in capitals. */
    AnswerComparison type(ItemType asked) {
        if (!JsonValues.isAbsent(body.path("type"))) {
            Optional<ItemType> answered = type(body);
            if (!answered.equals(Optional.of(asked))) {
                found.add(new Contradiction("type", asked.wireName(), answered.map(ItemType::wireName)));
            }
        }
        return this;
    }

    static Optional<ItemType> type(JsonNode body) {
        return JsonValues.string(body, "type").flatMap(text -> ItemType.ofWireName(text.toLowerCase(Locale.ROOT)));
    }

    /** The slug of the workspace, alone or as the {@code url} of an object. */
    AnswerComparison workspace(String asked) {
        JsonNode node = body.path("workspace");
        Optional<String> answered = node.isObject() ? JsonValues.text(node, "url") : JsonValues.text(body, "workspace");
        return compared("workspace", asked, answered, asked::equals);
    }

    /** A name, alone or with the names of what it lies in before it. */
    AnswerComparison name(String field, String asked, AnsweredName name) {
        return compared(field, asked, JsonValues.text(body, field), name::fits);
    }

    AnswerComparison id(String field, String asked) {
        return compared(field, asked, JsonValues.text(body, field), asked::equals);
    }

    private AnswerComparison compared(String field, String asked, Optional<String> answered, Predicate<String> fits) {
        if (!JsonValues.isAbsent(body.path(field)) && answered.filter(fits).isEmpty()) {
            found.add(new Contradiction(field, asked, answered.filter(text -> isShown(text, secret))));
        }
        return this;
    }

    List<Contradiction> contradictions() {
        return List.copyOf(found);
    }
}

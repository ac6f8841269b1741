package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.Reply;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a fault makes of the fields of a success.
 *
 * @param answer fields that are put over those of the answer; null takes one out
 * @param leftOut fields that no object in the answer has, or none of a type
 */
record AnswerEdits(Optional<ObjectNode> answer, List<LeftOut> leftOut) {
    private static final Pattern FIELD = Pattern.compile("((project|version|workflow|training)\\.)?\\w+");

    /** A field, of all objects or of those that are of a type. */
    private record LeftOut(Optional<String> type, String field) {
        private static LeftOut of(String text) {
            int dot = text.indexOf('.');
            return new LeftOut(
                    Optional.of(text.substring(0, Math.max(dot, 0))).filter(type -> !type.isEmpty()),
                    text.substring(dot + 1));
        }

        /** An object is of the type that it names, or else that the field it stands in is called after. */
        private boolean isOf(ObjectNode node, String holder) {
            return type.map(one -> one.equalsIgnoreCase(node.path("type").asText())
                            || holder.equals(one)
                            || holder.equals(one + "s"))
                    .orElse(true);
        }
    }

    static AnswerEdits of(JsonFields fields) {
        List<String> asked = fields.texts("leftOut").orElse(List.of());
        if (!asked.stream().allMatch(text -> FIELD.matcher(text).matches())) {
            throw fields.bad("leftOut", "must hold texts such as created or version.parentId");
        }
        return new AnswerEdits(
                fields.object("answer").map(JsonFields::json),
                asked.stream().map(LeftOut::of).toList());
    }

    /** The answer as it is sent. */
    Reply applied(Reply real) {
        if (!real.success()
                || (answer.isEmpty() && leftOut.isEmpty())
                || !(Json.parse(real.body()) instanceof ObjectNode edited)) {
            return real;
        }
        answer.ifPresent(fields -> fields.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                edited.remove(field.getKey());
            } else {
                edited.set(field.getKey(), field.getValue());
            }
        }));
        leaveOut(edited, "");
        return Reply.json(real.status(), edited);
    }

    private void leaveOut(JsonNode node, String holder) {
        if (node instanceof ObjectNode object) {
            List<String> fields = leftOut.stream()
                    .filter(one -> one.isOf(object, holder))
                    .map(LeftOut::field)
                    .toList();
            object.remove(fields);
            object.properties().forEach(field -> leaveOut(field.getValue(), field.getKey()));
        } else {
            node.forEach(element -> leaveOut(element, holder));
        }
    }
}

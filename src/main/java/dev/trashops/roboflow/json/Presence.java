package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Tristate;
import java.util.List;

/** Whether a field says that something is there. A wrong "no" costs a model, so what is odd is unknown. */
final class Presence {
    private Presence() {}

    /** Of one thing: an absent one is not there, and an empty object is odd. */
    static Tristate of(JsonNode node) {
        boolean present = (node.isContainerNode() && !node.isEmpty())
                || (node.isTextual() && !node.textValue().isEmpty())
                || (node.isBoolean() && node.booleanValue());
        return present ? Tristate.YES : oddUnlessAbsent(node);
    }

    /** Of anything in a list or an object. */
    static Tristate ofAny(JsonNode list) {
        return list.isContainerNode() && list.isEmpty() ? Tristate.NO : of(list);
    }

    static Tristate oddUnlessAbsent(JsonNode node) {
        return JsonValues.isAbsent(node) ? Tristate.NO : Tristate.UNKNOWN;
    }

    static Tristate anyOf(Tristate... answers) {
        return Tristate.anyOf(List.of(answers));
    }
}

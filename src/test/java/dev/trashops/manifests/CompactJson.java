package dev.trashops.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON for people: what fits into a line stands in one. */
final class CompactJson {
    private static final int WIDTH = 140;
    private static final String STEP = "  ";

    String text(JsonNode node) {
        return lines(node, "", "", 1) + "\n";
    }

    /** A part, with what stands before it in its line and the room that is needed behind it. */
    private static String lines(JsonNode node, String indent, String label, int behind) {
        String inOneLine = inOneLine(node);
        boolean fits = indent.length() + label.length() + inOneLine.length() + behind <= WIDTH;
        if (node.isValueNode() || node.isEmpty() || (fits && !indent.isEmpty())) {
            return indent + label + inOneLine;
        }
        String inner = indent + STEP;
        List<String> parts = node.isObject()
                ? node.properties().stream()
                        .map(field -> lines(field.getValue(), inner, quoted(field) + ": ", 1))
                        .toList()
                : wrapped(node, inner);
        String between = node.isObject() ? ",\n" : "\n";
        return indent + label + (node.isObject() ? "{" : "[") + "\n" + String.join(between, parts) + "\n" + indent
                + (node.isObject() ? "}" : "]");
    }

    /** The members of a long list, as many in a line as fit. */
    private static List<String> wrapped(JsonNode list, String indent) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(indent);
        for (int i = 0; i < list.size(); i++) {
            String member = inOneLine(list.get(i)) + (i + 1 < list.size() ? "," : "");
            if (line.length() > indent.length() && line.length() + 1 + member.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(indent.length());
            }
            line.append(line.length() > indent.length() ? " " : "").append(member);
        }
        return List.of(text.append(line).toString());
    }

    private static String inOneLine(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field -> quoted(field) + ": " + inOneLine(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node.isArray()
                ? elements(node).map(CompactJson::inOneLine).collect(Collectors.joining(", ", "[", "]"))
                : node.toString();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String quoted(Map.Entry<String, JsonNode> field) {
        return "\"" + field.getKey() + "\"";
    }
}

package dev.trashops.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads {@code values.yaml}: a comment above a value explains it, and one that begins with two signs begins a section. A
 * map without a comment of its own is a group, whose members are the values.
 */
final class ChartValues {
    private final List<ChartValue> values = new ArrayList<>();
    private String section = "";

    private ChartValues() {}

    /** All values, in the order of the file. */
    static List<ChartValue> read() throws IOException {
        LoadSettings settings = LoadSettings.builder().setParseComments(true).build();
        Node root = new Compose(settings)
                .composeString(Files.readString(Path.of(Helm.CHART, "values.yaml")))
                .orElseThrow();
        ChartValues reader = new ChartValues();
        reader.group(List.of(), (MappingNode) root);
        return List.copyOf(reader.values);
    }

    private void group(List<String> path, MappingNode group) {
        for (NodeTuple tuple : group.getValue()) {
            List<String> inner = new ArrayList<>(path);
            inner.add(((ScalarNode) tuple.getKeyNode()).getValue());
            String description = description(tuple.getKeyNode());
            if (description.isEmpty() && tuple.getValueNode() instanceof MappingNode members) {
                group(inner, members);
            } else {
                values.add(new ChartValue(section, List.copyOf(inner), inOneLine(tuple.getValueNode()), description));
            }
        }
    }

    /** The comment right above; one further up may begin a section. */
    private String description(Node key) {
        List<String> lines = new ArrayList<>();
        for (CommentLine comment : Optional.ofNullable(key.getBlockComments()).orElse(List.of())) {
            String text = comment.getValue();
            if (comment.getCommentType() == CommentType.BLANK_LINE) {
                lines.clear();
            } else if (text.startsWith("# ")) {
                section = text.substring(2).strip();
            } else {
                lines.add(text.strip());
            }
        }
        return String.join(" ", lines);
    }

    private static String inOneLine(Node node) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .map(tuple -> inOneLine(tuple.getKeyNode()) + ": " + inOneLine(tuple.getValueNode()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(ChartValues::inOneLine).collect(Collectors.joining(", ", "[", "]"));
        }
        String text = ((ScalarNode) node).getValue();
        return text.isEmpty() ? "\"\"" : text;
    }
}

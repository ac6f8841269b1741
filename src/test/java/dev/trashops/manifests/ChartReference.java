package dev.trashops.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.api.MarkdownPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart's {@code README.md}: its values, by section, with what the schema allows. */
final class ChartReference {
    /** The page of the chart. */
    static final Path FILE = Path.of(Helm.CHART, "README.md");

    private final ChartSchema schema;

    ChartReference(ChartSchema schema) {
        this.schema = schema;
    }

    String text(List<ChartValue> values) {
        MarkdownPage page = new MarkdownPage()
                .title("The Helm chart")
                .text("Installs the [Roboflow Trash Operator](../../README.md). [Installing the"
                        + " operator](../README.md) tells what there is to decide, how to upgrade and how to"
                        + " uninstall.")
                .code("bash", """
                    IMAGE=your-registry.example/roboflow-trash-operator
                    helm install roboflow-trash-operator manifests/chart -n trashops-system --create-namespace --set image.repository=$IMAGE
                    """)
                .text("Values that don't exist are refused, with the names of those that do. This page and"
                        + " `values.schema.json` are completed from the comments in [values.yaml](values.yaml); see"
                        + " [CONTRIBUTING.md](../../CONTRIBUTING.md).");
        String section = "";
        for (ChartValue value : values) {
            if (!value.section().equals(section)) {
                if (!section.isEmpty()) {
                    page.end();
                }
                section = value.section();
                page.section(section).head("value", "default", "allowed", "what it is");
            }
            page.row(
                    "`" + value.name() + "`",
                    "`" + value.unset() + "`",
                    allowed(schema.of(value)),
                    value.description());
        }
        return page.end()
                .section("OpenShift")
                .text("There the namespace decides which user a pod runs as. Let it, and the rest of the pods' settings"
                        + " fits the constraint `restricted-v2`:")
                .code("yaml", """
                    podSecurityContext:
                      runAsUser: null
                      runAsGroup: null
                    """)
                .section("As part of another chart")
                .text("`roboflow-trash-operator.enabled` can be the condition of the dependency."
                        + " `global.imageRegistry` and `global.imagePullSecrets` count for this chart, too.")
                .toString();
    }

    private String allowed(JsonNode unresolved) {
        JsonNode what = schema.resolved(unresolved);
        if (what.has("enum")) {
            return elements(what.path("enum"))
                    .filter(value -> !value.asText().isEmpty())
                    .map(value -> "`" + value.asText() + "`")
                    .collect(Collectors.joining(", "));
        }
        if (what.has("anyOf")) {
            return elements(what.path("anyOf"))
                    .map(this::allowed)
                    .sorted(Comparator.comparing("null"::equals))
                    .collect(Collectors.joining(" or "));
        }
        List<String> types = new ArrayList<>();
        JsonNode type = what.path("type");
        (type.isArray() ? elements(type) : Stream.of(type)).forEach(each -> types.add(type(each.asText(), what)));
        return String.join(" or ", types);
    }

    private static String type(String type, JsonNode what) {
        return switch (type) {
            case "boolean" -> "`true`, `false`";
            case "integer", "number" -> range(what);
            case "string" -> what.path("pattern").asText().endsWith("%$") ? "a percentage" : "text";
            case "array" -> "a list";
            case "object" -> "a map";
            default -> type;
        };
    }

    private static String range(JsonNode what) {
        String least = what.path("minimum").asText();
        return what.has("maximum") ? least + " to " + what.path("maximum").asText() : "a number from " + least;
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}

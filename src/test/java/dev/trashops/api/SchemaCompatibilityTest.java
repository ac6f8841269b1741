package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page on versions promises: what the schema of the previous release took, that of this one takes as well. */
class SchemaCompatibilityTest {
    private static final Path PREVIOUS = Path.of("src", "test", "resources", "crds-previous");
    private static final String SCHEMA = "/spec/versions/0/schema/openAPIV3Schema";

    /** A rule required it all along. */
    private static final String DESIRED_STATE = ".spec.desiredState";

    private final List<String> narrower = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"trasheditems.trashops.dev-v1.yml", "roboflowtrashpolicies.trashops.dev-v1.yml"})
    void whatWasTakenIsTaken(String file) throws IOException {
        compare("", schema(PREVIOUS.resolve(file)), schema(CrdWriter.FOLDER.resolve(file)));
        assertThat(narrower).isEmpty();
    }

    private static JsonNode schema(Path file) throws IOException {
        return new YAMLMapper().readTree(file.toFile()).at(SCHEMA);
    }

    private void compare(String path, JsonNode before, JsonNode now) {
        if (!before.path("type").equals(now.path("type"))) {
            narrower.add(path + " was " + before.path("type") + " and is " + now.path("type"));
            return;
        }
        texts(before.path("enum")).stream()
                .filter(choice -> !texts(now.path("enum")).contains(choice))
                .forEach(choice -> narrower.add(path + " may no longer be " + choice));
        texts(now.path("required")).stream()
                .filter(field -> !texts(before.path("required")).contains(field))
                .map(field -> path + "." + field)
                .filter(field -> !field.equals(DESIRED_STATE))
                .forEach(field -> narrower.add(field + " is required"));
        if (before.has("default") && !before.path("default").equals(now.path("default"))) {
            narrower.add(path + " has another default");
        }
        for (String most : List.of("maximum", "maxLength", "maxItems")) {
            bound(path + "." + most, before.path(most).asDouble(Double.MAX_VALUE), now.path(most), 1);
        }
        for (String least : List.of("minimum", "minLength", "minItems")) {
            bound(path + "." + least, before.path(least).asDouble(-Double.MAX_VALUE), now.path(least), -1);
        }
        before.path("properties")
                .properties()
                .forEach(field -> compare(
                        path + "." + field.getKey(),
                        field.getValue(),
                        now.path("properties").path(field.getKey())));
        if (before.has("items")) {
            compare(path + "[]", before.path("items"), now.path("items"));
        }
    }

    private void bound(String path, double before, JsonNode now, int direction) {
        if (!now.isMissingNode() && now.asDouble() * direction < before * direction) {
            narrower.add(path + " is " + now);
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}

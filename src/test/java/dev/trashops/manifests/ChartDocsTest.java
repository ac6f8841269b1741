package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The chart's values are explained once, in {@code values.yaml}; its page and its schema follow. */
class ChartDocsTest {
    private static final String COMMAND = "mvn -q test -Dtest=ChartDocsTest -Dchart.write=true";

    private final List<ChartValue> values;

    ChartDocsTest() throws IOException {
        values = ChartValues.read();
    }

    @Test
    void everyValueIsExplainedAndKnownToTheSchemaAndNoOtherIs() throws IOException {
        assertThat(values)
                .hasSizeGreaterThan(80)
                .allSatisfy(value -> assertThat(value.description())
                        .as(value.name())
                        .endsWith(".")
                        .hasSizeGreaterThan(9));
        assertThat(values)
                .extracting(ChartValue::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ChartSchema.read().names().stream()
                        .filter(name -> !name.equals("enabled"))
                        .toList());
    }

    @Test
    void thePageAndTheSchemaAreWhatTheValuesSay() throws IOException {
        ChartSchema schema = ChartSchema.read();
        String completed = schema.completed(values);
        String page = new ChartReference(schema).text(values);
        if (Boolean.getBoolean("chart.write")) {
            Files.writeString(ChartSchema.FILE, completed);
            Files.writeString(ChartReference.FILE, page);
        }
        assertThat(Files.readString(ChartSchema.FILE))
                .as("stale: run  %s", COMMAND)
                .isEqualTo(completed);
        assertThat(Files.readString(ChartReference.FILE))
                .as("stale: run  %s", COMMAND)
                .isEqualTo(page);
    }
}

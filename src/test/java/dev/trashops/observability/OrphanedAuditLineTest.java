package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the audit log says of a resource that was deleted although its item was not restored. */
class OrphanedAuditLineTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {type: Project, project: cat}                         | {"type":"Project","slug":"cat"}
                    {type: Version, project: cat, version: 3}             | {"type":"Version","slug":"cat","version":3}
                    {type: Workflow, workflow: gate}                      | {"type":"Workflow","slug":"gate"}
                    {type: Training, project: cat, version: 3, training: r} | {"type":"Training","slug":"cat","version":3,"training":"r"}
                    """)
    void anItemOfAnyTypeIsNamedAsInAllOtherLines(String item, String named) throws IOException {
        assertThat(orphaned(ResourceFixture.item("team-a", "mine", spec(item))).path("item"))
                .hasToString(named);
    }

    /** All of it can have dates in it. */
    @Test
    void whatTheStatusTellsOfItIsThereToRestoreItBy() throws IOException {
        TrashedItem item = ResourceFixture.item(
                "team-a",
                "mine",
                spec("{type: Version, project: cat, version: 3, createdBefore: '2026-04-01T00:00:00Z'}"));
        item.setStatus(Serialization.unmarshal("""
                        status:
                          externalRef: {workspace: acme, region: EU, id: "3", parentId: p1, createdAt: "2026-03-01T00:00:00Z"}
                        """, TrashedItem.class).getStatus());
        JsonNode line = orphaned(item);
        assertThat(line.path("phase").asText()).isEqualTo("orphaned");
        assertThat(line.path("workspace").asText()).isEqualTo("acme");
        assertThat(line.path("region").asText()).isEqualTo("EU");
        assertThat(line.path("entryId").asText()).isEqualTo("3");
        assertThat(line.path("parentId").asText()).isEqualTo("p1");
        assertThat(line.path("resource").path("name").asText()).isEqualTo("mine");
        assertThat(line.path("policy").path("name").asText()).isEqualTo("acme");
    }

    @Test
    void whatWasRestoredMakesNoLine() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (AuditLog log = AuditLog.toStream(written)) {
            log.letGo(ResourceFixture.item("team-a", "mine", spec("{type: Project, project: cat}")), false, NOW);
        }
        assertThat(written.size()).isZero();
    }

    private static JsonNode orphaned(TrashedItem item) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (AuditLog log = AuditLog.toStream(written)) {
            log.letGo(item, true, NOW);
        }
        return new JsonMapper().readTree(written.toString(StandardCharsets.UTF_8));
    }

    private static String spec(String item) {
        return "{policyRef: {name: acme}, desiredState: Restored, item: " + item + "}";
    }
}

package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.ApprovedPlan;
import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ReservedWords;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.generator.annotation.ValidationRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaPatternsTest {

    @Test
    void theSchemaAndTheOperatorTakeTheSameSlugs() throws NoSuchFieldException {
        assertThat(rules(RoboflowTrashPolicySpec.class, "workspace"))
                .contains("self.matches('^" + ItemKey.SLUG + "$')");
        assertThat(Stream.of("project", "workflow").flatMap(field -> schema("trasheditems", "item", field)))
                .filteredOn(rule -> rule.contains("matches"))
                .hasSize(2)
                .containsOnly("self.matches('^" + ItemKey.SLUG + "$')");
    }

    @Test
    void theSchemaAndTheClientRefuseTheSameReservedWords() {
        assertThat(schema("roboflowtrashpolicies", "workspace"))
                .contains("!self.matches('^(?i:" + ReservedWords.WORKSPACES + ")$')");
        assertThat(schema("trasheditems"))
                .anySatisfy(rule -> assertThat(rule)
                        .contains("!self.item.project.matches('^(?i:" + ReservedWords.PROJECTS + ")$')"));
    }

    @Test
    void theSchemaAndTheOperatorTakeTheSameGlobs() {
        assertThat(Stream.of("projects", "workflows").flatMap(field -> schema("roboflowtrashpolicies", "scope", field)))
                .hasSize(2)
                .containsOnly("self.all(glob, glob.matches('^" + Glob.SYNTAX + "$'))");
    }

    /** The rules of a field of the written CRD. */
    private static Stream<String> schema(String plural, String... path) {
        try {
            JsonNode node = new YAMLMapper()
                    .readTree(Path.of("crds", plural + ".trashops.dev-v1.yml").toFile())
                    .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
            for (String field : path) {
                node = node.path("properties").path(field);
            }
            return node.path("x-kubernetes-validations")
                    .valueStream()
                    .map(rule -> rule.path("rule").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSchemaAndTheOperatorTakeTheSameDigests() throws NoSuchFieldException {
        assertThat(rules(ApprovedPlan.class, "digest")).contains("self.matches('^" + TrashPlan.DIGEST + "$')");
    }

    private static Stream<String> rules(Class<?> type, String field) throws NoSuchFieldException {
        return Arrays.stream(type.getDeclaredField(field).getAnnotationsByType(ValidationRule.class))
                .map(ValidationRule::value);
    }
}

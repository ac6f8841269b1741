package dev.trashops.controller.mapping;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the API server would fill in is what the mapping fills in. */
class SpecDefaultsTest {
    private static final String MINIMAL =
            "{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}, limits: {}}";
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void aPolicyThatSaysNothingMeansTheDefaultsOfTheSchema() throws IOException {
        RoboflowTrashPolicy bare =
                ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY.replace(", interval: 10s", ""));
        JsonNode filled = filledIn("roboflowtrashpolicies", ResourceFixture.policy("team-a", "team", MINIMAL));
        Policy policy = PolicyMapper.policy(bare).valid().orElseThrow();
        assertThat(policy)
                .isEqualTo(PolicyMapper.policy(serialization.convertValue(filled, RoboflowTrashPolicy.class))
                        .valid()
                        .orElseThrow());
        assertThat(policy.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(filled.at("/spec/region").asText()).isEqualTo("US");
        assertThat(policy.workspace()).isEqualTo(us("acme"));
        assertThat(filled.at("/spec/limits/settle").asText()).isEqualTo("30s");
        assertThat(policy.limits().settle()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void anItemThatSaysNothingMeansTheDefaultsOfTheSchema() throws IOException {
        TrashedItem bare = ResourceFixture.item("team-a", "one", ResourceFixture.PROJECT);
        JsonNode filled = filledIn("trasheditems", bare);
        Claim claim = ClaimMapper.claim(bare, Optional.empty(), false).valid().orElseThrow();
        assertThat(claim)
                .isEqualTo(ClaimMapper.claim(
                                serialization.convertValue(filled, TrashedItem.class), Optional.empty(), false)
                        .valid()
                        .orElseThrow());
        assertThat(filled.at("/spec/driftPolicy").asText()).isEqualTo("Correct");
        assertThat(filled.at("/status/observedGeneration").asLong()).isEqualTo(-1);
        assertThat(claim.spec().drift()).isEqualTo(DriftPolicy.CORRECT);
        assertThat(claim.spec().deletion()).isEqualTo(DeletionPolicy.ORPHAN);
    }

    private JsonNode filledIn(String plural, Object resource) throws IOException {
        CustomResourceDefinition crd = serialization.unmarshal(
                Files.readString(Path.of("crds", plural + ".trashops.dev-v1.yml")), CustomResourceDefinition.class);
        ObjectNode json = serialization.convertValue(resource, ObjectNode.class);
        fill(json, crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema());
        return json;
    }

    private static void fill(ObjectNode object, JSONSchemaProps schema) {
        schema.getProperties().forEach((name, property) -> {
            if (property.getDefault() != null && !object.has(name)) {
                object.set(name, property.getDefault().deepCopy());
            }
            if (object.get(name) instanceof ObjectNode nested && property.getProperties() != null) {
                fill(nested, property);
            }
        });
    }
}

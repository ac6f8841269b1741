package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files for Flux, and the examples for Flux and Argo CD. */
class FluxFilesTest {
    private static final Path EXAMPLES = Path.of("examples", "gitops");

    @Test
    void theExampleChecksHealthAsThePatchDoes() {
        JsonNode delivery =
                ArgoCd.yaml(EXAMPLES.resolve("flux/team-a-trash.yaml")).get(1);
        JsonNode patch = ArgoCd.yaml(FluxChecks.STRICT).get(0);
        assertThat(delivery.path("kind")).isEqualTo(patch.path("kind"));
        assertThat(delivery.path("apiVersion")).isEqualTo(patch.path("apiVersion"));
        assertThat(delivery.at("/spec/wait").asBoolean()).isTrue();
        assertThat(delivery.at("/spec/healthCheckExprs")).isEqualTo(patch.at("/spec/healthCheckExprs"));
        assertThat(ArgoCd.yaml(FluxChecks.PATIENT).get(0).at("/spec/healthCheckExprs/0"))
                .as("policies are judged alike")
                .isEqualTo(patch.at("/spec/healthCheckExprs/0"));
    }

    @Test
    void theExamplesDeliverFoldersThatAreThereWithoutTheirSecrets() {
        JsonNode source =
                ArgoCd.yaml(EXAMPLES.resolve("flux/team-a-trash.yaml")).get(0);
        JsonNode delivery =
                ArgoCd.yaml(EXAMPLES.resolve("flux/team-a-trash.yaml")).get(1);
        assertThat(delivery.at("/spec/sourceRef/name")).isEqualTo(source.at("/metadata/name"));
        assertThat(source.at("/spec/ignore").asText().lines()).contains("secret.yaml");
        assertThat(Path.of(delivery.at("/spec/path").asText())).isDirectory();

        JsonNode application =
                ArgoCd.yaml(EXAMPLES.resolve("argocd/application.yaml")).get(0);
        Path folder = Path.of(application.at("/spec/source/path").asText());
        assertThat(folder).isDirectory();
        assertThat(Files.exists(folder.resolve(
                        application.at("/spec/source/directory/exclude").asText())))
                .isTrue();
    }

    @Test
    void inTheOtherExampleItemsWaitForTheirPolicies() {
        List<JsonNode> documents = ArgoCd.yaml(EXAMPLES.resolve("flux/policies-first.yaml"));
        JsonNode policies = documents.get(1);
        JsonNode items = documents.get(2);
        assertThat(items.at("/spec/dependsOn/0/name")).isEqualTo(policies.at("/metadata/name"));
        for (JsonNode delivery : List.of(policies, items)) {
            assertThat(delivery.at("/spec/sourceRef/name"))
                    .isEqualTo(documents.get(0).at("/metadata/name"));
            assertThat(delivery.at("/spec/wait").asBoolean()).isTrue();
            assertThat(delivery.at("/spec/prune").asBoolean()).isTrue();
            assertThat(delivery.at("/metadata/labels"))
                    .isEqualTo(ArgoCd.yaml(EXAMPLES.resolve("flux/team-a-trash.yaml"))
                            .get(1)
                            .at("/metadata/labels"));
        }
    }

    @Test
    void theAlertNamesItsProviderAndTheLabelOfTheExample() {
        var documents = ArgoCd.yaml(FluxChecks.FOLDER.resolve("notifications.yaml"));
        JsonNode alert = documents.get(1);
        assertThat(alert.at("/spec/providerRef/name"))
                .isEqualTo(documents.get(0).at("/metadata/name"));
        assertThat(ArgoCd.yaml(EXAMPLES.resolve("flux/team-a-trash.yaml"))
                        .get(1)
                        .at("/metadata/labels"))
                .isEqualTo(alert.at("/spec/eventSources/0/matchLabels"));
    }
}

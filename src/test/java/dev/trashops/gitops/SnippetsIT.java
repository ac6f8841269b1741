package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told to do with the snippets, done by kubectl. */
@RealKube
class SnippetsIT {

    @Test
    void theSnippetForArgoCdIsMergedIntoTheConfigMapThatIsThere(KubeSpace space) throws Exception {
        space.kubectl("create", "configmap", "argocd-cm", "--from-literal=url=https://argocd.example.com");
        String said = space.kubectl(
                "patch",
                "configmap",
                "argocd-cm",
                "--patch-file",
                ArgoCd.ROOT.resolve("argocd-cm.yaml").toString());
        assertThat(said.strip()).isEqualTo("configmap/argocd-cm patched");
        Map<String, String> data = space.client()
                .configMaps()
                .inNamespace(space.namespace())
                .withName("argocd-cm")
                .get()
                .getData();
        assertThat(data).containsEntry("url", "https://argocd.example.com").hasSize(5);
        for (String kind : ArgoCd.KINDS) {
            assertThat(data)
                    .containsEntry(
                            "resource.customizations.health.trashops.dev_" + kind,
                            ArgoCd.read(ArgoCd.folder(kind).resolve("health.lua")));
        }
    }

    @Test
    void thePatchesForFluxChangeTheKustomizationsThatTheLabelNames(KubeSpace space, @TempDir Path folder)
            throws Exception {
        Path example = Path.of("examples", "gitops", "flux", "team-a-trash.yaml");
        Files.writeString(folder.resolve("one.yaml"), ArgoCd.read(example));
        Files.writeString(
                folder.resolve("other.yaml"),
                ArgoCd.read(example).replace("roboflow-trash", "something-else").replace("team-a-trash", "other"));
        for (Path patch : List.of(FluxChecks.STRICT, FluxChecks.PATIENT)) {
            Files.writeString(folder.resolve("patch.yaml"), ArgoCd.read(patch).replace("timeout: 5m", "timeout: 7m"));
            Files.writeString(folder.resolve("kustomization.yaml"), """
                    resources: [one.yaml, other.yaml]
                    patches:
                      - path: patch.yaml
                        target: {kind: Kustomization, labelSelector: app.kubernetes.io/part-of=roboflow-trash}
                    """);
            Path built = Files.writeString(folder.resolve("built"), space.kubectl("kustomize", folder.toString()));
            Map<String, JsonNode> specs = ArgoCd.yaml(built).stream()
                    .filter(one -> one.path("kind").asText().equals("Kustomization"))
                    .collect(Collectors.toMap(one -> one.at("/metadata/name").asText(), one -> one.path("spec")));
            assertThat(specs.keySet()).containsExactlyInAnyOrder("team-a-trash", "other");
            JsonNode patched = specs.getOrDefault("team-a-trash", NullNode.instance);
            assertThat(patched.path("healthCheckExprs"))
                    .isEqualTo(ArgoCd.yaml(patch).get(0).at("/spec/healthCheckExprs"));
            assertThat(patched.path("timeout").asText()).isEqualTo("7m");
            assertThat(patched.at("/sourceRef/name").asText()).isEqualTo("team-a-trash");
            assertThat(specs.getOrDefault("other", NullNode.instance)
                            .path("timeout")
                            .asText())
                    .isEqualTo("5m");
        }
    }
}

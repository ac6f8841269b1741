package dev.trashops.manifests;

import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a real API server says of the objects of manifests. */
record ServerSide(KubeSpace space) {

    void createNamespace(String name) {
        space.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    /**
     * The lines of a dry run.
     *
     * @param validate the value of kubectl's option of that name
     */
    List<String> dryRun(List<HasMetadata> objects, Path folder, String validate) throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        Path file = folder.resolve("objects.yaml");
        Files.writeString(file, objects.stream().map(serialization::asYaml).collect(Collectors.joining("---\n")));
        return Tool.KUBECTL
                .run(List.of(
                        "--kubeconfig=" + space.kubeconfig(),
                        "apply",
                        "--server-side",
                        "--force-conflicts",
                        "--dry-run=server",
                        "--validate=" + validate,
                        "--filename=" + file))
                .expected()
                .lines()
                .toList();
    }
}

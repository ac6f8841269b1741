package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says of what the chart renders. */
@RealKube
@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ChartIT {
    private static final String FOREIGN = "monitoring.coreos.com/v1";

    private final KubeSpace space;

    ChartIT(KubeSpace space) {
        this.space = space;
    }

    static List<List<String>> values() {
        return List.of(
                List.of(),
                List.of("--values", ChartValuesTest.EVERYTHING.toString()),
                Helm.set(List.of("podSecurityContext.runAsUser=null", "podSecurityContext.runAsGroup=null")),
                Helm.set(List.of("namespaces={team-a}", "podDisruptionBudget.maxUnavailable=50%")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void theApiServerTakesEveryObject(List<String> values, @TempDir Path folder) throws Exception {
        List<HasMetadata> objects = new StrictReader()
                .read(Helm.template(Helm.CHART, values).expected()).stream()
                        .filter(object -> !object.getApiVersion().equals(FOREIGN))
                        .toList();
        objects.stream()
                .flatMap(object -> Stream.ofNullable(object.getMetadata().getNamespace()))
                .distinct()
                .forEach(this::createNamespace);

        assertThat(dryRun(objects, folder))
                .hasSize(objects.size())
                .allSatisfy(line -> assertThat(line).endsWith("serverside-applied (server dry run)"));
    }

    private List<String> dryRun(List<HasMetadata> objects, Path folder) throws IOException {
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
                        "--validate=strict",
                        "--filename=" + file))
                .expected()
                .lines()
                .toList();
    }

    private void createNamespace(String name) {
        space.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }
}

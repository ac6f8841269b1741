package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says of what the chart renders. */
@RealKube
@RequiresTool({Tool.HELM, Tool.KUBECTL})
class ChartIT {
    private static final String FOREIGN = "monitoring.coreos.com/v1";

    private final ServerSide server;

    ChartIT(KubeSpace space) {
        this.server = new ServerSide(space);
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
                .forEach(server::createNamespace);

        assertThat(server.dryRun(objects, folder, "strict"))
                .hasSize(objects.size())
                .allSatisfy(line -> assertThat(line).endsWith("serverside-applied (server dry run)"));
    }
}

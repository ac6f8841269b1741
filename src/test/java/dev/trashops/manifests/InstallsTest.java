package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.cli.Cli;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every kustomization that installs the operator. */
@RequiresTool(Tool.KUBECTL)
class InstallsTest {
    private static final Map<Path, List<HasMetadata>> RENDERED = Stream.concat(
                    Manifests.installs().stream(), Stream.of(Manifests.UNINSTALL))
            .collect(Collectors.toUnmodifiableMap(path -> path, Manifests::rendered));

    static List<Path> installs() {
        return Manifests.installs();
    }

    static List<Path> all() {
        return List.copyOf(RENDERED.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingCarriesTheRecommendedLabels(Path kustomization) {
        List<HasMetadata> objects = rendered(kustomization);
        Map<String, String> common = Map.of(
                "app.kubernetes.io/name", Manifests.NAME,
                "app.kubernetes.io/instance", Manifests.NAME,
                "app.kubernetes.io/part-of", Manifests.NAME,
                "app.kubernetes.io/version", Versions.ofThePom());
        assertThat(objects).hasSizeGreaterThan(4).allSatisfy(object -> {
            assertThat(object.getMetadata().getLabels()).containsAllEntriesOf(common);
            if (!(object instanceof Namespace)) {
                assertThat(object.getMetadata().getLabels()).containsKey("app.kubernetes.io/component");
            }
        });
        assertThat(Pods.of(objects)).isNotEmpty().allSatisfy(pod -> {
            assertThat(pod.getMetadata().getLabels()).containsAllEntriesOf(common);
            assertThat(pod.getSpec().getContainers())
                    .extracting(Container::getImage)
                    .containsOnly(Manifests.NAME + ":" + Versions.ofThePom());
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingNamespacedNamesItsNamespace(Path kustomization) {
        assertThat(rendered(kustomization))
                .filteredOn(object -> object instanceof Namespaced)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(object.getMetadata().getNamespace())
                        .matches("trashops-system|trashops-trial|team-[ab]"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPodIsRestrictedAndSoIsItsNamespace(Path kustomization) {
        List<HasMetadata> objects = rendered(kustomization);
        assertThat(Pods.of(objects)).isNotEmpty().allSatisfy(Pods::assertRestricted);
        assertThat(objects)
                .filteredOn(object -> object instanceof Namespace)
                .allSatisfy(namespace -> assertThat(namespace.getMetadata().getLabels())
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }

    @ParameterizedTest
    @MethodSource("installs")
    void whatSelectsTheOperatorFindsIt(Path kustomization) {
        List<HasMetadata> objects = rendered(kustomization);
        Map<String, String> labels = Pods.operator(objects).getMetadata().getLabels();
        Stream<Map<String, String>> selectors = objects.stream().flatMap(Selectors::of);
        assertThat(selectors).hasSizeGreaterThan(2).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            assertThat(labels).containsAllEntriesOf(selector);
        });
    }

    @ParameterizedTest
    @MethodSource("installs")
    void probesMeetThePort(Path kustomization) {
        Container container = Pods.container(Pods.operator(rendered(kustomization)), "operator");
        assertThat(container.getPorts()).singleElement().satisfies(port -> {
            assertThat(port.getName()).isEqualTo("http");
            assertThat(port.getContainerPort()).isEqualTo(8080);
        });
        assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/livez");
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/readyz");
        assertThat(Stream.of(container.getLivenessProbe(), container.getReadinessProbe(), container.getStartupProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http"));
    }

    @ParameterizedTest
    @MethodSource("installs")
    void everyVariableIsASettingOfTheProgramAndNoneHoldsAKey(Path kustomization) {
        String help = help();
        PodTemplateSpec pod = Pods.operator(rendered(kustomization));
        assertThat(Pods.container(pod, "operator").getArgs()).containsExactly("run");
        assertThat(Pods.container(pod, "operator").getEnv())
                .extracting(EnvVar::getName)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(help).contains("(" + name))
                .noneMatch(name -> name.contains("KEY"));
    }

    @Test
    void anOverlayMayMoveEverythingIntoAnotherNamespace(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                "namespace: ops\nresources: [" + folder.toRealPath().relativize(Manifests.FOLDER.toRealPath()) + "]\n");
        String yaml = Tool.KUBECTL.run(List.of("kustomize", folder.toString())).expected();
        assertThat(yaml).contains("namespace: ops").doesNotContain(Manifests.NAMESPACE);
    }

    /** The page names the overlays of a copy on a server; here they are those beside it. */
    @Test
    void theOverlayOfThePageRenders(@TempDir Path folder) throws IOException {
        String page = Files.readString(Manifests.FOLDER.resolve("README.md"));
        String overlay = page.substring(page.indexOf("```yaml\n") + 8);
        Files.writeString(
                folder.resolve("kustomization.yaml"),
                overlay.substring(0, overlay.indexOf("```"))
                        .replace(
                                "github.com/your-org/your-copy/manifests",
                                folder.toRealPath()
                                        .relativize(Manifests.FOLDER.toRealPath())
                                        .toString()));

        List<HasMetadata> objects = Manifests.rendered(folder);

        assertThat(Pods.container(Pods.operator(objects), "operator").getImage())
                .isEqualTo("your-registry.example/" + Manifests.NAME + ":" + Versions.ofThePom());
        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains("ServiceMonitor", "PrometheusRule", "PodDisruptionBudget");
        assertThat(objects)
                .filteredOn(object -> object instanceof Namespaced)
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("ops"));
    }

    @Test
    void theReaderRefusesFieldsThatDoNotExist() {
        assertThatThrownBy(() -> new StrictReader()
                        .read("apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {hostNetwrok: true}}}\n"))
                .hasMessageContaining("hostNetwrok");
        assertThatThrownBy(() -> new StrictReader().read("apiVersion: apps/v1\nkind: Deploymnet\n"))
                .hasMessageContaining("no such kind");
    }

    private static List<HasMetadata> rendered(Path kustomization) {
        return Optional.ofNullable(RENDERED.get(kustomization)).orElseThrow();
    }

    private static String help() {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out, true);
        new Cli(
                        Map.of(),
                        printer,
                        printer,
                        config -> {
                            throw new AssertionError("started");
                        },
                        (deployment, namespace, scaledDown, output) -> output.accept("released"),
                        work -> {})
                .execute("run", "--help");
        return out.toString();
    }
}

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
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern POM_VERSION = Pattern.compile("<version>([0-9.]+)(-SNAPSHOT)?</version>");

    static List<Path> installs() {
        return Manifests.installs();
    }

    static List<Path> all() {
        return List.copyOf(RENDERED.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingCarriesTheRecommendedLabels(Path kustomization) throws IOException {
        List<HasMetadata> objects = rendered(kustomization);
        Map<String, String> common = Map.of(
                "app.kubernetes.io/name", Manifests.NAME,
                "app.kubernetes.io/part-of", Manifests.NAME,
                "app.kubernetes.io/version", version());
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
                    .containsOnly(Manifests.NAME + ":" + version());
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
        Stream<Map<String, String>> selectors = objects.stream().flatMap(InstallsTest::selectors);
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

    private static Stream<Map<String, String>> selectors(HasMetadata object) {
        if (object instanceof Service service) {
            return Stream.of(service.getSpec().getSelector());
        }
        if (object instanceof NetworkPolicy policy) {
            return Stream.of(policy.getSpec().getPodSelector().getMatchLabels());
        }
        if (object instanceof PodDisruptionBudget budget) {
            return Stream.of(budget.getSpec().getSelector().getMatchLabels());
        }
        if (object instanceof Deployment deployment) {
            return Stream.concat(
                    Stream.of(deployment.getSpec().getSelector().getMatchLabels()),
                    deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                            .map(constraint -> constraint.getLabelSelector().getMatchLabels()));
        }
        return Stream.empty();
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

    private static String version() throws IOException {
        Matcher version = POM_VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}

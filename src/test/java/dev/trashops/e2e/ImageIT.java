package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Manifests;
import dev.trashops.manifests.Versions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The container image, run by podman as the manifests have it run. */
@RealKube
@EnabledIfEnvironmentVariable(
        named = "TRASHOPS_IMAGE_BASE",
        matches = ".+",
        disabledReason = "needs podman, and the tar of a base image that TRASHOPS_IMAGE_BASE names")
class ImageIT {
    private static final String IMAGE_TAR = "target/jib-image.tar";
    private static final Pattern LIBRARY = Pattern.compile("(?m)^[\\w.-]+:([\\w.-]+):([\\w.-]+)\n    (.+)$");
    private static final int ENDED_BY_SIGTERM = 143;
    private static final int OK = 200;
    private static final int AOT_CACHES_SINCE = 25;

    private static String image;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void load() throws Exception {
        image = Podman.load(Path.of(IMAGE_TAR));
    }

    @AfterAll
    static void remove() throws Exception {
        Podman.run("rmi", "--force", image);
    }

    @Test
    void restoresAnItemWithoutAnyPrivilegeAndEndsWhenAsked(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'key-acme'}],'trash':[{'type':'project','slug':'lost'}]}");
                ContainerizedProduct product =
                        ContainerizedProduct.start(space, folder, roboflow.uri(), List.of(), List.of(image))) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "project lost", "Restored"));
            product.awaitStart();
            team.awaitItem("lost", "Ready Restored");

            assertThat(roboflow.applied()).containsExactly("POST /acme/trash/restore");
            assertThat(product.get("/readyz")).isEqualTo(OK);
            assertThat(product.kernelFile("status"))
                    .containsPattern("Uid:\\s+65532\\s+65532")
                    .containsPattern("Gid:\\s+65532\\s+65532")
                    .containsPattern("CapEff:\\s+0+\\n")
                    .containsPattern("NoNewPrivs:\\s+1\\n")
                    .containsPattern("Seccomp:\\s+2\\n");
            assertThat(product.kernelFile("mounts").lines())
                    .as("the only places that can be written to belong to the container runtime")
                    .anyMatch(mount -> mount.matches("overlay / overlay ro,.*"))
                    .noneMatch(mount -> mount.matches("\\S+ /tmp .*"));
            if (javaVersion() >= AOT_CACHES_SINCE) {
                assertThat(product.kernelFile("maps")).contains("/app/operator.aot");
            }
            assertThat(product.kernelFile("cmdline") + product.kernelFile("environ"))
                    .doesNotContain("key-acme");
            assertThat(product.stop()).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(product.output()).doesNotContain("ERROR", "WARN", "key-acme");
        }
    }

    @Test
    void saysWhatItIsAndRunsAsNobodyInParticular() throws Exception {
        JsonNode config = Podman.config(image);

        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.path("Cmd").toString()).isEqualTo("[\"run\"]");
        assertThat(config.path("ExposedPorts").has("8080/tcp")).isTrue();
        assertThat(config.at("/Labels/org.opencontainers.image.title").asText()).isEqualTo("Roboflow Trash Operator");
        assertThat(config.at("/Labels/org.opencontainers.image.licenses").asText())
                .isEqualTo("Apache-2.0");
        assertThat(config.at("/Labels/org.opencontainers.image.version").asText())
                .isEqualTo(Versions.ofThePom());
        assertThat(image).endsWith(Manifests.NAME + ":" + Versions.ofThePom());
        assertThat(printed("--version")).contains(Versions.ofThePom());
        assertThat(printed("sandbox", "--help")).contains("stand-in for the Roboflow API");
    }

    private static String printed(String... command) throws Exception {
        return Podman.run(Stream.concat(Stream.of("run", "--rm", "--network=none", image), Stream.of(command))
                .toArray(String[]::new));
    }

    /** A JVM that is older leaves out what it doesn't know; the one the image is made for must know all of it. */
    @Test
    void givesItsJvmNoFlagThatIsUnknownToIt() throws Exception {
        assumeThat(javaVersion()).isGreaterThanOrEqualTo(AOT_CACHES_SINCE);
        String strict = Podman.entrypoint(image).stream()
                .map(word -> word.replace("+IgnoreUnrecognizedVMOptions", "-IgnoreUnrecognizedVMOptions"))
                .collect(Collectors.joining("\",\"", "--entrypoint=[\"", "\"]"));

        assertThat(strict).contains("-XX:-IgnoreUnrecognizedVMOptions", "-XX:AOTCache=/app/operator.aot");
        assertThat(Podman.run("run", "--rm", "--network=none", strict, image, "--version"))
                .isEqualTo(Manifests.NAME + " " + Versions.ofThePom());
    }

    private static int javaVersion() throws Exception {
        return Runtime.Version.parse(inside("java", "--version").split(" ", -1)[1])
                .feature();
    }

    @Test
    void holdsNoModelOfAnApiGroupThatItNeverAsksFor() throws Exception {
        assertThat(inside("ls", "/app/libs"))
                .contains("kubernetes-model-coordination", "kubernetes-model-events")
                .doesNotContain("kubernetes-model-gatewayapi", "kubernetes-model-resource", "kubernetes-model-rbac");
    }

    @Test
    void listsWhatItIsMadeOf() throws Exception {
        JsonNode sbom = Roboflow.parsed(inside("cat", "/app/sbom.json"));
        Set<String> listed = StreamSupport.stream(sbom.path("components").spliterator(), false)
                .map(component -> component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar")
                .collect(Collectors.toSet());
        List<String> held = inside("ls", "/app/libs").lines().toList();

        assertThat(held).isNotEmpty();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(held);
    }

    /** Whoever passes on the image passes on the libraries, and has to tell their licenses. */
    @Test
    void tellsTheLicensesOfAllItHolds() throws Exception {
        String notices = inside("cat", "/licenses/THIRD-PARTY.txt");
        List<String> held = inside("ls", "/app/libs").lines().toList();

        assertThat(LIBRARY.matcher(notices).results().map(found -> found.group(1) + "-" + found.group(2) + ".jar"))
                .containsExactlyInAnyOrderElementsOf(held);
        assertThat(LIBRARY.matcher(notices).results().map(found -> found.group(3)))
                .allMatch(license -> license.matches(
                        "(Apache-2\\.0|BSD-2-Clause|CC0-1\\.0|EPL-2\\.0|LGPL-2\\.1-only|MIT)( or .*)?"));
        assertThat(inside("cat", "/licenses/LICENSE")).contains("Apache License");
        assertThat(inside("ls", "-R", "/licenses"))
                .contains("jackson-core", "slf4j-api", "NOTICE")
                .doesNotContain("MANIFEST.MF");
    }

    private static String inside(String program, String... arguments) throws Exception {
        return Podman.run(Stream.concat(
                        Stream.of("run", "--rm", "--network=none", "--entrypoint=" + program, image),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }
}

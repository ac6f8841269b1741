package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Runbooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the pages that alerts lead to work as they stand there, with the names of the alert filled in. */
@RealKube
class RunbookCommandsIT {
    /** Changes nothing, so that each page finds what it is about. */
    /** Lines that set variables, which the scripts after them use. */
    private static final Pattern SET = Pattern.compile("[a-z]+=[^;]*(;.*)?");

    private static final String SHIM = """
            #!/usr/bin/env bash
            for word in "$@"; do
              case "$word" in
                edit|scale) exit 0 ;;
                patch|annotate|label|delete) exec %s "$@" --dry-run=server ;;
                apply) exec %s "$@" --dry-run=server ;;
              esac
            done
            exec %s "$@"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyCommandOfEveryPageWorks(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.builtIn();
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            team.apply(Path.of("examples/quickstart"));
            team.awaitItem("conveyor-jams-2", "Ready Restored");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !team.kubectl("get", "rtp", "acme-vision", "-o", "jsonpath={.status.plan}")
                            .isEmpty());
            Path path = shim();
            for (Path page : Runbooks.pages()) {
                StringBuilder known =
                        new StringBuilder("ns=" + space.namespace() + " policy=acme-vision item=conveyor-jams-2\n");
                for (String script : scripts(page)) {
                    String filled = filled(script, space);
                    assertWorks(page, known + filled, path, space);
                    filled.lines()
                            .filter(line -> SET.matcher(line).matches())
                            .forEach(line -> known.append(line).append('\n'));
                }
            }
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static List<String> scripts(Path page) {
        return Stream.of("Diagnose", "Fix")
                .flatMap(heading -> Runbooks.commands(page, heading).stream())
                .toList();
    }

    /** With the names of this test for those of the pages. */
    private static String filled(String script, KubeSpace space) {
        return script.replaceAll("\\bns=[a-z-]+", "ns=" + space.namespace())
                .replace(
                        "YEAR-MM-DD",
                        Instant.now().plus(Duration.ofDays(2)).toString().substring(0, 10))
                .replace("sys=trashops-system", "sys=" + space.namespace())
                .replace("> policy.yaml", "> /dev/null");
    }

    private void assertWorks(Path page, String script, Path path, KubeSpace space)
            throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        bash.environment().put("KUBECONFIG", space.kubeconfig().toString());
        bash.environment().put("PATH", path + ":" + System.getenv("PATH"));
        Process process = bash.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // A grep that finds nothing is no failure, so what kubectl and the shell complain of decides.
        assertThat(output)
                .as(page + "\n" + script)
                .doesNotContainPattern("(?m)^(?i:error|Error from server|Unable to)|unknown (?:flag|command|shorthand)")
                .doesNotContainPattern("(?m)^bash: |template:|Invalid value|not found\\s*$");
    }

    private Path shim() throws IOException {
        String real = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .map(entry -> Path.of(entry, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path shim = Files.writeString(bin.resolve("kubectl"), SHIM.formatted(real, real, real));
        Files.setPosixFilePermissions(shim, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }
}

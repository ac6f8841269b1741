package dev.trashops.e2e;

import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes an ahead-of-time cache of the classes that a start and a restore load, linked. The JVM of the image itself writes it,
 * as only the same JVM with the same jars can use it.
 */
final class AotCache {
    private static final String FLAG = "-XX:AOTCache=";
    private static final String IN_CONTAINER = "/var/run/aot";
    private static final String CACHE = "operator.aot";

    private AotCache() {}

    /**
     * Runs the image at a real API server, and keeps the cache; leaves none if the JVM of the image is too old to write one.
     *
     * @param args the tar with the image, and where the cache goes
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "aot")).toAbsolutePath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path written = folder.resolve(CACHE);
        Path kept = Path.of(args[1]);
        Files.deleteIfExists(written);
        Files.deleteIfExists(kept);
        train(Podman.load(Path.of(args[0])), folder);
        if (Files.exists(written)) {
            Files.move(written, kept, StandardCopyOption.REPLACE_EXISTING);
        } else {
            System.out.println("No ahead-of-time cache: the JVM of the base image is older than Java 25");
        }
    }

    private static void train(String image, Path folder) throws Exception {
        try (KubeServer server = KubeServer.start();
                Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'key-acme'}],'trash':[{'type':'project','slug':'lost'}]}")) {
            KubeSpace space = server.newSpace("aot");
            Team team = new Team(space, folder);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "project lost", "Restored"));
            List<String> options = List.of(
                    "--volume=" + folder + ":" + IN_CONTAINER, "--env=TRASHOPS_LOG_FORMAT=json", writing(image));
            try (ContainerizedProduct product =
                    ContainerizedProduct.start(space, folder, roboflow.uri(), options, List.of(image, "run"))) {
                product.awaitStart();
                team.awaitItem("lost", "Ready Restored");
                product.get("/readyz");
                product.get("/metrics");
                product.stop();
            }
        }
    }

    /** What the image runs, with the cache as an output; it is not there yet. */
    private static String writing(String image) throws IOException {
        return Podman.entrypoint(image).stream()
                .map(word -> word.startsWith(FLAG) ? "-XX:AOTCacheOutput=" + IN_CONTAINER + "/" + CACHE : word)
                .collect(Collectors.joining("\",\"", "--entrypoint=[\"", "\"]"));
    }
}

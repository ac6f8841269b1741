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
import java.util.stream.Stream;

/**
 * Makes an archive of the classes that a start and a restore load. The JVM of the image itself writes it, as only the same
 * JVM with the same jars can use it.
 */
final class ArchiveOfClasses {
    private static final String IN_CONTAINER = "/var/run/archive";
    private static final String LIST = IN_CONTAINER + "/classes.lst";
    private static final String ARCHIVE = "classes.jsa";

    private ArchiveOfClasses() {}

    /**
     * Runs the image at a real API server, and keeps the archive.
     *
     * @param args the tar with the image, and where the archive goes
     */
    public static void main(String[] args) throws Exception {
        Path folder =
                Files.createDirectories(Path.of("target", "archive-of-classes")).toAbsolutePath();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        String image = Podman.load(Path.of(args[0]));
        try (KubeServer server = KubeServer.start();
                Roboflow roboflow = Roboflow.with(
                        "{'slug':'acme','keys':[{'key':'key-acme'}],'trash':[{'type':'project','slug':'lost'}]}")) {
            KubeSpace space = server.newSpace("archive");
            Team team = new Team(space, folder);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "project lost", "Restored"));
            List<String> options = List.of(
                    mount(folder),
                    "--env=TRASHOPS_LEADER_ELECTION=true",
                    "--env=TRASHOPS_LOG_FORMAT=json",
                    program(image, "-XX:DumpLoadedClassList=" + LIST));
            try (ContainerizedProduct product =
                    ContainerizedProduct.start(space, folder, roboflow.uri(), options, List.of(image, "run"))) {
                product.awaitStart();
                team.awaitItem("lost", "Ready Restored");
                product.stop();
            }
        }
        String dump = program(
                image,
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + LIST,
                "-XX:SharedArchiveFile=" + IN_CONTAINER + "/" + ARCHIVE);
        Podman.run("run", "--rm", "--network=none", mount(folder), dump, image);
        Files.move(folder.resolve(ARCHIVE), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String mount(Path folder) {
        return "--volume=" + folder + ":" + IN_CONTAINER;
    }

    /** What the image runs, with those flags instead of the one for an archive, which is not there yet. */
    private static String program(String image, String... flags) throws IOException {
        return Podman.entrypoint(image).stream()
                .flatMap(word -> word.startsWith("-XX:SharedArchiveFile=") ? Stream.of(flags) : Stream.of(word))
                .collect(Collectors.joining("\",\"", "--entrypoint=[\"", "\"]"));
    }
}

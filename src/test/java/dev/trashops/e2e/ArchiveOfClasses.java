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
 * Makes an archive of the classes that a start and a restore load. The JVM of the image writes it at the end of a run of
 * the image, as only the same JVM with the same jars can use it.
 */
final class ArchiveOfClasses {
    private static final String IN_CONTAINER = "/var/run/archive";
    private static final String ARCHIVE = "classes.jsa";

    private ArchiveOfClasses() {}

    /**
     * Runs the image at a real API server, and keeps the archive.
     *
     * @param args the tar with the image, and where the archive goes
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("archive-of-classes");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        String image = Podman.load(Path.of(args[0]));
        try (KubeServer server = KubeServer.start();
                Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'trash':[{'type':'project','slug':'lost'}]}")) {
            KubeSpace space = server.newSpace("archive");
            Team team = new Team(space, folder);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "project lost", "Restored"));
            List<String> options = List.of(
                    "--volume=" + folder + ":" + IN_CONTAINER,
                    "--env=TRASHOPS_LEADER_ELECTION=true",
                    "--env=TRASHOPS_LOG_FORMAT=json",
                    "--entrypoint=" + learning(Podman.entrypoint(image)));
            try (ContainerizedProduct product =
                    ContainerizedProduct.start(space, folder, roboflow.uri(), options, List.of(image, "run"))) {
                team.awaitItem("lost", "Ready Restored");
                int code = product.stop();
                if (!Files.exists(folder.resolve(ARCHIVE))) {
                    throw new IOException("No archive, exit code " + code + ": " + product.output());
                }
            }
        }
        Files.move(folder.resolve(ARCHIVE), Path.of(args[1]), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The JVM cannot use an archive that is not there yet, and writes one instead. */
    private static String learning(List<String> entrypoint) {
        String write = "-XX:ArchiveClassesAtExit=" + IN_CONTAINER + "/" + ARCHIVE;
        return entrypoint.stream()
                .map(word -> word.startsWith("-XX:SharedArchiveFile=") ? write : word)
                .collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}

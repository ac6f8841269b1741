package dev.trashops.manifests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where somebody pastes commands: a folder with what the repository has, a kubeconfig, and the programs. Maven and kind,
 * which take long or need nodes, only say how they were called.
 */
final class Terminal {
    private static final List<String> REPOSITORY = List.of("manifests", "examples", "target");
    private static final List<String> ABSENT = List.of("mvn", "kind");

    private final Path folder;
    private final Path programs;
    private final Path kubeconfig;

    Terminal(Path folder, Path kubeconfig) throws IOException {
        this.folder = folder;
        this.kubeconfig = kubeconfig;
        for (String name : REPOSITORY) {
            Files.createSymbolicLink(folder.resolve(name), Path.of(name).toAbsolutePath());
        }
        Path crds = Files.createDirectory(folder.resolve("crds"));
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            for (Path file : files.toList()) {
                Files.copy(file, crds.resolve(file.getFileName()));
            }
        }
        programs = Files.createDirectory(folder.resolve("programs"));
        for (String name : ABSENT) {
            program(name, "echo \"called: " + name + " $*\"");
        }
        program("helm", "exec '" + Tool.HELM.path() + "' \"$@\"");
    }

    private void program(String name, String does) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A file of the user. */
    void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    /** Pastes these blocks, and gives back what is printed. The first command that fails ends it. */
    ProcessResult paste(List<String> blocks) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-e", "-o", "pipefail")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        bash.environment()
                .putAll(Map.of(
                        "KUBECONFIG",
                        kubeconfig.toString(),
                        "PATH",
                        programs + ":" + System.getenv("PATH"),
                        "IMAGE",
                        "your-registry.example/roboflow-trash-operator"));
        Process process = bash.start();
        process.getOutputStream().write(String.join("\n", blocks).getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ProcessResult(process.waitFor(), out, out);
    }
}

package dev.trashops.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python with one package installed, kept below target. */
final class Python {
    private final Path folder;

    private Python(Path folder) {
        this.folder = folder;
    }

    /** One with that package, such as {@code roboflow==1.7.3}. */
    static Python with(String requirement) throws IOException, InterruptedException {
        Path folder = Path.of("target", "python", requirement.replace("==", "-"));
        Path complete = folder.resolve("complete");
        if (!Files.exists(complete)) {
            run(List.of("python3", "-m", "venv", folder.toString()));
            run(List.of(folder.resolve("bin/pip").toString(), "install", "-q", requirement));
            Files.createFile(complete);
        }
        return new Python(folder);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    /** Runs a program that came with the package, or {@code python}. */
    ProcessBuilder command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}

package dev.trashops.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs podman. How it has to run containers on this machine stands in its own configuration. */
final class Podman {
    private static final String LOADED = "Loaded image: ";

    private Podman() {}

    /** Runs it and gives back what it printed. */
    static String run(String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("podman"), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output.strip();
    }

    /** Loads the image of a tar and gives back its name. */
    static String load(Path tar) throws IOException {
        return run("load", "--input", tar.toString())
                .lines()
                .filter(line -> line.startsWith(LOADED))
                .map(line -> line.substring(LOADED.length()))
                .findFirst()
                .orElseThrow();
    }

    /** How an image is told to be. */
    static JsonNode config(String image) throws IOException {
        return Roboflow.parsed(run("image", "inspect", "--format", "{{json .Config}}", image));
    }

    /** What an image runs: the program and its flags. */
    static List<String> entrypoint(String image) throws IOException {
        return StreamSupport.stream(config(image).path("Entrypoint").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

package dev.trashops.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a program ended, and what it printed. */
record ProcessResult(int code, String out, String err) {

    /** Runs a program to its end. */
    static ProcessResult of(List<String> command) {
        try {
            Path err = Files.createTempFile("stderr", ".txt");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            ProcessResult outcome = new ProcessResult(process.waitFor(), out, Files.readString(err));
            Files.delete(err);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What it printed, if it ended well. */
    String expected() {
        if (code != 0) {
            throw new AssertionError("It ended with " + code + ": " + err);
        }
        return out;
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** kubectl in one namespace, with its exit code. */
record Kubectl(KubeSpace space) {
    /** What it logs about requests that it repeats, as it does on a busy machine. */
    private static final Pattern LOGGED = Pattern.compile("(?m)^[EWI]\\d{4} \\d{2}:\\d{2}:.*\\R?");

    /** What it printed on both streams, and how it ended. */
    record Answer(int code, String output) {}

    Answer run(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                "kubectl",
                                "--kubeconfig",
                                space.kubeconfig().toString(),
                                "--namespace",
                                space.namespace()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return new Answer(code, code == 0 ? LOGGED.matcher(output).replaceAll("") : output);
    }

    /** What it printed, without the ends of lines: one line each, one space between words. It has to succeed. */
    List<String> lines(String... arguments) throws IOException, InterruptedException {
        Answer answer = run(arguments);
        assertThat(answer.code()).as(answer.output()).isZero();
        return answer.output()
                .lines()
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .toList();
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** kubectl in one namespace, with its exit code. */
record Kubectl(KubeSpace space) {

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
        return new Answer(process.waitFor(), output);
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

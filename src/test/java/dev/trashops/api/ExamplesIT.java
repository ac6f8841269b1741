package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RealKube
class ExamplesIT {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("examples"))) {
            // What is for Argo CD and Flux themselves needs their kinds.
            return files.filter(file ->
                            file.toString().endsWith(".yaml") && !file.startsWith(Path.of("examples", "gitops")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExampleIsTakenWithoutAnErrorOrAWarning(Path file, KubeSpace space) throws Exception {
        String output = space.kubectl("apply", "-f", file.toString());
        assertThat(output.lines()).isNotEmpty().allMatch(line -> line.endsWith(" created"), "says created");
    }

    @Test
    void theQuickStartNamesEveryTypeInEveryDesiredState(KubeSpace space) throws Exception {
        space.kubectl("apply", "-f", "examples/quickstart");
        List<TrashedItem> items = space.client()
                .resources(TrashedItem.class)
                .inNamespace(space.namespace())
                .list()
                .getItems();
        assertThat(items.stream()
                        .map(item -> item.getSpec().item().type() + " "
                                + item.getSpec().desiredState()))
                .contains(
                        "Project Restored",
                        "Version Restored",
                        "Workflow Restored",
                        "Project Trashed",
                        "Version Trashed",
                        "Workflow Trashed",
                        "Project Observed",
                        "Version Observed",
                        "Workflow Observed");
        assertThat(items).allMatch(item -> item.getSpec().policyRef().name().equals("acme-vision"));
    }
}

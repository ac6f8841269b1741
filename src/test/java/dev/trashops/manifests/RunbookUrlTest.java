package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart lets alerts lead to wherever a company keeps its copy of the runbooks. */
@RequiresTool(Tool.HELM)
class RunbookUrlTest {
    private static final String FOLDER = "https://git.example/ops/operator/blob/v0.1.0/manifests/runbooks";

    @Test
    void withoutOneTheFileInTheRepositoryIsNamed() {
        assertThat(urls("prometheusRule.enabled=true"))
                .hasSizeGreaterThan(15)
                .allMatch(url -> url.matches("manifests/runbooks/RoboflowTrash\\w+\\.md"));
    }

    @Test
    void whatIsSetIsPutBeforeTheNameOfThePage() {
        for (String set : List.of(FOLDER, FOLDER + "/")) {
            assertThat(urls("prometheusRule.enabled=true", "prometheusRule.runbookUrl=" + set))
                    .hasSizeGreaterThan(15)
                    .allMatch(url -> url.startsWith(FOLDER + "/RoboflowTrash") && url.endsWith(".md"));
        }
    }

    @Test
    void whatIsNoAddressIsRefused() {
        ProcessResult outcome =
                Helm.template(Helm.CHART, List.of("--set", "prometheusRule.runbookUrl=git.example/runbooks"));
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("at '/prometheusRule/runbookUrl'", "does not match pattern");
    }

    private static List<String> urls(String... values) {
        String key = "runbook_url: ";
        return Stream.of(Helm.template(
                                Helm.CHART,
                                Stream.of(values)
                                        .flatMap(value -> Stream.of("--set", value))
                                        .toList())
                        .expected()
                        .split("\n", -1))
                .map(String::strip)
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .toList();
    }
}

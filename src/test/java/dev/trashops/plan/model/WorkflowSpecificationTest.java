package dev.trashops.plan.model;

import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowSpecificationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-detector/3",
                "My-Detector/3",
                "acme/my-detector/3",
                "https://detect.roboflow.com/my-detector/3?x=1",
                "infer('my-detector/3')",
                "It uses my-detector/3.",
                "my-detector%2F3",
                "acme/early-model",
                "EARLY-model",
                "my-detector/early-model"
            })
    void aVersionIsNamedByProjectAndNumberOrByAModelOfIt(String text) {
        assertThat(names(text, version("my-detector", 3))).isTrue();
        assertThat(names(text, project("my-detector"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my-detector/30",
                "my-detector/33/3",
                "not-my-detector/3",
                "old.my-detector/3",
                "my-detector",
                "my-detector-3",
                "my-detector/latest",
                "3",
                "not-early-model",
                "early-model-2",
                "acme"
            })
    void whatOnlyLooksLikeItIsNotIt(String text) {
        assertThat(names(text, version("my-detector", 3))).isFalse();
    }

    @Test
    void aProjectIsNamedByAnyOfItsVersions() {
        assertThat(names("my-detector/30", project("my-detector"))).isTrue();
        assertThat(names("my-detector/latest", project("my-detector"))).isFalse();
        assertThat(names("not-my-detector/3", project("my-detector"))).isFalse();
    }

    @Test
    void theNumberInAnIdNamesNothingByItself() {
        WorkflowSpecification specification = WorkflowSpecification.of(List.of("other/7", "7"));
        assertThat(specification.names(version("my-detector", 3), Set.of("acme/my-detector/7")))
                .isFalse();
        assertThat(specification.names(version("my-detector", 3), Set.of("", "/", "acme/other/7")))
                .isFalse();
        assertThat(specification.names(version("my-detector", 3), Set.of("other/7")))
                .isTrue();
    }

    private static boolean names(String text, ItemKey item) {
        return WorkflowSpecification.of(List.of("a", text)).names(item, Set.of("acme/early-model"));
    }
}

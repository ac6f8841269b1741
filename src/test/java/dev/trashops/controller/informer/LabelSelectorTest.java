package dev.trashops.controller.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {
    private static final Map<String, String> LABELS =
            Map.of("team", "a", "tier", "gold", "trashops.dev/shard", "one", "empty", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            team=a                              | true
            team==a                             | true
            team = a                            | true
            team=b                              | false
            team!=a                             | false
            team!=b                             | true
            other!=b                            | true
            other=b                             | false
            empty=                              | true
            team=                               | false
            team                                | true
            other                               | false
            !other                              | true
            !team                               | false
            tier in (gold,silver)               | true
            tier in (bronze)                    | false
            tier notin (bronze, silver)         | true
            tier notin (gold)                   | false
            other notin (gold)                  | true
            other in (gold)                     | false
            trashops.dev/shard=one              | true
            team=a,tier in (gold,silver),!other | true
            team=a,tier in (bronze,silver)      | false
            """)
    void itChoosesAsKubectlDoes(String text, boolean chosen) {
        assertThat(LabelSelector.parse(text).matches(LABELS)).isEqualTo(chosen);
        assertThat(LabelSelector.parse(text).isEverything()).isFalse();
    }

    @Test
    void withoutRequirementsItChoosesEverything() {
        assertThat(LabelSelector.parse(" ")).isEqualTo(LabelSelector.EVERYTHING);
        assertThat(LabelSelector.EVERYTHING.matches(Map.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team=a,",
                ",",
                "team=a b",
                "team in a",
                "team in (a",
                "=a",
                "-team=a",
                "team=a=b",
                "a/b/c=d",
                "team=ä",
                "team in (a/b)",
                "team>1",
                "Team.io/=a",
                "!",
                "! team=a"
            })
    void whatCannotBeReadIsRefusedAndQuoted(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("'.*' is not a valid label requirement");
    }
}

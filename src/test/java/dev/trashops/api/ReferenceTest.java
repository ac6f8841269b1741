package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceTest {
    private static final Pattern ROW = Pattern.compile("^\\| `((spec|status)[^`]*)`", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`((spec|status)\\.[^`:]*)(: \\w+)?`");

    @Test
    void whereAFieldIsNamedItHasARow() throws IOException {
        String page = Files.readString(CrdWriter.FOLDER.resolve("README.md"));
        Set<String> rows = ROW.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toSet());

        Set<String> named = NAMED.matcher(page)
                .results()
                .map(ReferenceTest::field)
                .filter(field -> !field.startsWith("status.conditions["))
                .collect(Collectors.toSet());

        assertThat(named).contains("spec.desiredState", "status.plan.digest");
        assertThat(rows).containsAll(named);
    }

    private static String field(MatchResult found) {
        return found.group(1);
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsExplainedWhereItCanStand(Reason reason) {
        assertThat(ItemReasons.advice(reason).size()
                        + PolicyReasons.advice(reason).size())
                .isPositive();
    }
}

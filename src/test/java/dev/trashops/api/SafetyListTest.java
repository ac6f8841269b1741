package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's promises name the tests that prove them. */
class SafetyListTest {
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)]\\((src/test/java/[\\w/]+\\.java)\\)");

    @Test
    void eachPromiseIsProvedByTests() throws IOException {
        List<String> promises = promises();
        assertThat(promises).hasSizeGreaterThan(10);
        for (String promise : promises) {
            List<MatchResult> links = LINK.matcher(promise).results().toList();
            assertThat(links).as(promise).isNotEmpty();
            for (MatchResult link : links) {
                Path test = Path.of(link.group(2));
                assertThat(test.getFileName()).hasToString(link.group(1) + ".java");
                assertThat(Files.readString(test)).contains("class " + link.group(1) + " ", "Test");
            }
        }
    }

    private static List<String> promises() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String safety = readme.substring(readme.indexOf("## Safety"), readme.indexOf("| `acknowledge` |"));
        return Stream.of(safety.split("\n(?=- )"))
                .filter(text -> text.startsWith("- "))
                .toList();
    }
}

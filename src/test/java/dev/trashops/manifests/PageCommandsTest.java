package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages offer to be pasted. */
class PageCommandsTest {
    private static final Pattern PROGRAM =
            Pattern.compile("(mvn|kubectl|helm|java|curl|kind|flux|argocd|docker|bash|[A-Z]+=\\S).*");
    private static final Pattern FILE = Pattern.compile(
            "(?:-f|-k|--patch-file|install \\S+|upgrade \\S+|kustomize) " + "((?:manifests|examples|crds)[^\\s|]*)");

    /** To zsh, where people paste, a comment behind a command is more words of that command. */
    @Test
    void noCommentFollowsACommandAndNothingIsLeftToFillIn() throws IOException {
        for (Path page : PageCommands.pages()) {
            assertThat(commands(page)).as(page.toString()).noneMatch(line -> line.matches(".*\\s#(\\s.*|$)|#.*"));
            assertThat(commands(page)).as(page.toString()).noneMatch(line -> line.matches(".*\\s<[a-z-]+>.*"));
        }
    }

    @Test
    void everyFileOfTheRepositoryThatACommandNamesIsThere() throws IOException {
        List<String> files = PageCommands.pages().stream()
                .flatMap(page -> FILE.matcher(read(page)).results())
                .map(found -> found.group(1).replaceAll("[`.,)]+$", ""))
                .distinct()
                .toList();

        assertThat(files).hasSizeGreaterThan(15).allMatch(file -> Files.exists(Path.of(file)));
    }

    /** Nobody has the image under the name that the chart has by default. */
    @Test
    void whoInstallsTheChartNamesTheImage() throws IOException {
        List<String> installs = PageCommands.pages().stream()
                .flatMap(page -> read(page).lines())
                .filter(line -> line.matches("\\s*helm (install|upgrade --install) .*"))
                .toList();

        assertThat(installs).hasSizeGreaterThan(4).allMatch(line -> line.contains("--set image.repository=$IMAGE"));
    }

    private static List<String> commands(Path page) throws IOException {
        return Stream.concat(
                        PageCommands.blocks(page).stream()
                                .flatMap(block -> block.replaceAll("(?ms)<<'YAML'$.*?^YAML$", "")
                                        .lines()),
                        PageCommands.indented(page).stream()
                                .filter(line -> PROGRAM.matcher(line).matches()))
                .toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

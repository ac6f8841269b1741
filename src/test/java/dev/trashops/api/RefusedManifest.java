package dev.trashops.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A manifest that must not be taken. It begins with a comment: the message by which it is refused, and where
 * {@code kubectl apply --server-side} words that otherwise, its message after {@code server-side:}. Every document of the
 * file is refused so; in the folder {@code changed} the first is taken and the second would change it.
 *
 * @param says the message of {@code kubectl apply}
 * @param serverSide the message of {@code kubectl apply --server-side}
 * @param names the names of its objects
 */
record RefusedManifest(Path file, String says, String serverSide, List<String> names) {
    static final Path FOLDER = Path.of("src", "test", "resources", "refused");

    private static final String OTHERWISE = " server-side: ";
    private static final Pattern NAME = Pattern.compile("^  name: (\\S+)$", Pattern.MULTILINE);

    static List<RefusedManifest> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(RefusedManifest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RefusedManifest read(Path file) {
        try {
            String text = Files.readString(file);
            String comment = text.lines()
                    .takeWhile(line -> line.startsWith("# "))
                    .map(line -> line.substring(2))
                    .collect(Collectors.joining(" "));
            String[] messages = comment.split(OTHERWISE, 2);
            return new RefusedManifest(
                    file,
                    messages[0],
                    messages[messages.length - 1],
                    NAME.matcher(metadata(text))
                            .results()
                            .map(found -> found.group(1))
                            .distinct()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only what stands in metadata: names of other things are indented by more. */
    private static String metadata(String text) {
        Matcher metadata =
                Pattern.compile("^metadata:\n(  .*\n)*", Pattern.MULTILINE).matcher(text);
        return metadata.results().map(found -> found.group()).collect(Collectors.joining());
    }

    /** The folder it is in: what is wrong with it in general. */
    String folder() {
        return FOLDER.relativize(file).getName(0).toString();
    }

    boolean isMisspelt() {
        return folder().equals("misspelt");
    }

    boolean isChange() {
        return folder().equals("changed");
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file).toString();
    }
}

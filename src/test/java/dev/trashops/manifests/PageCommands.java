package dev.trashops.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that people paste from the pages. */
final class PageCommands {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```bash\n(.*?)^```$");
    private static final Pattern INDENTED = Pattern.compile("(?m)^    \\S.*$");

    private static final Set<String> NAMES = Set.of("README.md", "operations.md", "moving.md", "who-trashed-it.md");

    private PageCommands() {}

    /** The pages for whoever builds, installs, runs or tries the operator. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> manifests = Files.walk(Manifests.FOLDER);
                Stream<Path> examples = Files.walk(Path.of("examples"))) {
            return Stream.of(
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("crds/versions.md")),
                            manifests.filter(
                                    file -> NAMES.contains(file.getFileName().toString())
                                            || Runbooks.FOLDER.equals(file.getParent())),
                            examples.filter(
                                    file -> NAMES.contains(file.getFileName().toString())))
                    .flatMap(pages -> pages)
                    .toList();
        }
    }

    /** The blocks of a section, in their order. Its heading is given without the signs before it. */
    static List<String> blocks(Path page, String heading) throws IOException {
        String text = Files.readString(page);
        String[] parts = ("\n" + text).split("(?m)^#+ " + Pattern.quote(heading) + "$", 2);
        if (parts.length < 2) {
            throw new AssertionError(page + " has no section " + heading);
        }
        return blocks(parts[1].split("(?m)^#+ (?=[A-Z])", 2)[0]);
    }

    /** The blocks of a page. */
    static List<String> blocks(Path page) throws IOException {
        return blocks(Files.readString(page));
    }

    /** Lines that are set off, whatever is in them. */
    static List<String> indented(Path page) throws IOException {
        String text = BLOCK.matcher(Files.readString(page)).replaceAll("");
        return INDENTED.matcher(text.replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .map(line -> line.group().strip())
                .toList();
    }

    private static List<String> blocks(String text) {
        return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
    }
}

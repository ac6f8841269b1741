package dev.trashops.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that alerts lead to. */
public final class Runbooks {
    static final Path FOLDER = Manifests.FOLDER.resolve("runbooks");

    private Runbooks() {}

    /** All pages. */
    public static List<Path> pages() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands below a heading. */
    static String section(Path page, String heading) {
        String text = text(page);
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError(page + " has no heading " + heading);
        }
        int end = text.indexOf("\n## ", start + 1);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    /** The commands below a heading, a script for each block. */
    public static List<String> commands(Path page, String heading) {
        List<String> blocks = new ArrayList<>();
        String[] parts = section(page, heading).split("```", -1);
        for (int i = 1; i < parts.length; i += 2) {
            blocks.add(parts[i].replaceFirst("^bash\n", ""));
        }
        return blocks;
    }
}

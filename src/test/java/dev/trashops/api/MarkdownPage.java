package dev.trashops.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A page of Markdown, with text as people write it: what Markdown would take for markup is escaped outside of code. */
final class MarkdownPage {
    private static final int WIDTH = 140;

    private final StringBuilder text = new StringBuilder();

    MarkdownPage title(String title) {
        return line("# " + title).line("");
    }

    MarkdownPage section(String title) {
        return line("## " + title).line("");
    }

    MarkdownPage subsection(String title) {
        return line("### " + title).line("");
    }

    MarkdownPage text(String paragraph) {
        StringBuilder current = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (current.length() + 1 + word.length() > WIDTH) {
                line(current.toString());
                current.setLength(0);
            }
            current.append(current.length() == 0 ? "" : " ").append(word);
        }
        return line(current.toString()).line("");
    }

    /** Begins a table. */
    MarkdownPage head(String... columns) {
        return cells(columns).cells(Arrays.stream(columns).map(column -> "---").toArray(String[]::new));
    }

    MarkdownPage row(String... cells) {
        return cells(Arrays.stream(cells).map(MarkdownPage::escaped).toArray(String[]::new));
    }

    /** Ends a table. */
    MarkdownPage end() {
        return line("");
    }

    private MarkdownPage cells(String... cells) {
        return line(Arrays.stream(cells).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String escaped(String cell) {
        String[] parts = cell.split("`", -1);
        for (int i = 0; i < parts.length; i += 2) {
            parts[i] = parts[i].replaceAll("[*_<\\[\\]]", "\\\\$0");
        }
        return String.join("`", parts).replace("|", "\\|");
    }

    private MarkdownPage line(String line) {
        text.append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }
}

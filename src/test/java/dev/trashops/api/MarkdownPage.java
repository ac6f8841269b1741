package dev.trashops.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A page of Markdown, with text as people write it: what Markdown would take for markup is escaped outside of code. */
public final class MarkdownPage {
    private static final int WIDTH = 140;

    private final StringBuilder text = new StringBuilder();

    /** What the page is called. */
    public MarkdownPage title(String title) {
        return line("# " + title).line("");
    }

    /** Begins a section. */
    public MarkdownPage section(String title) {
        return line("## " + title).line("");
    }

    /** Begins a section within a section. */
    public MarkdownPage subsection(String title) {
        return line("### " + title).line("");
    }

    /** A paragraph, broken into lines. */
    public MarkdownPage text(String paragraph) {
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

    /** Commands or a file, as they are. */
    public MarkdownPage code(String language, String text) {
        return line("```" + language).line(text.strip()).line("```").line("");
    }

    /** Begins a table. */
    public MarkdownPage head(String... columns) {
        return cells(columns).cells(Arrays.stream(columns).map(column -> "---").toArray(String[]::new));
    }

    /** A row of a table. */
    public MarkdownPage row(String... cells) {
        return cells(Arrays.stream(cells).map(MarkdownPage::escaped).toArray(String[]::new));
    }

    /** Ends a table. */
    public MarkdownPage end() {
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

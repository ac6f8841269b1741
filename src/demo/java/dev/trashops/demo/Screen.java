package dev.trashops.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;

/** The output of the demo: lines that stay and, on a terminal, a table below them that is redrawn in place. */
final class Screen {
    private static final int USUAL_WIDTH = 120;
    private static final String ESC = "\u001b[";

    private final PrintStream out;
    private final Optional<Size> terminal;
    private final boolean colours;
    private final boolean unicode;
    private List<String> drawn = List.of();
    private boolean ended;

    private record Size(int rows, int columns) {}

    private Screen(PrintStream out, Optional<Size> terminal, boolean colours, boolean unicode) {
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
        this.unicode = unicode;
    }

    static Screen ofProcess(Map<String, String> environment) throws InterruptedException {
        boolean unicode = List.of("LC_ALL", "LC_CTYPE", "LANG").stream()
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.toUpperCase(Locale.ROOT).contains("UTF"))
                .isPresent();
        Optional<Size> terminal =
                environment.getOrDefault("TERM", "dumb").equals("dumb") || !isTerminal(1) ? Optional.empty() : size();
        return new Screen(
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                terminal,
                terminal.isPresent() && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                unicode);
    }

    /** Whether a table of that many lines can be drawn in place. */
    boolean draws(int lines) {
        return terminal.map(size -> size.rows() > lines + 2).orElse(false);
    }

    /** Whether a person may be watching. */
    boolean isTerminal() {
        return terminal.isPresent();
    }

    boolean hasColours() {
        return colours;
    }

    int width() {
        return terminal.map(Size::columns).orElse(USUAL_WIDTH);
    }

    String dot() {
        return unicode ? "●" : "*";
    }

    /** A text in a colour, where colours are used. */
    String in(Colour colour, String text) {
        return colours && colour != Colour.PLAIN && !text.isEmpty()
                ? ESC + colour.code + "m" + text + ESC + "0m"
                : text;
    }

    /** Prints a line that stays. */
    void say(String line) {
        print(List.of(line), drawn);
    }

    /** Prints a text that stays, broken between words where it is wider than the screen. */
    void say(Colour colour, String text) {
        print(wrapped(text).stream().map(line -> in(colour, line)).toList(), drawn);
    }

    /** Redraws the table if it has changed. */
    void table(List<String> lines) {
        if (!lines.equals(drawn)) {
            print(List.of(), lines);
        }
    }

    /** Leaves the table as it is; what comes next goes below it. */
    synchronized void leaveTable() {
        drawn = List.of();
    }

    /** The last words, below the table: nothing is printed any more after them but further last words. */
    synchronized void end(List<String> lines) {
        ended = true;
        drawn = List.of();
        out.print(String.join("", lines.stream().map(line -> line + "\n").toList()));
        out.flush();
    }

    /** In one piece, so that a table is never seen half drawn. */
    private synchronized void print(List<String> lines, List<String> table) {
        if (ended) {
            return;
        }
        StringBuilder all = new StringBuilder();
        if (!drawn.isEmpty()) {
            all.append(ESC).append(drawn.size()).append("A\r").append(ESC).append('J');
        }
        lines.forEach(line -> all.append(line).append('\n'));
        table.forEach(line -> all.append(line).append('\n'));
        out.print(all);
        out.flush();
        drawn = List.copyOf(table);
    }

    /** Further lines are indented as the first one is. */
    private List<String> wrapped(String text) {
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" ", -1)) {
            if (line.length() > 0 && indent.length() + line.length() + 1 + word.length() >= width()) {
                lines.add(indent + line);
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(indent + line);
        return lines;
    }

    /** What System.console returns differs between versions of Java. */
    private static boolean isTerminal(int descriptor) throws InterruptedException {
        try {
            return new ProcessBuilder("test", "-t", "" + descriptor)
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Java has no other way to ask a terminal for its size. */
    private static Optional<Size> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (Scanner answer =
                    new Scanner(new InputStreamReader(stty.getInputStream(), StandardCharsets.US_ASCII))) {
                int rows = answer.hasNextInt() ? answer.nextInt() : 0;
                int columns = answer.hasNextInt() ? answer.nextInt() : 0;
                return rows > 0 && columns > 0 ? Optional.of(new Size(rows, columns)) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a colour means. */
    enum Colour {
        /** As declared. */
        GOOD("32"),
        /** The operator is at work, or a purge is some days away. */
        BUSY("33"),
        /** Nothing is done until a person decides. */
        HELD("36"),
        /** Something is about to be lost, or is wrong. */
        ALARM("31"),
        TITLE("1"),
        FRESH("1"),
        FAINT("2"),
        PLAIN("");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}

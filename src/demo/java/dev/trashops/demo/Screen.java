package dev.trashops.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
                environment.getOrDefault("TERM", "dumb").equals("dumb") || !isTerminal() ? Optional.empty() : size();
        return new Screen(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                terminal,
                terminal.isPresent() && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                unicode);
    }

    /** Whether a table of that many lines can be drawn in place. */
    boolean draws(int lines) {
        return terminal.map(size -> size.rows() > lines + 2).orElse(false);
    }

    int width() {
        return terminal.map(Size::columns).orElse(USUAL_WIDTH);
    }

    String dot() {
        return unicode ? "●" : "*";
    }

    /** A text in a colour, where colours are used. */
    String in(Colour colour, String text) {
        return colours && !text.isEmpty() ? ESC + colour.code + "m" + text + ESC + "0m" : text;
    }

    /** Prints a line that stays. */
    void say(String line) {
        List<String> table = drawn;
        erase();
        out.println(line);
        draw(table);
    }

    /** Redraws the table if it has changed. */
    void table(List<String> lines) {
        if (!lines.equals(drawn)) {
            erase();
            draw(lines);
        }
    }

    /** Leaves the table as it is; what comes next goes below it. */
    void leaveTable() {
        drawn = List.of();
    }

    private void draw(List<String> lines) {
        if (!lines.isEmpty()) {
            out.print(String.join("\n", lines) + "\n");
            out.flush();
        }
        drawn = List.copyOf(lines);
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            out.print(ESC + drawn.size() + "A\r" + ESC + "J");
            drawn = List.of();
        }
    }

    /** What System.console returns differs between versions of Java. */
    private static boolean isTerminal() throws InterruptedException {
        try {
            return new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor() == 0;
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
        GOOD("32"),
        BUSY("33"),
        HELD("31"),
        TITLE("1;36"),
        FRESH("1"),
        FAINT("2");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}

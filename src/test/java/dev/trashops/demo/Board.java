package dev.trashops.demo;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.demo.Screen.Colour;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all items: drawn in place on a terminal, else told as the lines that change. */
final class Board {
    /** The label of items that are shown together in one row, and so need not all fit on the screen. */
    static final String CROWD = "demo/crowd";

    private static final String LAYOUT = "%-28s %-9s %-8s ";
    private static final int CONDITION = 26;
    private static final int NEWS_AT = 28 + 1 + 9 + 1 + 8 + 1 + 2 + CONDITION + 1;
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Screen screen;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new HashMap<>();
    private List<Row> crowd = List.of();
    private Optional<Row> crowdRow = Optional.empty();

    Board(Screen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Shows the items as they are now. */
    void show(List<TrashedItem> items) {
        Instant now = clock.instant();
        List<Row> many = new ArrayList<>();
        for (TrashedItem item : items) {
            boolean oneOfMany = Optional.ofNullable(item.getMetadata().getLabels())
                    .map(labels -> labels.containsKey(CROWD))
                    .orElse(false);
            String name = item.getMetadata().getName();
            Row row = Row.of(item, Optional.ofNullable(rows.get(name)), now);
            if (oneOfMany) {
                many.add(row);
            } else if (!row.equals(rows.put(name, row))) {
                tell(row, now);
            }
        }
        crowd = many;
        Optional<Row> together = many.isEmpty() ? Optional.empty() : Optional.of(together(many));
        if (!together.equals(crowdRow)) {
            crowdRow = together;
            together.ifPresent(row -> tell(row, now));
        }
        List<String> table = lines(now);
        if (screen.draws(table.size())) {
            screen.table(table);
        }
    }

    /** The rows of items that stand by themselves. */
    Collection<Row> rows() {
        return rows.values();
    }

    /** The rows of items shown together. */
    List<Row> crowd() {
        return crowd;
    }

    Optional<Row> row(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    private void tell(Row row, Instant now) {
        changed.put(row.name(), now);
        if (!screen.draws(rows.size() + 3)) {
            String time = "%5.1fs  ".formatted(Duration.between(start, now).toMillis() / 1000.0);
            screen.say((screen.in(Colour.FAINT, time) + line(row, false)).stripTrailing());
        }
    }

    private List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String head = LAYOUT.formatted("ITEM", "DESIRED", "STATE")
                + "  " + pad("CONDITION: REASON", CONDITION) + " WHAT JUST HAPPENED";
        lines.add(screen.in(Colour.TITLE, cut(head, screen.width() - 1)));
        rows.values().forEach(row -> lines.add(line(row, isFresh(row, now))));
        crowdRow.ifPresent(row -> lines.add(line(row, isFresh(row, now))));
        return lines;
    }

    private boolean isFresh(Row row, Instant now) {
        return changed.getOrDefault(row.name(), start).plus(FRESH).isAfter(now);
    }

    private String line(Row row, boolean fresh) {
        String left = LAYOUT.formatted(cut(row.item(), 28), row.desired(), row.state());
        String news = cut(row.news(), Math.max(0, screen.width() - 1 - NEWS_AT));
        return screen.in(fresh ? Colour.FRESH : Colour.FAINT, left)
                + screen.in(row.light().colour(), screen.dot() + " " + pad(cut(row.condition(), CONDITION), CONDITION))
                + " " + (fresh ? screen.in(Colour.FRESH, news) : news);
    }

    private static Row together(List<Row> many) {
        Row first = many.get(0);
        long alike = many.stream()
                .filter(row -> row.condition().equals(first.condition()))
                .count();
        return new Row(
                CROWD,
                many.size() + " more items",
                first.desired(),
                first.state(),
                first.light(),
                first.condition(),
                alike + " of " + many.size() + " stand so");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}

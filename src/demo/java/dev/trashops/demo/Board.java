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

/** The table of all items: drawn in place on a terminal, else printed as the lines that change. */
final class Board {
    /** The label of items that are shown together in one row, and so need not all fit on the screen. */
    static final String GROUPED = "demo/grouped";

    /** Below this width the columns of type and condition are left out. */
    private static final int NARROW = 108;

    private static final int ITEM = 18;
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Screen screen;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Instant> changed = new HashMap<>();
    private List<Row> grouped = List.of();
    private Optional<Row> groupRow = Optional.empty();

    Board(Screen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Shows the items as they are now. */
    void show(List<TrashedItem> items) {
        Instant now = clock.instant();
        List<Row> group = new ArrayList<>();
        for (TrashedItem item : items) {
            boolean inGroup = Optional.ofNullable(item.getMetadata().getLabels())
                    .map(labels -> labels.containsKey(GROUPED))
                    .orElse(false);
            String name = item.getMetadata().getName();
            Row row = Row.of(item, Optional.ofNullable(rows.get(name)), now);
            if (inGroup) {
                group.add(row);
            } else if (!row.equals(rows.put(name, row))) {
                report(row, now);
            }
        }
        grouped = group;
        Optional<Row> together = group.isEmpty() ? Optional.empty() : Optional.of(together(group));
        if (!together.equals(groupRow)) {
            groupRow = together;
            together.ifPresent(row -> report(row, now));
        }
        List<String> table = lines(now);
        if (screen.draws(table.size())) {
            screen.table(table);
        }
    }

    /** The rows of the items that have one of their own. */
    Collection<Row> rows() {
        return rows.values();
    }

    /** The rows of items shown together. */
    List<Row> grouped() {
        return grouped;
    }

    Optional<Row> row(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    private void report(Row row, Instant now) {
        changed.put(row.name(), now);
        if (!screen.draws(rows.size() + 3) && row.isSeen()) {
            String time = "%5.1fs  ".formatted(Duration.between(start, now).toMillis() / 1000.0);
            screen.say((screen.in(Colour.FAINT, time) + line(row, false)).stripTrailing());
        }
    }

    private List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String head = left("TYPE", "ITEM", "DESIRED", "STATE") + "  " + verdict("CONDITION", "REASON");
        lines.add(screen.in(Colour.TITLE, cut(head + " WHAT JUST HAPPENED", screen.width() - 1)));
        rows.values().forEach(row -> lines.add(line(row, isFresh(row, now))));
        groupRow.ifPresent(row -> lines.add(line(row, isFresh(row, now))));
        return lines;
    }

    private boolean isFresh(Row row, Instant now) {
        return changed.getOrDefault(row.name(), start).plus(FRESH).isAfter(now);
    }

    private String line(Row row, boolean fresh) {
        String left = left(row.type(), row.item(), row.desired(), row.state());
        String verdict = verdict(row.condition(), row.reason());
        String event = cut(row.event(), Math.max(0, screen.width() - left.length() - verdict.length() - 4));
        return (fresh ? screen.in(Colour.FRESH, left) : left)
                + screen.in(row.light().colour(), screen.dot() + " " + verdict)
                + " " + (fresh ? screen.in(Colour.FRESH, event) : event);
    }

    private String left(String type, String item, String desired, String state) {
        return (isNarrow() ? "" : pad(type, 9)) + pad(cut(item, ITEM), ITEM + 1) + pad(desired, 9) + pad(state, 8);
    }

    private String verdict(String condition, String reason) {
        return (isNarrow() ? "" : pad(condition, 12)) + pad(reason, 16);
    }

    private boolean isNarrow() {
        return screen.width() < NARROW;
    }

    private static Row together(List<Row> many) {
        Row first = many.get(0);
        long alike =
                many.stream().filter(row -> row.reason().equals(first.reason())).count();
        return new Row(
                GROUPED,
                "items",
                many.size() + " more",
                first.desired(),
                first.state(),
                first.light(),
                first.condition(),
                first.reason(),
                alike == many.size() ? "all of them" : alike + " of them");
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}

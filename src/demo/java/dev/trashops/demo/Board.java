package dev.trashops.demo;

import dev.trashops.demo.Feed.Change;
import dev.trashops.demo.Row.Light;
import dev.trashops.demo.Screen.Colour;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happens to the items. What decides an act is printed as a line that stays; on a terminal a table of all items below
 * it is drawn in place, and stands still at the turning points.
 */
final class Board {
    /** The label of items that are shown together in one row, and so need not all fit on the screen. */
    static final String GROUPED = "demo/grouped";

    /** Below this width the columns of type and condition are left out. */
    private static final int NARROW = 108;

    private static final int ITEM = 18;
    private static final Duration FRESH = Duration.ofSeconds(3);

    /** How long one can read what a turning point looks like, whatever has happened since. */
    private static final Duration STANDSTILL = Duration.ofMillis(3500);

    private static final Comparator<Row> ORDER = Comparator.comparing(
                    (Row row) -> List.of("Restored", "Trashed", "Observed").indexOf(row.desired()))
            .thenComparing(Row::item);

    private final Screen screen;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, Row> grouped = new TreeMap<>();
    private final Map<String, Instant> changed = new HashMap<>();
    private Optional<Row> groupRow = Optional.empty();
    private Instant stillUntil = Instant.MIN;

    Board(Screen screen, Clock clock) {
        this.screen = screen;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Shows what has changed, up to the next turning point. */
    void show(Feed feed) {
        Instant now = clock.instant();
        if (now.isBefore(stillUntil)) {
            return;
        }
        boolean turned = false;
        while (!turned) {
            Optional<Change> change = feed.next();
            if (change.isEmpty()) {
                break;
            }
            turned = take(change.get(), now);
        }
        List<String> table = lines(now);
        if (screen.draws(table.size())) {
            screen.table(table);
        }
        if (turned && screen.isTerminal()) {
            stillUntil = now.plus(STANDSTILL);
        }
    }

    /** The rows of the items that have one of their own. */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** The rows of items shown together. */
    List<Row> grouped() {
        return List.copyOf(grouped.values());
    }

    Optional<Row> row(String name) {
        return Optional.ofNullable(rows.get(name));
    }

    /** Leaves the table as it is; where none could be drawn, it is printed. */
    void leave() {
        List<String> table = lines(clock.instant().plus(FRESH));
        if (screen.draws(table.size())) {
            screen.leaveTable();
        } else {
            table.forEach(screen::say);
        }
    }

    /** Whether it is a turning point. */
    private boolean take(Change change, Instant now) {
        String name = change.item().getMetadata().getName();
        boolean inGroup = Optional.ofNullable(change.item().getMetadata().getLabels())
                .map(labels -> labels.containsKey(GROUPED))
                .orElse(false);
        Map<String, Row> all = inGroup ? grouped : rows;
        Optional<Row> before = inGroup ? groupRow : Optional.ofNullable(rows.get(name));
        if (change.gone()) {
            all.remove(name);
        } else {
            all.put(name, Row.of(change.item(), Optional.ofNullable(all.get(name)), change.at()));
        }
        Optional<Row> after = inGroup ? together() : Optional.ofNullable(rows.get(name));
        groupRow = inGroup ? after : groupRow;
        if (after.isEmpty() || after.equals(before)) {
            return false;
        }
        changed.put(after.get().name(), now);
        boolean news = !after.get().event().isEmpty() && !after.map(Row::event).equals(before.map(Row::event));
        if (news && after.get().isToldOf()) {
            tell(after.get(), change.at());
        }
        return news && after.get().isTurningPoint();
    }

    private void tell(Row row, Instant at) {
        String time = "%6.1fs ".formatted(Duration.between(start, at).toMillis() / 1000.0);
        screen.say(screen.in(Colour.FAINT, time) + screen.in(row.light().colour(), screen.dot()) + " "
                + pad(row.type(), 9) + pad(cut(row.item(), ITEM), ITEM + 1)
                + screen.in(row.light().colour(), row.told()));
    }

    private List<String> lines(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        String head = left("TYPE", "ITEM", "DESIRED", "STATE") + "  " + verdict("CONDITION", "REASON");
        lines.add(screen.in(Colour.TITLE, cut(head + " WHAT JUST HAPPENED", screen.width() - 1)));
        Stream.concat(rows.values().stream().sorted(ORDER), groupRow.stream())
                .forEach(row -> lines.add(line(row, isFresh(row, now))));
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
        return (isNarrow() ? "" : pad(condition, 16)) + pad(reason, 16);
    }

    private boolean isNarrow() {
        return screen.width() < NARROW;
    }

    /** One row for all that are shown together. */
    private Optional<Row> together() {
        List<Row> many = grouped();
        Optional<Row> held =
                many.stream().filter(row -> row.light() == Light.HELD).findFirst();
        return held.or(() -> many.stream().findFirst()).map(shown -> {
            long alike = many.stream()
                    .filter(row -> row.reason().equals(shown.reason()))
                    .count();
            return new Row(
                    GROUPED,
                    "items",
                    many.size() + " more",
                    shown.desired(),
                    shown.state(),
                    shown.light(),
                    shown.condition(),
                    shown.reason(),
                    held.isEmpty() ? "" : alike == many.size() ? Row.ALL : alike + " of them");
        });
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}

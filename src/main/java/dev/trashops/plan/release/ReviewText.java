package dev.trashops.plan.release;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.ItemDetails;
import dev.trashops.plan.model.NaturalOrder;
import dev.trashops.plan.observe.ObservedWorkspace;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The lines that people read before they approve a plan: what goes, by which rule, what it is called, and how old and how
 * large it is, as far as that is known. It is no part of the digest.
 */
record ReviewText(ObservedWorkspace workspace) {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");
    private static final int COLUMNS = 3;

    /** One line for each, in the order in which people look for names. */
    List<String> of(List<ClaimFacts> claims) {
        List<List<String>> rows = claims.stream()
                .sorted(Comparator.comparing(ClaimFacts::item, NaturalOrder.ofItems()))
                .map(this::row)
                .distinct()
                .toList();
        List<Integer> widths = IntStream.range(0, COLUMNS)
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> aligned(row, widths)).toList();
    }

    private static String aligned(List<String> row, List<Integer> widths) {
        String columns = IntStream.range(0, COLUMNS)
                .mapToObj(column -> row.get(column)
                        + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining("  "));
        return (columns + "  " + row.get(COLUMNS)).stripTrailing();
    }

    private List<String> row(ClaimFacts facts) {
        ItemDetails details = workspace.details(facts.item());
        String rest = Stream.of(
                        details.images()
                                .map(count -> String.format(Locale.ROOT, "%,d image%s", count, count == 1 ? "" : "s")),
                        details.name().map(ReviewText::quoted))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  "));
        return List.of(
                facts.item().described(),
                facts.isGoverned()
                        ? facts.rule().map(rule -> "rule " + rule.name()).orElse("")
                        : "TrashedItem " + facts.claim().id().name(),
                facts.observation().created().map(this::age).orElse("created at an unknown time"),
                rest);
    }

    /** One line stays one line, whatever people call their items. */
    private static String quoted(String name) {
        return '"' + Excerpt.of(CONTROLS.matcher(name).replaceAll(" ")) + '"';
    }

    /** As of the day on which it is published, which the plan outlives. */
    private String age(Instant created) {
        LocalDate day = created.atZone(ZoneOffset.UTC).toLocalDate();
        long days =
                Math.max(0, ChronoUnit.DAYS.between(created, workspace.moment().stamp()));
        return "created " + day + " (" + days + (days == 1 ? " day" : " days") + " old)";
    }
}

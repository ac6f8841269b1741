package dev.trashops.controller.informer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A label selector, written as for {@code kubectl -l}: {@code team=a,tier in (gold,silver),!legacy}. All its
 * requirements must match; without any it matches everything.
 */
public record LabelSelector(String text, List<Requirement> requirements) {
    public static final LabelSelector EVERYTHING = new LabelSelector("", List.of());

    private static final String KEY =
            "(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";
    private static final Pattern VALUE = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern COMMA = Pattern.compile(",(?![^()]*\\))");
    private static final Pattern EQUALITY = Pattern.compile("(" + KEY + ")\\s*(==|=|!=)\\s*([^\\s()!=]*)");
    private static final Pattern MEMBERSHIP = Pattern.compile("(" + KEY + ")\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*(" + KEY + ")");

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /** That a label has one of some values, or any; negated, it also matches if the label is missing. */
    public record Requirement(String key, Optional<Set<String>> values, boolean negated) {
        boolean holds(Map<String, String> labels) {
            boolean found = Optional.ofNullable(labels.get(key))
                    .filter(value -> values.isEmpty() || values.get().contains(value))
                    .isPresent();
            return found != negated;
        }
    }

    /** Throws an {@link IllegalArgumentException} that quotes the wrong part of an invalid selector. */
    public static LabelSelector parse(String text) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        return new LabelSelector(
                text.strip(),
                Stream.of(COMMA.split(text, -1))
                        .map(part -> requirement(part.strip()))
                        .toList());
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static Requirement requirement(String part) {
        for (Pattern comparison : List.of(EQUALITY, MEMBERSHIP)) {
            Matcher matcher = comparison.matcher(part);
            if (matcher.matches()) {
                boolean negated = Set.of("!=", "notin").contains(matcher.group(2));
                return new Requirement(matcher.group(1), Optional.of(values(matcher.group(3), part)), negated);
            }
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (!existence.matches()) {
            throw unreadable(part);
        }
        return new Requirement(
                existence.group(2), Optional.empty(), !existence.group(1).isEmpty());
    }

    private static Set<String> values(String text, String part) {
        Set<String> values = Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
        if (!values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
            throw unreadable(part);
        }
        return values;
    }

    private static IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException("'" + part + "' is not a valid label requirement");
    }
}

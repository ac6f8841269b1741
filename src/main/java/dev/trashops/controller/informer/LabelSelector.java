package dev.trashops.controller.informer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector, written as for {@code kubectl -l}: {@code team=a,tier in (gold,silver),!legacy}. All its
 * requirements must match.
 *
 * @param text as written
 * @param requirements empty to match everything
 */
public record LabelSelector(String text, List<Requirement> requirements) {
    /** Matches everything. */
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

    public sealed interface Requirement {
        boolean holds(Map<String, String> labels);

        record Present(String key) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return labels.containsKey(key);
            }
        }

        record OneOf(String key, Set<String> values) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return Optional.ofNullable(labels.get(key))
                        .filter(values::contains)
                        .isPresent();
            }
        }

        /** Also matches if the label is missing. */
        record Not(Requirement other) implements Requirement {
            @Override
            public boolean holds(Map<String, String> labels) {
                return !other.holds(labels);
            }
        }
    }

    /**
     * Parses a selector.
     *
     * @throws IllegalArgumentException if it is invalid; the message quotes the wrong part
     */
    public static LabelSelector parse(String text) {
        if (text.isBlank()) {
            return EVERYTHING;
        }
        List<Requirement> found = new ArrayList<>();
        for (String part : COMMA.split(text, -1)) {
            found.add(requirement(part.strip()));
        }
        return new LabelSelector(text.strip(), found);
    }

    public boolean isEverything() {
        return requirements.isEmpty();
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }

    private static Requirement requirement(String part) {
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            Requirement one = new Requirement.OneOf(equality.group(1), values(equality.group(3), part));
            return equality.group(2).equals("!=") ? new Requirement.Not(one) : one;
        }
        Matcher membership = MEMBERSHIP.matcher(part);
        if (membership.matches()) {
            Requirement one = new Requirement.OneOf(membership.group(1), values(membership.group(3), part));
            return membership.group(2).equals("notin") ? new Requirement.Not(one) : one;
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            Requirement one = new Requirement.Present(existence.group(2));
            return existence.group(1).isEmpty() ? one : new Requirement.Not(one);
        }
        throw unreadable(part);
    }

    private static Set<String> values(String text, String part) {
        Set<String> values = new TreeSet<>();
        for (String value : text.split(",", -1)) {
            if (!VALUE.matcher(value.strip()).matches()) {
                throw unreadable(part);
            }
            values.add(value.strip());
        }
        return values;
    }

    private static IllegalArgumentException unreadable(String part) {
        return new IllegalArgumentException("'" + part + "' is not a valid label requirement");
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rules of a policy can never match anything, as far as their selectors alone prove it: every type and glob of such a rule is
 * covered by one earlier rule, whose other selectors it fulfils in any case, by its own exclude, or lies outside of the scope. Two globs
 * that cover a third only together, or dates that rule each other out, are not recognized.
 */
record RuleReach(Policy policy) {

    /**
     * A rule that can never match.
     *
     * @param why such as {@code its exclude leaves nothing of it}
     */
    record Unreachable(Rule rule, String why) {}

    /** Items of one type whose slugs one glob matches. */
    private record Part(ItemType type, Glob glob) {}

    List<Unreachable> unreachable() {
        List<Rule> rules = policy.rules();
        List<Unreachable> all = new ArrayList<>();
        for (int place = 0; place < rules.size(); place++) {
            Rule rule = rules.get(place);
            why(rule, rules.subList(0, place)).ifPresent(why -> all.add(new Unreachable(rule, why)));
        }
        return all;
    }

    private Optional<String> why(Rule rule, List<Rule> earlier) {
        List<Part> parts = parts(rule.match());
        List<Part> within = parts.stream().filter(this::isInScope).toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (within.isEmpty()) {
            return Optional.of("spec.scope has none of what it names");
        }
        boolean excluded = rule.exclude()
                .filter(exclude -> within.stream().allMatch(part -> covers(exclude, part, rule.match())))
                .isPresent();
        if (excluded) {
            return Optional.of("its exclude leaves nothing of it");
        }
        Set<String> before = new LinkedHashSet<>();
        for (Part part : within) {
            Optional<Rule> first = firstToCover(part, rule, earlier);
            if (first.isEmpty()) {
                return Optional.empty();
            }
            before.add(first.get().name());
        }
        return Optional.of(String.join(" and ", before) + ", before it, " + (before.size() == 1 ? "matches" : "match")
                + " all of it first");
    }

    /** What a selector is about. What it says besides does not matter here. */
    private static List<Part> parts(Selector match) {
        return Stream.of(ItemType.values())
                .filter(type -> match.types().isEmpty() || match.types().contains(type))
                .flatMap(type -> globs(match, type).stream().map(glob -> new Part(type, glob)))
                .toList();
    }

    /** None where the selector gives globs of the other kind alone, and so matches nothing of that type. */
    private static List<Glob> globs(Selector selector, ItemType type) {
        if (selector.projects().isEmpty() && selector.workflows().isEmpty()) {
            return List.of(Glob.ALL);
        }
        return ofType(selector.projects(), selector.workflows(), type).stream()
                .flatMap(List::stream)
                .map(Glob::new)
                .toList();
    }

    private static Optional<List<String>> ofType(
            Optional<List<String>> projects, Optional<List<String>> workflows, ItemType type) {
        return type == ItemType.WORKFLOW ? workflows : projects;
    }

    private List<Glob> scope(ItemType type) {
        return ofType(policy.scope().projects(), policy.scope().workflows(), type)
                .map(globs -> globs.stream().map(Glob::new).toList())
                .orElse(List.of(Glob.ALL));
    }

    private boolean isInScope(Part part) {
        return scope(part.type()).stream().anyMatch(part.glob()::overlaps);
    }

    private Optional<Rule> firstToCover(Part part, Rule rule, List<Rule> earlier) {
        boolean trashing = false;
        for (Rule other : earlier) {
            // What a trash rule has trashed, no later rule restores: that one is passed over.
            boolean passedOver =
                    trashing && other.action() == RuleAction.RESTORE && rule.action() == RuleAction.OBSERVE;
            if (!passedOver
                    && isOfItsPlace(other, rule)
                    && covers(other.match(), part, rule.match())
                    && excludesNothingElse(other, part, rule)) {
                return Optional.of(other);
            }
            trashing |= other.action() == RuleAction.TRASH;
        }
        return Optional.empty();
    }

    /** Trash rules match active items, Observe rules what is in the Trash, and Restore rules both. */
    private static boolean isOfItsPlace(Rule wide, Rule narrow) {
        return switch (wide.action()) {
            case RESTORE -> true;
            case TRASH -> narrow.action() == RuleAction.TRASH;
            case OBSERVE -> narrow.action() == RuleAction.OBSERVE || isOfTheTrash(narrow.match());
        };
    }

    /** Whether it asks for what only entries of the Trash have. */
    private static boolean isOfTheTrash(Selector match) {
        return match.deletedBy().isPresent()
                || match.deletedWithin().isPresent()
                || match.cleanupWithin().isPresent()
                || match.cleanupDeleteImages().isPresent();
    }

    /** Whether a selector certainly fits all of that part that another selector fits. */
    private boolean covers(Selector wide, Part part, Selector narrow) {
        return (wide.types().isEmpty() || wide.types().contains(part.type()))
                && coversName(globs(wide, part.type()), part)
                && follows(wide, narrow);
    }

    private boolean coversName(List<Glob> wide, Part part) {
        return isCovered(part.glob(), wide)
                || scope(part.type()).stream().filter(part.glob()::overlaps).allMatch(glob -> isCovered(glob, wide));
    }

    private static boolean isCovered(Glob glob, List<Glob> wide) {
        return wide.stream().anyMatch(other -> other.covers(glob));
    }

    /** Whether what fits the conditions of one selector fits those of the other, and what may fit the one may fit the other. */
    private static boolean follows(Selector wide, Selector narrow) {
        return isSame(wide.deletedBy(), narrow.deletedBy())
                && isSame(wide.cleanupDeleteImages(), narrow.cleanupDeleteImages())
                && isNoLess(wide.deletedWithin(), narrow.deletedWithin(), wide.deletedWithin())
                && isNoLess(wide.cleanupWithin(), narrow.cleanupWithin(), wide.cleanupWithin())
                && isNoLess(wide.olderThan(), wide.olderThan(), narrow.olderThan())
                && isNoLess(wide.keepLast(), wide.keepLast(), narrow.keepLast());
    }

    private static <T> boolean isSame(Optional<T> asked, Optional<T> narrow) {
        return asked.isEmpty() || asked.equals(narrow);
    }

    /** Whether nothing is asked, or both are given and the one is no less than the other. */
    private static <T extends Comparable<T>> boolean isNoLess(Optional<T> asked, Optional<T> less, Optional<T> more) {
        return asked.isEmpty()
                || more.flatMap(high -> less.map(low -> high.compareTo(low) >= 0))
                        .orElse(false);
    }

    /** Whether what one rule excludes of that part is excluded by the other, too, or is none of it. */
    private boolean excludesNothingElse(Rule wide, Part part, Rule narrow) {
        if (wide.exclude().isEmpty()) {
            return true;
        }
        Selector exclude = wide.exclude().get();
        boolean ofType = exclude.types().isEmpty() || exclude.types().contains(part.type());
        return !ofType
                || globs(exclude, part.type()).stream()
                        .filter(part.glob()::overlaps)
                        .allMatch(glob -> narrow.exclude()
                                .filter(own -> covers(own, new Part(part.type(), glob), exclude))
                                .isPresent());
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.Tristate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether rules match items. Unknown values never satisfy {@code match} and always satisfy {@code exclude}. */
final class RuleMatcher {
    private final Instant now;

    RuleMatcher(Instant now) {
        this.now = now;
    }

    /** The first rule that matches the item. */
    Optional<Rule> first(List<Rule> rules, RuleCandidate candidate) {
        return rules.stream().filter(rule -> matches(rule, candidate)).findFirst();
    }

    /** Whether a rule matches the item: trash rules match active items, observe rules entries of the Trash. */
    boolean matches(Rule rule, RuleCandidate candidate) {
        boolean place = switch (rule.action()) {
            case RESTORE -> true;
            case TRASH -> !candidate.isInTrash();
            case OBSERVE -> candidate.isInTrash();
        };
        return place && fits(rule.match(), candidate) == Tristate.YES && !isExcluded(rule, candidate);
    }

    /** Whether a trash rule may match any version of a project whose versions have not been read. */
    boolean mayMatch(Rule rule, RuleCandidate anyVersion) {
        return fits(rule.match(), anyVersion) != Tristate.NO;
    }

    /** Whether the rule's {@code exclude} matches the item, or may. */
    boolean isExcluded(Rule rule, RuleCandidate candidate) {
        return rule.exclude()
                .map(exclude -> fits(exclude, candidate) != Tristate.NO)
                .orElse(false);
    }

    /** Whether any restore rule would match the item regardless of its dates in the Trash, which pass. */
    boolean mayProtect(List<Rule> rules, RuleCandidate candidate) {
        return restoring(rules)
                .anyMatch(
                        rule -> fits(timeless(rule.match()), candidate) != Tristate.NO && mayInclude(rule, candidate));
    }

    /** A restore rule that may match an item of which not everything is known. */
    Optional<Rule> perhapsProtecting(List<Rule> rules, RuleCandidate candidate) {
        return restoring(rules)
                .filter(rule -> fits(rule.match(), candidate) != Tristate.NO && mayInclude(rule, candidate))
                .findFirst();
    }

    private static Stream<Rule> restoring(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.action() == RuleAction.RESTORE);
    }

    private boolean mayInclude(Rule rule, RuleCandidate candidate) {
        return rule.exclude()
                .map(exclude -> fits(exclude, candidate) != Tristate.YES)
                .orElse(true);
    }

    private static Selector timeless(Selector selector) {
        return new Selector(
                selector.types(),
                selector.projects(),
                selector.workflows(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Tristate fits(Selector selector, RuleCandidate candidate) {
        boolean type = selector.types().isEmpty()
                || selector.types().contains(candidate.item().type());
        Tristate fits = known(type && slugFits(selector, candidate));
        fits = and(
                fits,
                selector.deletedBy(),
                uid -> entryFits(candidate, TrashEntry::deletedBy, seen -> seen.equals(uid)));
        fits = and(
                fits,
                selector.deletedWithin(),
                time -> entryFits(candidate, TrashEntry::deletedAt, at -> !at.isBefore(now.minus(time))));
        fits = and(
                fits,
                selector.cleanupWithin(),
                time -> entryFits(candidate, TrashEntry::scheduledCleanupAt, at -> !at.isAfter(now.plus(time))));
        fits = and(fits, selector.olderThan(), age -> isOlder(candidate, age));
        return and(fits, selector.keepLast(), count -> isBeyond(candidate, count));
    }

    private static <T> Tristate and(Tristate before, Optional<T> asked, Function<T, Tristate> answer) {
        if (before == Tristate.NO || asked.isEmpty()) {
            return before;
        }
        Tristate fits = answer.apply(asked.get());
        return fits == Tristate.YES ? before : fits;
    }

    private static Tristate known(boolean fits) {
        return fits ? Tristate.YES : Tristate.NO;
    }

    private static boolean slugFits(Selector selector, RuleCandidate candidate) {
        if (selector.projects().isEmpty() && selector.workflows().isEmpty()) {
            return true;
        }
        Optional<List<String>> globs =
                candidate.item().type() == ItemType.WORKFLOW ? selector.workflows() : selector.projects();
        return globs.map(list -> list.stream()
                        .map(Glob::new)
                        .anyMatch(glob -> glob.matches(candidate.item().slug())))
                .orElse(false);
    }

    private interface Reading<T> {
        Optional<T> of(TrashEntry entry);
    }

    private static <T> Tristate entryFits(RuleCandidate candidate, Reading<T> reading, Predicate<T> test) {
        if (candidate.entry().isEmpty()) {
            return Tristate.NO;
        }
        return reading.of(candidate.entry().get())
                .map(value -> known(test.test(value)))
                .orElse(Tristate.UNKNOWN);
    }

    private Tristate isOlder(RuleCandidate candidate, Duration age) {
        return candidate.created().map(at -> known(at.isBefore(now.minus(age)))).orElse(Tristate.UNKNOWN);
    }

    /** Only usable versions count, so a version still being generated cannot push a finished one out of keepLast. */
    private static Tristate isBeyond(RuleCandidate candidate, int kept) {
        if (candidate.item().type() != ItemType.VERSION) {
            return Tristate.NO;
        }
        if (candidate.isInTrash()) {
            return Tristate.UNKNOWN;
        }
        if (candidate.newer() >= kept) {
            return Tristate.YES;
        }
        return candidate.perhapsNewer() < kept ? Tristate.NO : Tristate.UNKNOWN;
    }
}

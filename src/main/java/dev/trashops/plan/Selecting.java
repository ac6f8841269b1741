package dev.trashops.plan;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Known;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.Selector;
import dev.trashops.plan.model.TrashEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether rules fit items. Three-valued: what is unknown does not match, and is excluded where that is asked for. */
final class Selecting {
    private final Instant now;

    Selecting(Instant now) {
        this.now = now;
    }

    /** The first rule that is about the item. */
    Optional<Rule> first(List<Rule> rules, Candidate candidate) {
        return rules.stream().filter(rule -> isAbout(rule, candidate)).findFirst();
    }

    /** Whether a rule is about the item: trash rules are about active items, observe rules about the Trash. */
    boolean isAbout(Rule rule, Candidate candidate) {
        boolean place = switch (rule.action()) {
            case RESTORE -> true;
            case TRASH -> !candidate.isInTrash();
            case OBSERVE -> candidate.isInTrash();
        };
        return place && fits(rule.match(), candidate) == Known.YES && !isExcluded(rule, candidate);
    }

    /** Whether a trash rule may be about some version of the project of which nothing is known yet. */
    boolean mayBeAbout(Rule rule, Candidate anyVersion) {
        return fits(rule.match(), anyVersion) != Known.NO;
    }

    /** Whether the rule's {@code exclude} fits the item, or may. */
    boolean isExcluded(Rule rule, Candidate candidate) {
        return rule.exclude()
                .map(exclude -> fits(exclude, candidate) != Known.NO)
                .orElse(false);
    }

    /** Whether some restore rule would be about the item whatever its dates in the Trash: those pass by. */
    boolean mayProtect(List<Rule> rules, Candidate candidate) {
        return restoring(rules)
                .anyMatch(rule -> fits(timeless(rule.match()), candidate) != Known.NO && mayInclude(rule, candidate));
    }

    /** A restore rule that may be about an item of which not all is known. */
    Optional<Rule> perhapsProtecting(List<Rule> rules, Candidate candidate) {
        return restoring(rules)
                .filter(rule -> fits(rule.match(), candidate) != Known.NO && mayInclude(rule, candidate))
                .findFirst();
    }

    private static Stream<Rule> restoring(List<Rule> rules) {
        return rules.stream().filter(rule -> rule.action() == RuleAction.RESTORE);
    }

    private boolean mayInclude(Rule rule, Candidate candidate) {
        return rule.exclude()
                .map(exclude -> fits(exclude, candidate) != Known.YES)
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

    private Known fits(Selector selector, Candidate candidate) {
        boolean type = selector.types().isEmpty()
                || selector.types().contains(candidate.item().type());
        Known fits = known(type && slugFits(selector, candidate));
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

    private static <T> Known and(Known before, Optional<T> asked, Function<T, Known> answer) {
        if (before == Known.NO || asked.isEmpty()) {
            return before;
        }
        Known fits = answer.apply(asked.get());
        return fits == Known.YES ? before : fits;
    }

    private static Known known(boolean fits) {
        return fits ? Known.YES : Known.NO;
    }

    private static boolean slugFits(Selector selector, Candidate candidate) {
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

    private static <T> Known entryFits(Candidate candidate, Reading<T> reading, Predicate<T> test) {
        if (candidate.entry().isEmpty()) {
            return Known.NO;
        }
        return reading.of(candidate.entry().get())
                .map(value -> known(test.test(value)))
                .orElse(Known.UNKNOWN);
    }

    private Known isOlder(Candidate candidate, Duration age) {
        return candidate.created().map(at -> known(at.isBefore(now.minus(age)))).orElse(Known.UNKNOWN);
    }

    /** Counted are usable versions alone, so that one that is still being generated keeps no good one from being kept. */
    private static Known isBeyond(Candidate candidate, int kept) {
        if (candidate.item().type() != ItemType.VERSION) {
            return Known.NO;
        }
        if (candidate.isInTrash()) {
            return Known.UNKNOWN;
        }
        if (candidate.newer() >= kept) {
            return Known.YES;
        }
        return candidate.perhapsNewer() < kept ? Known.NO : Known.UNKNOWN;
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.Tristate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether rules match items. Unknown values never satisfy {@code match} and always satisfy {@code exclude}. */
record RuleMatcher(Moment now) {

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
                .filter(exclude -> fits(exclude, candidate) != Tristate.NO)
                .isPresent();
    }

    /** Whether any restore rule would match the item regardless of its dates in the Trash, which pass. */
    boolean mayProtect(List<Rule> rules, RuleCandidate candidate) {
        return perhapsProtecting(rules, candidate, RuleMatcher::timeless).isPresent();
    }

    /** A restore rule that may match an item of which not everything is known. */
    Optional<Rule> perhapsProtecting(List<Rule> rules, RuleCandidate candidate) {
        return perhapsProtecting(rules, candidate, Rule::match);
    }

    /** Whether a restore rule may match an item in the Trash, regardless of its dates there. */
    boolean mayRestore(Rule rule, RuleCandidate candidate) {
        return mayProtect(List.of(rule), candidate);
    }

    private Optional<Rule> perhapsProtecting(
            List<Rule> rules, RuleCandidate candidate, Function<Rule, Selector> match) {
        return rules.stream()
                .filter(rule -> rule.action() == RuleAction.RESTORE)
                .filter(rule -> fits(match.apply(rule), candidate) != Tristate.NO)
                .filter(rule -> rule.exclude()
                        .filter(exclude -> fits(exclude, candidate) == Tristate.YES)
                        .isEmpty())
                .findFirst();
    }

    private static Selector timeless(Rule rule) {
        Selector match = rule.match();
        return new Selector(
                match.types(),
                match.projects(),
                match.workflows(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Tristate fits(Selector selector, RuleCandidate candidate) {
        ItemType type = candidate.item().type();
        boolean named = selector.types().isEmpty() || selector.types().contains(type);
        if (!named || !slugFits(selector, candidate)) {
            return Tristate.NO;
        }
        Set<Tristate> asked = Stream.of(
                        selector.deletedBy().map(uid -> entryFits(candidate, TrashEntry::deletedBy, uid::equals)),
                        selector.deletedWithin()
                                .map(age ->
                                        entryFits(candidate, TrashEntry::deletedAt, at -> !now.passed(at.plus(age)))),
                        selector.cleanupWithin()
                                .map(left -> entryFits(
                                        candidate, TrashEntry::scheduledCleanupAt, at -> now.reached(at.minus(left)))),
                        selector.cleanupDeleteImages()
                                .map(wanted -> entryFits(candidate, TrashEntry::cleanupDeleteImages, wanted::equals)),
                        selector.olderThan().map(age -> fits(candidate.created(), at -> now.passed(at.plus(age)))),
                        selector.keepLast().map(count -> KeepLast.isBeyond(candidate, count)))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (asked.contains(Tristate.NO)) {
            return Tristate.NO;
        }
        return asked.contains(Tristate.UNKNOWN) ? Tristate.UNKNOWN : Tristate.YES;
    }

    private static boolean slugFits(Selector selector, RuleCandidate candidate) {
        if (selector.projects().isEmpty() && selector.workflows().isEmpty()) {
            return true;
        }
        Optional<List<String>> globs =
                candidate.item().type() == ItemType.WORKFLOW ? selector.workflows() : selector.projects();
        return globs.stream()
                .flatMap(List::stream)
                .anyMatch(glob -> new Glob(glob).matches(candidate.item().slug()));
    }

    /** An active item has no value of the Trash, and does not fit. */
    private static <T> Tristate entryFits(
            RuleCandidate candidate, Function<TrashEntry, Optional<T>> value, Predicate<T> test) {
        return candidate.entry().map(entry -> fits(value.apply(entry), test)).orElse(Tristate.NO);
    }

    private static <T> Tristate fits(Optional<T> value, Predicate<T> test) {
        return value.map(known -> test.test(known) ? Tristate.YES : Tristate.NO).orElse(Tristate.UNKNOWN);
    }
}

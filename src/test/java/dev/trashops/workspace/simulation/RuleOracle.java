package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which rules are about which things, told from the truth and by other means than the planner's.
 *
 * @param active what was active then
 */
record RuleOracle(Map<ItemKey, FakeItem> active, Instant now) {

    /** The first rule of a policy that is about something. */
    Optional<Rule> first(Policy policy, FakeItem thing) {
        return policy.rules().stream()
                .filter(rule -> isAboutItsPlace(rule, thing) && fits(rule.match(), thing) && !isExcluded(rule, thing))
                .findFirst();
    }

    private static boolean isAboutItsPlace(Rule rule, FakeItem thing) {
        return rule.action() == RuleAction.RESTORE
                || (rule.action() == RuleAction.OBSERVE) == thing.deletedAt().isPresent();
    }

    boolean isExcluded(Rule rule, FakeItem thing) {
        return rule.exclude().map(exclude -> fits(exclude, thing)).orElse(false);
    }

    /** Whether a policy's rules trash an active thing, under that condition. */
    boolean isTrashed(Policy policy, FakeItem thing, Predicate<Rule> condition) {
        Optional<Rule> rule =
                first(policy, thing).filter(found -> found.action() == RuleAction.TRASH && condition.test(found));
        return rule.isPresent() && versionsOf(thing).stream().noneMatch(version -> isExcluded(rule.get(), version));
    }

    /** Whether a policy's rules keep an active thing, or a version that would go with it. */
    boolean isProtected(Policy policy, FakeItem thing) {
        return keeps(policy, thing)
                || active.values().stream().anyMatch(part -> part.isPartOf(thing) && keeps(policy, part));
    }

    private boolean keeps(Policy policy, FakeItem thing) {
        return first(policy, thing)
                .filter(rule -> rule.action() == RuleAction.RESTORE)
                .isPresent();
    }

    /** The active versions of a project; none of anything else. */
    List<FakeItem> versionsOf(FakeItem project) {
        return active.values().stream()
                .filter(thing -> project.is(ItemType.PROJECT) && thing.is(ItemType.VERSION))
                .filter(thing -> thing.key().slug().equals(project.key().slug()))
                .toList();
    }

    private boolean fits(Selector selector, FakeItem thing) {
        return (selector.types().isEmpty()
                        || selector.types().contains(thing.key().type()))
                && fitsByName(selector, thing.deletedAt().isPresent() ? thing.listedKey() : thing.key())
                && selector.cleanupWithin()
                        .map(time -> isPurgedWithin(thing, time))
                        .orElse(true)
                && selector.olderThan()
                        .map(age -> thing.created().plus(age).isBefore(now))
                        .orElse(true)
                && selector.keepLast().map(kept -> isBeyond(thing, kept)).orElse(true);
    }

    private boolean isPurgedWithin(FakeItem thing, Duration time) {
        return thing.deletedAt().isPresent() && !thing.cleanupAt().isAfter(now.plus(time));
    }

    private static boolean fitsByName(Selector selector, ItemKey item) {
        boolean unnamed = selector.projects().isEmpty() && selector.workflows().isEmpty();
        Optional<List<String>> globs = item.type() == ItemType.WORKFLOW ? selector.workflows() : selector.projects();
        return unnamed
                || globs.orElse(List.of()).stream()
                        .map(glob -> glob.replace(".", "\\.").replace("*", ".*").replace('?', '.'))
                        .anyMatch(item.slug()::matches);
    }

    private boolean isBeyond(FakeItem thing, int kept) {
        return thing.is(ItemType.VERSION)
                && active.values().stream()
                                .filter(other -> other.is(ItemType.VERSION)
                                        && other.key().slug().equals(thing.key().slug())
                                        && other.key().version() > thing.key().version()
                                        && other.usable() == Tristate.YES)
                                .count()
                        >= kept;
    }
}

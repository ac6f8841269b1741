package dev.trashops.plan.rules;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the rules of one policy match. Where something could not be read it is undecided, and rules hold still.
 *
 * @param policy the policy
 * @param matcher tells whether a rule matches an item
 * @param toTrash the active items to trash
 * @param inTrash the entries of the Trash to restore or mirror
 * @param unreadProjects projects whose versions could not be read
 * @param unread whether more than that could not be read
 */
public record RuleMatches(
        Policy policy,
        RuleMatcher matcher,
        Map<ItemKey, Match> toTrash,
        Map<TrashEntry.Identity, Match> inTrash,
        Set<String> unreadProjects,
        boolean unread) {

    /**
     * An item and the first rule that matches it.
     *
     * @param rule the rule
     * @param candidate the item
     */
    record Match(Rule rule, RuleCandidate candidate) {
        ItemKey item() {
            return candidate.item();
        }
    }

    public static RuleMatches of(
            Policy policy, ObservedWorkspace workspace, ReadRequests requests, EffectiveDeletions deletions) {
        return new RuleScan(policy, workspace, requests, deletions).matches();
    }

    /** While too little is known to match anything. */
    public static RuleMatches undecided(Policy policy, ObservedWorkspace workspace) {
        return new RuleMatches(policy, new RuleMatcher(workspace.now()), Map.of(), Map.of(), Set.of(), true);
    }

    Stream<Match> all() {
        return Stream.concat(inTrash.values().stream(), toTrash.values().stream());
    }

    /** The rule that trashes that active item now. */
    public Optional<Rule> trashRule(ItemKey item) {
        return Optional.ofNullable(toTrash.get(item)).map(Match::rule);
    }

    /** The first rule that matches that entry of the Trash. */
    public Optional<Rule> ruleOf(TrashEntry entry) {
        return Optional.ofNullable(inTrash.get(entry.identity())).map(Match::rule);
    }

    /** Whether it is not known whether a trash rule matches the active item. */
    boolean isUndecided(ItemKey item) {
        return unread || (item.type() != ItemType.WORKFLOW && unreadProjects.contains(item.slug()));
    }

    /** Whether everything that the rules depend on was read. */
    public boolean isComplete() {
        return !unread && unreadProjects.isEmpty();
    }

    /** Whether any restore rule would still match an item of that name. */
    boolean mayProtect(RuleCandidate candidate) {
        return policy.scope().includes(candidate.item()) && matcher.mayProtect(policy.rules(), candidate);
    }

    /** How many items each rule is the first to match, by the rule's name. */
    public Map<String, Integer> counts() {
        return all().collect(Collectors.groupingBy(match -> match.rule().name(), Collectors.summingInt(match -> 1)));
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ReadTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the rules of one policy protect by its name: what restore rules match, and what trash rules exclude or leave to an earlier
 * restore rule. Whoever renames it takes it out of that protection, perhaps without knowing.
 */
record NameProtection(Policy policy, RuleMatcher matcher) {

    /** The lists that tell of renames that matter; none where protection does not depend on names. */
    Stream<ReadTarget> reads() {
        Stream<ReadTarget> projects =
                dependsOn(Selector::projects, policy.scope().projects())
                        ? Stream.of(new ReadTarget.Projects())
                        : Stream.empty();
        Stream<ReadTarget> workflows =
                dependsOn(Selector::workflows, policy.scope().workflows())
                        ? Stream.of(new ReadTarget.Workflows())
                        : Stream.empty();
        return Stream.concat(projects, workflows);
    }

    private boolean dependsOn(Globs globs, Optional<List<String>> scope) {
        return policy.rules().stream()
                .anyMatch(rule ->
                        (rule.action() == RuleAction.RESTORE && (isNarrow(scope) || isNarrow(globs.of(rule.match()))))
                                || (rule.action() != RuleAction.OBSERVE
                                        && isNarrow(rule.exclude().flatMap(globs::of))));
    }

    /** The globs of one kind that a selector gives. */
    private interface Globs {
        Optional<List<String>> of(Selector selector);
    }

    private static boolean isNarrow(Optional<List<String>> globs) {
        return globs.filter(list -> !list.contains("*")).isPresent();
    }

    /** Whether a rename took something out of the protection of a rule that has not been told that this is meant. */
    boolean isLost(Rename rename) {
        return kinds(rename.to())
                        .anyMatch(
                                now -> isRestoredNoMore(now.called(rename.from().slug()), now))
                || policy.rules().stream()
                        .filter(rule -> rule.action() == RuleAction.TRASH)
                        .filter(rule -> kinds(rename.to()).anyMatch(now -> mayTrash(rule, now)))
                        .anyMatch(rule -> kinds(rename.to())
                                .anyMatch(
                                        now -> isSpared(rule, now, rename.from().slug())));
    }

    /** Everything that a rename of a project or workflow renames. */
    private static Stream<RuleCandidate> kinds(ItemKey renamed) {
        RuleCandidate itself = RuleCandidate.active(renamed, Optional.empty());
        return renamed.type() == ItemType.WORKFLOW
                ? Stream.of(itself)
                : Stream.of(
                        itself, RuleCandidate.anyVersion(renamed.slug()), RuleCandidate.anyTraining(renamed.slug()));
    }

    private boolean mayTrash(Rule rule, RuleCandidate candidate) {
        return policy.scope().includes(candidate.item()) && matcher.mayMatch(rule, candidate);
    }

    private boolean isRestoredNoMore(RuleCandidate before, RuleCandidate now) {
        return restoring(before)
                .filter(rule -> !isNamed(rule.exclude(), now))
                .anyMatch(former -> restoring(now).noneMatch(present -> isAsStrong(present, former)));
    }

    private Stream<Rule> restoring(RuleCandidate candidate) {
        return policy.rules().stream()
                .filter(rule -> policy.scope().includes(candidate.item()) && matcher.mayRestore(rule, candidate));
    }

    /** Whether one rule restores everything of which another one's names are not the reason that it does not. */
    private static boolean isAsStrong(Rule present, Rule former) {
        Selector conditions = conditions(present.match());
        return conditions.equals(NO_CONDITIONS) || conditions.equals(conditions(former.match()));
    }

    private static final Selector NO_CONDITIONS = new Selector(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private static Selector conditions(Selector match) {
        return new Selector(
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                match.deletedBy(),
                match.deletedWithin(),
                match.cleanupWithin(),
                match.olderThan(),
                match.keepLast(),
                match.cleanupDeleteImages());
    }

    /** Whether a trash rule that matches an active item now would have spared it, or a part of it, under its former name. */
    boolean spares(Rule rule, RuleCandidate now, ItemKey former) {
        return Stream.concat(Stream.of(now), now.item().type() == ItemType.PROJECT ? kinds(now.item()) : Stream.empty())
                .anyMatch(candidate -> isSpared(rule, candidate, former.slug()));
    }

    private boolean isSpared(Rule rule, RuleCandidate now, String slug) {
        RuleCandidate before = now.called(slug);
        boolean excluded = !isNamed(Optional.of(rule.match()), now)
                && matcher.isExcluded(rule, before)
                && !matcher.isExcluded(rule, now);
        return excluded
                || policy.rules().stream()
                        .takeWhile(earlier -> !earlier.equals(rule))
                        .filter(earlier -> !isNamed(earlier.exclude(), now))
                        .anyMatch(earlier -> keeps(earlier, before) && !keeps(earlier, now));
    }

    private boolean keeps(Rule rule, RuleCandidate active) {
        return matcher.perhapsProtecting(List.of(rule), active).isPresent();
    }

    /** Whether a selector names an item without wildcards, so that its author knows the name. */
    private static boolean isNamed(Optional<Selector> selector, RuleCandidate candidate) {
        return selector.flatMap(
                        known -> candidate.item().type() == ItemType.WORKFLOW ? known.workflows() : known.projects())
                .filter(globs -> globs.contains(candidate.item().slug()))
                .isPresent();
    }
}

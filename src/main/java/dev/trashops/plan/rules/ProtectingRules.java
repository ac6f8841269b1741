package dev.trashops.plan.rules;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which active items the restore rules of a workspace protect from being trashed, by whichever policy. */
public final class ProtectingRules {
    private final List<Policy> policies;
    private final ObservedWorkspace workspace;
    private final RuleMatcher matcher;

    /** The protection by the rules of all these policies, in order of precedence. */
    public ProtectingRules(List<Policy> policies, ObservedWorkspace workspace) {
        this.policies = policies.stream()
                .filter(policy -> policy.rules().stream().anyMatch(rule -> rule.action() == RuleAction.RESTORE))
                .toList();
        this.workspace = workspace;
        this.matcher = new RuleMatcher(workspace.now());
    }

    /**
     * A rule that protects an item, or one of the versions that would go with it.
     *
     * @param item what it protects
     * @param certain false while it merely cannot be ruled out, because the versions of the project have not been read
     */
    public record Protector(Policy policy, Rule rule, ItemKey item, boolean certain) {}

    /** The first protector of an active item. Certain matches first; among those, the item itself before its versions. */
    public Optional<Protector> of(ItemKey item, Optional<Instant> created) {
        List<Protector> all = policies.stream()
                .filter(policy -> policy.scope().includes(item))
                .flatMap(policy -> candidates(item, created).flatMap(candidate -> protector(policy, candidate)))
                .toList();
        Optional<Protector> certain = all.stream()
                .filter(Protector::certain)
                .min(Comparator.comparing(
                        (Protector protector) -> !protector.item().equals(item)));
        if (certain.isEmpty() && !all.isEmpty()) {
            workspace.requestRegularly(new ReadTarget.Project(item.slug()));
        }
        return certain.or(() -> all.stream().findFirst());
    }

    private Stream<Protector> protector(Policy policy, RuleCandidate candidate) {
        boolean certain =
                !candidate.equals(RuleCandidate.anyVersion(candidate.item().slug()));
        Optional<Rule> rule = certain
                ? matcher.first(policy.rules(), candidate).filter(first -> first.action() == RuleAction.RESTORE)
                : matcher.perhapsProtecting(policy.rules(), candidate);
        return rule.map(found -> new Protector(policy, found, candidate.item(), certain)).stream();
    }

    private Stream<RuleCandidate> candidates(ItemKey item, Optional<Instant> created) {
        Stream<RuleCandidate> itself = Stream.of(RuleCandidate.active(item, created));
        if (item.type() == ItemType.WORKFLOW) {
            return itself;
        }
        Optional<List<RuleCandidate>> versions = workspace
                .contents(item.slug())
                .flatMap(ReadResult::found)
                .map(found -> KeepLast.ranked(item.slug(), found.versions()));
        if (item.type() == ItemType.PROJECT) {
            return Stream.concat(
                    itself, versions.orElseGet(() -> List.of(RuleCandidate.anyVersion(item.slug()))).stream());
        }
        return versions.stream()
                .flatMap(List::stream)
                .filter(version -> version.item().equals(item))
                .findFirst()
                .or(() -> Optional.of(new RuleCandidate(item, Optional.empty(), created, 0, Integer.MAX_VALUE)))
                .stream();
    }
}

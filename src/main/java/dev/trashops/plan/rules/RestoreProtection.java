package dev.trashops.plan.rules;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which active items the restore rules of a workspace protect from being trashed, by whichever policy. */
public final class RestoreProtection {
    private final List<Policy> policies;
    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final RuleMatcher matcher;

    /**
     * The protection by the rules of all these policies.
     *
     * @param policies those that may protect items, in order of precedence
     */
    public RestoreProtection(List<Policy> policies, ObservedWorkspace workspace, ReadRequests requests) {
        this.policies = policies.stream()
                .filter(policy -> policy.rules().stream().anyMatch(rule -> rule.action() == RuleAction.RESTORE))
                .toList();
        this.workspace = workspace;
        this.requests = requests;
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
            requests.wantRegularly(new ReadTarget.Project(item.slug()));
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
        return switch (item.type()) {
            case WORKFLOW -> Stream.of(RuleCandidate.active(item, created));
            case VERSION -> Stream.of(version(item, created));
            case PROJECT -> Stream.concat(Stream.of(RuleCandidate.active(item, created)), versionsOf(item.slug()));
        };
    }

    private Optional<List<RuleCandidate>> versions(String project) {
        return workspace.contents(project).orElse(null) instanceof ReadResult.Found<ProjectContents> found
                ? Optional.of(
                        RuleCandidate.activeVersions(project, found.value().versions()))
                : Optional.empty();
    }

    private RuleCandidate version(ItemKey item, Optional<Instant> created) {
        return versions(item.slug()).stream()
                .flatMap(List::stream)
                .filter(candidate -> candidate.item().equals(item))
                .findFirst()
                .orElseGet(() -> new RuleCandidate(item, Optional.empty(), created, 0, Integer.MAX_VALUE));
    }

    private Stream<RuleCandidate> versionsOf(String project) {
        return versions(project).map(List::stream).orElseGet(() -> Stream.of(RuleCandidate.anyVersion(project)));
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which active items the restore rules of a workspace protect from being trashed, by claims and rules of whatever policy. */
final class Protection {
    private final List<Policy> policies;
    private final ObservedWorkspace world;
    private final ReadRequests requests;
    private final Selecting selecting;

    /** @param policies those that have a say, in order */
    Protection(List<Policy> policies, ObservedWorkspace world, ReadRequests requests) {
        this.policies = policies.stream()
                .filter(policy -> policy.rules().stream().anyMatch(rule -> rule.action() == RuleAction.RESTORE))
                .toList();
        this.world = world;
        this.requests = requests;
        this.selecting = new Selecting(world.now());
    }

    /**
     * A rule that protects an item, or one of the versions that would go with it.
     *
     * @param item what it protects
     * @param certain whether that is known, or only cannot be ruled out before the project's versions were read
     */
    record Protector(Policy policy, Rule rule, ItemKey item, boolean certain) {}

    /** The first protector of an active item; those that are certain come first, and of those the ones that need no look. */
    Optional<Protector> of(ItemKey item, Optional<Instant> created) {
        List<Protector> all = policies.stream()
                .filter(policy -> policy.scope().includes(item))
                .flatMap(policy -> candidates(item, created).flatMap(candidate -> protector(policy, candidate)))
                .toList();
        Optional<Protector> certain = all.stream()
                .filter(Protector::certain)
                .min(Comparator.comparing(
                        (Protector protector) -> !protector.item().equals(item)));
        if (certain.isEmpty() && !all.isEmpty()) {
            requests.wantRegularly(new Read.Project(item.slug()));
        }
        return certain.or(() -> all.stream().findFirst());
    }

    private Stream<Protector> protector(Policy policy, Candidate candidate) {
        boolean certain =
                !candidate.equals(Candidate.anyVersion(candidate.item().slug()));
        Optional<Rule> rule = certain
                ? selecting.first(policy.rules(), candidate).filter(first -> first.action() == RuleAction.RESTORE)
                : selecting.perhapsProtecting(policy.rules(), candidate);
        return rule.map(found -> new Protector(policy, found, candidate.item(), certain)).stream();
    }

    private Stream<Candidate> candidates(ItemKey item, Optional<Instant> created) {
        return switch (item.type()) {
            case WORKFLOW -> Stream.of(Candidate.active(item, created));
            case VERSION -> Stream.of(version(item, created));
            case PROJECT -> Stream.concat(Stream.of(Candidate.active(item, created)), versionsOf(item.slug()));
        };
    }

    private Optional<List<Candidate>> versions(String project) {
        return world.contents(project).orElse(null) instanceof ReadResult.Found<ProjectContents> found
                ? Optional.of(Candidate.activeVersions(project, found.value().versions()))
                : Optional.empty();
    }

    private Candidate version(ItemKey item, Optional<Instant> created) {
        return versions(item.slug()).stream()
                .flatMap(List::stream)
                .filter(candidate -> candidate.item().equals(item))
                .findFirst()
                .orElseGet(() -> new Candidate(item, Optional.empty(), created, 0, Integer.MAX_VALUE));
    }

    private Stream<Candidate> versionsOf(String project) {
        return versions(project).map(List::stream).orElseGet(() -> Stream.of(Candidate.anyVersion(project)));
    }
}

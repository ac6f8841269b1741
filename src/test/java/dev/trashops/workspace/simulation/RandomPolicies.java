package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Draws policies and rules such as a team might write, and what it might make of them later. */
public final class RandomPolicies {
    private static final List<Integer> AGES = List.of(10, 30, 90);

    private final FaultInjector faults;
    private final List<String> globs;

    RandomPolicies(FaultInjector faults, List<String> globs) {
        this.faults = faults;
        this.globs = globs;
    }

    public Policy policy(PolicyId id, String uid, Instant now) {
        return new Policy(
                id,
                uid,
                1,
                now,
                FakeRoboflowGateway.WORKSPACE,
                "roboflow",
                "api-key",
                Scope.ALL,
                Duration.ofMinutes(1),
                false,
                faults.chance(0.1) ? Mode.PLAN : Mode.ENFORCE,
                new Limits(
                        3 + faults.below(4),
                        faults.oneOf(List.of(50, 100)),
                        Duration.ofHours(24),
                        Duration.ofSeconds(5)),
                Duration.ofDays(7),
                Optional.empty(),
                rules(),
                Optional.empty());
    }

    /** Nothing of this one is drawn. */
    public static Policy withoutRules(PolicyId id, Instant now, Limits limits) {
        return new Policy(
                id,
                "policy-uid",
                1,
                now,
                FakeRoboflowGateway.WORKSPACE,
                "roboflow",
                "api-key",
                Scope.ALL,
                Duration.ofSeconds(30),
                false,
                Mode.ENFORCE,
                limits,
                Duration.ofDays(7),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Somebody edits the policy. */
    public static Policy edited(
            Policy policy, boolean suspended, Mode mode, List<Rule> rules, Optional<ApprovedPlan> approved) {
        return new Policy(
                policy.id(),
                policy.uid(),
                policy.generation() + 1,
                policy.createdAt(),
                policy.workspace(),
                policy.secretName(),
                policy.secretKey(),
                policy.scope(),
                policy.interval(),
                suspended,
                mode,
                policy.limits(),
                policy.warnBefore(),
                policy.requestedAt(),
                rules,
                approved);
    }

    /** The same in another cluster. */
    public static Policy moved(Policy policy, String uid, Instant now) {
        return new Policy(
                policy.id(),
                uid,
                1,
                now,
                policy.workspace(),
                policy.secretName(),
                policy.secretKey(),
                policy.scope(),
                policy.interval(),
                policy.suspended(),
                policy.mode(),
                policy.limits(),
                policy.warnBefore(),
                policy.requestedAt(),
                policy.rules(),
                policy.approvedPlan());
    }

    public static Policy approving(Policy policy, Optional<ApprovedPlan> approved) {
        return edited(policy, policy.suspended(), policy.mode(), policy.rules(), approved);
    }

    public List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + faults.below(4);
        for (int i = 0; i < count; i++) {
            rules.add(rule("r" + i));
        }
        return List.copyOf(rules);
    }

    /** One of the rules says something else, or another order counts. */
    List<Rule> changed(List<Rule> rules) {
        List<Rule> changed = new ArrayList<>(rules);
        int at = faults.below(rules.size());
        Rule one = changed.remove(at);
        if (faults.chance(0.6)) {
            changed.add(at, rule(one.name()));
        } else if (faults.chance(0.5) || changed.isEmpty()) {
            changed.add(one);
        }
        return List.copyOf(changed);
    }

    private Rule rule(String name) {
        return switch (faults.below(7)) {
            case 0 -> rule(name, RuleAction.RESTORE, selector(types(), projects(), none(), none(), none()));
            case 1 -> rule(name, RuleAction.RESTORE, selector(types(), none(), days(2, 9), none(), none()));
            case 2 -> rule(name, RuleAction.OBSERVE, selector(types(), none(), none(), none(), none()));
            case 3 ->
                rule(
                        name,
                        RuleAction.TRASH,
                        selector(
                                Set.of(ItemType.PROJECT),
                                Optional.of(List.of(faults.oneOf(globs))),
                                none(),
                                age(),
                                none()));
            case 4 -> rule(name, RuleAction.TRASH, selector(Set.of(ItemType.WORKFLOW), none(), none(), age(), none()));
            default -> {
                boolean counted = faults.chance(0.7);
                yield rule(
                        name,
                        RuleAction.TRASH,
                        selector(
                                Set.of(ItemType.VERSION),
                                faults.chance(0.3) ? projects() : none(),
                                none(),
                                counted && faults.chance(0.5) ? none() : age(),
                                counted ? Optional.of(1 + faults.below(3)) : none()));
            }
        };
    }

    private Rule rule(String name, RuleAction action, Selector match) {
        boolean excludes = faults.chance(0.2);
        return new Rule(
                name,
                action,
                match,
                excludes ? Optional.of(selector(Set.of(), projects(), none(), none(), none())) : none(),
                Set.of(),
                action == RuleAction.TRASH && faults.chance(0.5) ? Approval.AUTOMATIC : Approval.REQUIRED);
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private Set<ItemType> types() {
        return switch (faults.below(5)) {
            case 4 -> Set.of(ItemType.TRAINING);
            case 0 -> Set.of(ItemType.VERSION);
            case 1 -> Set.of(ItemType.PROJECT);
            case 2 -> Set.of(ItemType.PROJECT, ItemType.VERSION);
            default -> Set.of(ItemType.values());
        };
    }

    private Optional<List<String>> projects() {
        return Optional.of(List.of(faults.oneOf(globs)));
    }

    private Optional<Duration> age() {
        return Optional.of(Duration.ofDays(faults.oneOf(AGES)));
    }

    private Optional<Duration> days(int least, int most) {
        return Optional.of(Duration.ofDays(least + faults.below(most - least)));
    }

    private static Selector selector(
            Set<ItemType> types,
            Optional<List<String>> projects,
            Optional<Duration> cleanupWithin,
            Optional<Duration> olderThan,
            Optional<Integer> keepLast) {
        return new Selector(
                types,
                projects,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cleanupWithin,
                olderThan,
                keepLast,
                Optional.empty());
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.ActiveTraining;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which active items the restore rules of a workspace protect from being trashed, by whichever policy. */
public final class ProtectingRules {
    private final List<Policy> policies;
    private final ObservedWorkspace workspace;
    private final RuleMatcher matcher;
    private final Map<String, List<RuleCandidate>> ranked = new HashMap<>();

    /** The protection by the rules of all these policies, in order of precedence. */
    public ProtectingRules(List<Policy> policies, ObservedWorkspace workspace) {
        this.policies = policies.stream()
                .filter(policy -> policy.rules().stream().anyMatch(rule -> rule.action() == RuleAction.RESTORE))
                .toList();
        this.workspace = workspace;
        this.matcher = new RuleMatcher(workspace.moment());
    }

    /**
     * A rule that protects an item, or a version or training that would go with it.
     *
     * @param item what it protects
     * @param certain false while it merely cannot be ruled out, because the versions of the project, or the trainings of a
     *     version, have not been read
     * @param settled whether nothing that was not read yet could turn out to be named in its place
     */
    public record Protector(Policy policy, Rule rule, ItemKey item, boolean certain, boolean settled) {
        private Protector unsettled() {
            return new Protector(policy, rule, item, certain, false);
        }
    }

    /**
     * The first protector of an active item. Certain matches first; among those the item itself, then what is read sooner:
     * versions, then trainings.
     */
    public Optional<Protector> of(ItemKey item, Optional<Instant> created) {
        List<Protector> all = policies.stream()
                .filter(policy -> policy.scope().includes(item))
                .flatMap(policy -> Stream.concat(candidates(item, created), trainings(policy, item))
                        .flatMap(candidate -> protector(policy, candidate)))
                .sorted(Comparator.comparing(
                                (Protector protector) -> !protector.item().equals(item))
                        .thenComparing(protector -> protector.item().type() == ItemType.TRAINING))
                .toList();
        Optional<Protector> certain = all.stream()
                .filter(Protector::certain)
                .findFirst()
                .map(first -> first.equals(all.get(0)) ? first : first.unsettled());
        ReadTarget contents = new ReadTarget.Project(item.slug());
        if (certain.isEmpty() && !all.isEmpty()) {
            workspace.requestRegularly(contents);
        }
        // A part that has gone since must not hold it for ever.
        certain.filter(protector -> !protector.item().equals(item))
                .ifPresent(part -> workspace.requestRarely(contents));
        return certain.or(() -> all.stream().findFirst());
    }

    private Stream<Protector> protector(Policy policy, RuleCandidate candidate) {
        boolean certain = !candidate.isAny();
        Optional<Rule> rule = certain
                ? matcher.first(policy.rules(), candidate).filter(first -> first.action() == RuleAction.RESTORE)
                : matcher.perhapsProtecting(policy.rules(), candidate);
        return rule.map(found -> new Protector(policy, found, candidate.item(), certain, certain)).stream();
    }

    private Stream<RuleCandidate> candidates(ItemKey item, Optional<Instant> created) {
        Stream<RuleCandidate> itself = Stream.of(RuleCandidate.active(item, created));
        if (item.type() == ItemType.WORKFLOW || item.type() == ItemType.TRAINING) {
            return itself;
        }
        Optional<List<RuleCandidate>> versions = workspace
                .contents(item.slug())
                .flatMap(ReadResult::found)
                .map(found ->
                        ranked.computeIfAbsent(item.slug(), project -> KeepLast.ranked(project, found.versions())));
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

    /** The trainings that would go with a version or project. They are read only for rules that may protect them. */
    private Stream<RuleCandidate> trainings(Policy policy, ItemKey whole) {
        RuleCandidate any = RuleCandidate.anyTraining(whole.slug());
        boolean asked = (whole.type() == ItemType.VERSION || whole.type() == ItemType.PROJECT)
                && matcher.perhapsProtecting(policy.rules(), any).isPresent();
        if (!asked) {
            return Stream.empty();
        }
        if (whole.type() == ItemType.VERSION) {
            return trainings(whole.slug(), whole.version());
        }
        return workspace
                .contents(whole.slug())
                .flatMap(ReadResult::found)
                .map(found -> found.versions().stream().flatMap(version -> trainings(whole.slug(), version.number())))
                .orElseGet(() -> Stream.of(any));
    }

    /** Where Roboflow has no list of them, there are none to protect. */
    private Stream<RuleCandidate> trainings(String project, int version) {
        workspace.requestRarely(new ReadTarget.Trainings(project, version));
        Optional<ReadResult<List<ActiveTraining>>> read = workspace.trainings(project, version);
        if (read.isEmpty() || read.get() instanceof ReadResult.Unreadable<List<ActiveTraining>>) {
            return Stream.of(RuleCandidate.anyTraining(project));
        }
        return read.get().found().stream()
                .flatMap(List::stream)
                .map(run -> RuleCandidate.active(ItemKey.training(project, version, run.id()), run.started()));
    }
}

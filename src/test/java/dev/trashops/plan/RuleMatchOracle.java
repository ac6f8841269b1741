package dev.trashops.plan;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads rules about active items once more, in plain words, to compare with. */
final class RuleMatchOracle {
    private final PlanInput input;

    RuleMatchOracle(PlanInput input) {
        this.input = input;
    }

    /** All versions of a project, whatever is known of them. */
    List<ActiveVersion> versions(String project) {
        return input.inventory().contents().get(project) instanceof ReadResult.Found<?> found
                        && found.value() instanceof ProjectContents contents
                ? contents.versions()
                : List.of();
    }

    /** An item and, for a project, all that goes with it. */
    Stream<ItemKey> goingWith(ItemKey item) {
        return item.type() == ItemType.PROJECT
                ? Stream.concat(
                        Stream.of(item),
                        versions(item.slug()).stream().map(one -> ItemKey.version(item.slug(), one.number())))
                : Stream.of(item);
    }

    /** The rule of a policy that is the first to be about an active item. */
    Optional<Rule> first(Policy policy, ItemKey item) {
        return policy.rules().stream()
                .filter(rule -> rule.action() != RuleAction.OBSERVE)
                .filter(rule -> is(rule.match(), item) == Tristate.YES && !isExcluded(rule, item))
                .findFirst();
    }

    boolean isExcluded(Rule rule, ItemKey item) {
        return rule.exclude().map(exclude -> is(exclude, item) != Tristate.NO).orElse(false);
    }

    private Tristate is(Selector selector, ItemKey item) {
        boolean trashOnly = selector.deletedBy().isPresent()
                || selector.deletedWithin().isPresent()
                || selector.cleanupWithin().isPresent();
        boolean type = selector.types().isEmpty() || selector.types().contains(item.type());
        Optional<List<String>> globs = item.type() == ItemType.WORKFLOW ? selector.workflows() : selector.projects();
        boolean named = (selector.projects().isEmpty() && selector.workflows().isEmpty())
                || globs.map(list -> list.stream().anyMatch(glob -> fits(glob, item.slug())))
                        .orElse(false);
        if (trashOnly || !type || !named) {
            return Tristate.NO;
        }
        Tristate old = selector.olderThan()
                .map(age -> created(item)
                        .map(at -> at.plus(age).isBefore(input.now()) ? Tristate.YES : Tristate.NO)
                        .orElse(Tristate.UNKNOWN))
                .orElse(Tristate.YES);
        Tristate beyond = selector.keepLast().map(kept -> beyond(item, kept)).orElse(Tristate.YES);
        if (old == Tristate.NO || beyond == Tristate.NO) {
            return Tristate.NO;
        }
        return old == Tristate.YES && beyond == Tristate.YES ? Tristate.YES : Tristate.UNKNOWN;
    }

    private static boolean fits(String glob, String slug) {
        return slug.matches(glob.replace(".", "[.]").replace("*", ".*").replace("?", "."));
    }

    private Tristate beyond(ItemKey item, int kept) {
        List<ActiveVersion> newer = versions(item.slug()).stream()
                .filter(version -> version.number() > item.version())
                .toList();
        long surely = newer.stream()
                .filter(version -> version.usable() == Tristate.YES)
                .count();
        long perhaps = newer.stream()
                .filter(version -> version.usable() != Tristate.NO)
                .count();
        if (item.type() != ItemType.VERSION || perhaps < kept) {
            return Tristate.NO;
        }
        return surely >= kept ? Tristate.YES : Tristate.UNKNOWN;
    }

    private Optional<Instant> created(ItemKey item) {
        return switch (item.type()) {
            case VERSION ->
                versions(item.slug()).stream()
                        .filter(version -> version.number() == item.version())
                        .findFirst()
                        .flatMap(ActiveVersion::created);
            case PROJECT ->
                found(input.inventory().projects())
                        .flatMap(all -> Optional.ofNullable(all.get(item.slug())))
                        .flatMap(ActiveProject::created);
            case WORKFLOW ->
                found(input.inventory().workflows())
                        .flatMap(all -> Optional.ofNullable(all.get(item.slug())))
                        .flatMap(ActiveWorkflow::created);
            // No rule looks at the age of a training.
            case TRAINING -> Optional.empty();
        };
    }

    private static <T> Optional<T> found(Optional<ReadResult<T>> read) {
        return read.orElse(null) instanceof ReadResult.Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }
}

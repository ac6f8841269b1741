package dev.trashops.plan.testdata;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Rule.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Describes which items a rule is about; what is not said fits everything. */
public final class SelectorBuilder {
    private Set<ItemType> types = Set.of();
    private Optional<List<String>> projects = Optional.empty();
    private Optional<List<String>> workflows = Optional.empty();
    private Optional<String> deletedBy = Optional.empty();
    private Optional<Duration> deletedWithin = Optional.empty();
    private Optional<Duration> cleanupWithin = Optional.empty();
    private Optional<Duration> olderThan = Optional.empty();
    private Optional<Integer> keepLast = Optional.empty();
    private Optional<Boolean> cleanupDeleteImages = Optional.empty();

    public SelectorBuilder types(ItemType... which) {
        types = Set.of(which);
        return this;
    }

    public SelectorBuilder versions() {
        return types(ItemType.VERSION);
    }

    public SelectorBuilder projects(String... globs) {
        projects = Optional.of(List.of(globs));
        return this;
    }

    public SelectorBuilder workflows(String... globs) {
        workflows = Optional.of(List.of(globs));
        return this;
    }

    public SelectorBuilder deletedBy(String uid) {
        deletedBy = Optional.of(uid);
        return this;
    }

    public SelectorBuilder deletedWithin(Duration time) {
        deletedWithin = Optional.of(time);
        return this;
    }

    public SelectorBuilder cleanupWithin(Duration time) {
        cleanupWithin = Optional.of(time);
        return this;
    }

    public SelectorBuilder olderThan(Duration age) {
        olderThan = Optional.of(age);
        return this;
    }

    public SelectorBuilder keepLast(int count) {
        keepLast = Optional.of(count);
        return this;
    }

    public SelectorBuilder cleanupDeleteImages(boolean deletes) {
        cleanupDeleteImages = Optional.of(deletes);
        return this;
    }

    public Selector build() {
        return new Selector(
                types,
                projects,
                workflows,
                deletedBy,
                deletedWithin,
                cleanupWithin,
                olderThan,
                keepLast,
                cleanupDeleteImages);
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Describes which items a rule is about; what is not said fits everything. */
final class GivenSelector {
    private Set<ItemType> types = Set.of();
    private Optional<List<String>> projects = Optional.empty();
    private Optional<List<String>> workflows = Optional.empty();
    private Optional<String> deletedBy = Optional.empty();
    private Optional<Duration> deletedWithin = Optional.empty();
    private Optional<Duration> cleanupWithin = Optional.empty();
    private Optional<Duration> olderThan = Optional.empty();
    private Optional<Integer> keepLast = Optional.empty();

    GivenSelector types(ItemType... which) {
        types = Set.of(which);
        return this;
    }

    GivenSelector versions() {
        return types(ItemType.VERSION);
    }

    GivenSelector projects(String... globs) {
        projects = Optional.of(List.of(globs));
        return this;
    }

    GivenSelector workflows(String... globs) {
        workflows = Optional.of(List.of(globs));
        return this;
    }

    GivenSelector deletedBy(String uid) {
        deletedBy = Optional.of(uid);
        return this;
    }

    GivenSelector deletedWithin(Duration time) {
        deletedWithin = Optional.of(time);
        return this;
    }

    GivenSelector cleanupWithin(Duration time) {
        cleanupWithin = Optional.of(time);
        return this;
    }

    GivenSelector olderThan(Duration age) {
        olderThan = Optional.of(age);
        return this;
    }

    GivenSelector keepLast(int count) {
        keepLast = Optional.of(count);
        return this;
    }

    Selector build() {
        return new Selector(types, projects, workflows, deletedBy, deletedWithin, cleanupWithin, olderThan, keepLast);
    }
}

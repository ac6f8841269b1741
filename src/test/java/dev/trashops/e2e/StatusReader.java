package dev.trashops.e2e;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import java.util.List;
import java.util.Optional;

/** Reads items and their conditions in few words. */
final class StatusReader {
    private StatusReader() {}

    static String described(TrashedItem item) {
        ItemRef ref = item.getSpec().item();
        return ref.type() + " "
                + switch (ref.type()) {
                    case Project -> ref.project();
                    case Version -> ref.project() + "/" + ref.version();
                    case Workflow -> ref.workflow();
                    case Training -> ref.project() + "/" + ref.version() + "/" + ref.training();
                };
    }

    static Optional<Condition> condition(List<Condition> conditions, String type) {
        return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
    }

    static String readiness(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .map(status -> readiness(status.conditions()))
                .orElse("-");
    }

    static String readiness(List<Condition> conditions) {
        return condition(conditions, "Stalled")
                .or(() -> condition(conditions, "Reconciling"))
                .or(() -> condition(conditions, "Ready"))
                .map(one -> one.type() + " " + one.reason())
                .orElse("-");
    }
}

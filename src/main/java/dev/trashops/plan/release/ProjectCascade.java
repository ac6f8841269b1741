package dev.trashops.plan.release;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;
import java.util.Set;

/** A version goes to the Trash with its project, so it needs no DELETE of its own. */
final class ProjectCascade {
    private ProjectCascade() {}

    /** Whether an item goes with one of the projects that are going. */
    static boolean includes(ItemKey item, Set<ItemKey> going) {
        return item.parent().filter(going::contains).isPresent();
    }

    static Optional<Readiness> objection(ItemKey item, Set<ItemKey> going) {
        return includes(item, going)
                ? Optional.of(Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT, "It goes to the Trash with its project " + item.slug() + "."))
                : Optional.empty();
    }
}

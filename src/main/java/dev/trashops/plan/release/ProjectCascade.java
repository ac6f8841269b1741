package dev.trashops.plan.release;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.util.Optional;
import java.util.Set;

/** Versions and trainings go to the Trash with what they belong to, so they need no DELETE of their own. */
final class ProjectCascade {
    private ProjectCascade() {}

    /** Whether an item goes with a project or version that is going. */
    static boolean includes(ItemKey item, Set<ItemKey> going) {
        return item.ancestors().stream().anyMatch(going::contains);
    }

    static Optional<Readiness> objection(ItemKey item, Set<ItemKey> going) {
        return item.ancestors().stream()
                .filter(going::contains)
                .reduce((nearer, outer) -> outer)
                .map(whole -> Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT, "It goes to the Trash with its " + whole.described() + "."));
    }
}

package dev.trashops.plan.rules;

import dev.trashops.plan.model.TrashEntry;
import java.util.List;

/**
 * What the restore rules of a workspace are about to restore: there is no TrashedItem for it yet.
 *
 * @param policies whose rules count
 */
public record RestoringRules(List<RuleChildren> policies) {

    /** Whether any rule wants that entry of the Trash restored. */
    public boolean want(TrashEntry entry) {
        return policies.stream().anyMatch(policy -> policy.isAboutToRestore(entry));
    }
}

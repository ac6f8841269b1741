package dev.trashops.plan;

import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Standing;
import java.util.Optional;

/**
 * A policy and how it stands with Roboflow.
 *
 * @param policy what it says
 * @param standing READY when its key opens the workspace and the Trash was listed
 * @param proved whether its key has ever proved to open the workspace since the operator started
 * @param refused whether its key was proved not to open the workspace
 * @param keyless whether no key is known for it at all
 * @param book what it has trashed so far; absent until it was read
 * @param approved what is known of the plan that it approves
 */
public record PolicyState(
        Policy policy,
        Standing standing,
        boolean proved,
        boolean refused,
        boolean keyless,
        Optional<DeletionBook> book,
        ApprovedList approved) {
    /** The same with another version of the policy. */
    public PolicyState of(Policy other) {
        return new PolicyState(other, standing, proved, refused, keyless, book, approved);
    }
}

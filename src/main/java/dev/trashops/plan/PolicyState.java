package dev.trashops.plan;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Standing;

/**
 * A policy and how it stands with Roboflow.
 *
 * @param policy what it says
 * @param standing READY when its key opens the workspace and the Trash was listed
 * @param proved whether its key has ever proved to open the workspace since the operator started
 * @param refused whether its key was proved not to open the workspace
 * @param keyless whether no key is known for it at all
 */
public record PolicyState(Policy policy, Standing standing, boolean proved, boolean refused, boolean keyless) {}

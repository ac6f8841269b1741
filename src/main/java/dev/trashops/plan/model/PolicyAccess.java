package dev.trashops.plan.model;

/**
 * How a policy's key stands with Roboflow.
 *
 * @param readiness READY when the key opens the workspace and the Trash was listed
 * @param proved whether a key of the policy has ever proved to open the workspace since the operator started
 * @param refused whether its key was proved not to open the workspace
 * @param keyless whether no key is known for it at all
 */
public record PolicyAccess(Readiness readiness, boolean proved, boolean refused, boolean keyless) {}

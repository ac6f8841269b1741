/** Reconciles RoboflowTrashPolicies, and creates the TrashedItems of their rules. */
@NullMarked
package dev.trashops.controller.policy;

import org.jspecify.annotations.NullMarked;

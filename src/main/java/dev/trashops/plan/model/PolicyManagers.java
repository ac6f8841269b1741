package dev.trashops.plan.model;

import java.util.Map;
import java.util.Optional;

/**
 * Who set the fields of a RoboflowTrashPolicy that may ask for an action; empty where Kubernetes does not tell.
 *
 * @param rules by the name of the rule
 */
public record PolicyManagers(Map<String, FieldManager> rules, Optional<FieldManager> approvedPlan) {
    /** Nothing is known. */
    public static final PolicyManagers NONE = new PolicyManagers(Map.of(), Optional.empty());

    public PolicyManagers {
        rules = Map.copyOf(rules);
    }
}

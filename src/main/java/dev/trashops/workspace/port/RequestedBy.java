package dev.trashops.workspace.port;

import dev.trashops.plan.model.FieldManager;
import java.util.Optional;

/**
 * Who asked for an action.
 *
 * @param resource the resource that asks for it
 * @param field the field of it that does
 * @param manager who set that field, where Kubernetes tells
 * @param rule the rule of the policy that asks; empty if it is a person's TrashedItem, or a row that a person changed
 * @param item the name of the TrashedItem it is done for; empty if Kubernetes refuses to store one
 * @param approval the approved plan that released it
 * @param deleted whether the TrashedItem is being deleted
 */
public record RequestedBy(
        Resource resource,
        String field,
        Optional<FieldManager> manager,
        Optional<String> rule,
        Optional<String> item,
        Optional<ApprovedBy> approval,
        boolean deleted) {

    /** What a person wrote, or a program for a person. */
    public record Resource(String kind, String namespace, String name, String uid, long generation) {}

    /** Which plan was approved, and who set that. */
    public record ApprovedBy(String digest, Optional<FieldManager> manager) {}

    /** In words, for statuses. */
    public String cause() {
        String named = item.map(name -> "TrashedItem " + name).orElse("whose TrashedItem is refused");
        String asking = rule.map(name -> "rule " + name + ", " + named)
                .orElseGet(() -> named
                        + (deleted ? ", deleted" : "")
                        + manager.map(set ->
                                        ", " + field.substring(field.lastIndexOf('.') + 1) + " set by " + set.text())
                                .orElse(""));
        return asking
                + approval.map(plan -> ", approved " + plan.digest()
                                + plan.manager().map(set -> " by " + set.text()).orElse(""))
                        .orElse("");
    }
}

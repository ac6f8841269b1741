package dev.trashops.plan.rules;

import dev.trashops.plan.model.Rule;
import java.util.Optional;

/**
 * What the rules of a workspace have to do with one claim.
 *
 * @param rule the rule of its policy that is about its item: for a rule's claim the one that wants it trashed now, else the
 *     one that wants its entry of the Trash back or mirrored
 * @param retired whether it is a rule's claim and nothing wants it any more
 * @param protector the restore rule that protects the active item, or a version of it
 */
public record RuleFindings(Optional<Rule> rule, boolean retired, Optional<RestoreProtection.Protector> protector) {}

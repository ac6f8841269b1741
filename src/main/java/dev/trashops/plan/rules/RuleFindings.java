package dev.trashops.plan.rules;

import dev.trashops.plan.model.Rule;
import java.util.Optional;

/**
 * What the rules of a workspace say about one claim.
 *
 * @param rule the rule of its policy that matches its item: for the claim of a trash rule the one that trashes it now, else
 *     the one that restores or mirrors its entry of the Trash
 * @param retired whether a rule created it and no rule needs it any more
 * @param protector the restore rule that protects the active item, or one of its versions
 */
public record RuleFindings(Optional<Rule> rule, boolean retired, Optional<RestoreProtection.Protector> protector) {}

package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import java.util.List;
import java.util.Set;

/** What must hold before an action. The first check that objects decides what people read, so the order matters. */
public final class CheckChains {
    private final PolicyChecks policy;

    public CheckChains(Set<ActionKind> allowed) {
        this.policy = new PolicyChecks(allowed);
    }

    List<Check> beforeRestore() {
        return List.of(
                RuleChecks::isNotRetired, // its resource is about to be deleted
                ClaimChecks::isUncontested, // others changed it back, and driftPolicy or a fight forbids another try
                PolicyChecks::policyIsReady, // a call with this key would fail
                policy::mayRestore, // whoever runs the operator decides what it may do at all
                PolicyChecks::isNotSuspended, // people use suspend as a brake
                PolicyChecks::isInScope, // the policy's owner limited what it may touch
                IdentityChecks::nameIsUnique, // another item of that name would be restored
                IdentityChecks::nameIsProved, // a namesake may exist that was not read yet
                ClaimChecks::isNotBackingOff, // the last attempt failed just now
                PolicyChecks::isEnforced); // mode: Plan only shows what would be done
    }

    /** What must hold before a DELETE, apart from what an approval or time alone can lift: {@code TrashBatch} judges that. */
    public List<Check> beforeTrash() {
        return List.of(
                RuleChecks::isOwned, // a rule's claim that its policy no longer owns speaks for nobody
                RuleChecks::isNotRetired, // its resource is about to be deleted
                RuleChecks::ruleIsKnown, // without its rule, nobody knows whether it is still meant
                ClaimChecks::isUncontested, // others changed it back, and driftPolicy or a fight forbids another try
                RuleChecks::ledgerIsRead, // what people brought back would be trashed again
                RuleChecks::isNotSpared, // people brought it back after a rule trashed it
                PolicyChecks::policyIsReady, // a call with this key would fail
                policy::mayTrash, // whoever runs the operator decides what it may do at all
                PolicyChecks::isNotSuspended, // people use suspend as a brake
                PolicyChecks::isInScope, // the policy's owner limited what it may touch
                IdentityChecks::nameIsUnique, // another item of that name would be trashed
                IdentityChecks::lastDeleteHitIt, // the last DELETE hit another item, and so would the next
                IdentityChecks::isOfThisWorkspace, // it was written for an item of another workspace
                IdentityChecks::ageIsKnown, // without it a newer namesake cannot be told apart
                IdentityChecks::isOldEnough, // nothing created after the claim can be what it means
                ClaimChecks::noClaimKeepsIt, // Restored beats Trashed
                RuleChecks::noRuleKeepsIt); // the same for what rules restore
    }

    /** What must hold as well before a DELETE. Until it does, the item stays in the plan under review. */
    public List<Check> lastBeforeTrash() {
        return List.of(
                ClaimChecks::isNotBackingOff, // the last attempt failed just now
                PolicyChecks::isEnforced); // mode: Plan only shows what would be done
    }

    /** What must hold before a wrong DELETE is undone. */
    List<Check> beforeUndo() {
        return List.of(policy::mayRestore);
    }
}

package dev.trashops.plan.checks;

import dev.trashops.plan.model.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What must hold before an action. The first check that objects decides what people read, so the order matters. */
public final class CheckChains {
    private static final List<Check> RESTORE = List.of(
            RuleChecks::isNotRetired, // its resource is about to be deleted
            ClaimChecks::isUncontested, // others changed it back, and driftPolicy or a fight forbids another try
            PolicyChecks::policyIsReady, // a call with this key would fail
            PolicyChecks::mayRestore, // whoever runs the operator decides what it may do at all
            PolicyChecks::isNotSuspended, // people use suspend as a brake
            PolicyChecks::isInScope, // the policy's owner limited what it may touch
            IdentityChecks::nameIsUnique, // another item of that name would be restored
            IdentityChecks::nameIsProved, // a namesake may exist that was not read yet
            IdentityChecks::isFoundByItsId, // Roboflow did not find it by the id that is known
            IdentityChecks::projectIdIsKnown, // without it there is no request to send
            ClaimChecks::isNotBackingOff, // the last attempt failed just now
            ClaimChecks::wasShown, // the last attempt is said to have succeeded, and had no effect
            PolicyChecks::isEnforced); // mode: Plan only shows what would be done

    private static final List<Check> LASTING = List.of(
            PolicyChecks::mayRestore, // whoever runs the operator decides what it may do at all
            PolicyChecks::isNotSuspended, // people use suspend as a brake
            PolicyChecks::isInScope, // the policy's owner limited what it may touch
            PolicyChecks::isEnforced); // mode: Plan only shows what would be done

    private static final List<Check> TRASH = List.of(
            HaltChecks::answerWasExpected, // what its last DELETE did is for a person to find out
            RuleChecks::isOwned, // a rule's claim that its policy no longer owns speaks for nobody
            RuleChecks::isNotRetired, // its resource is about to be deleted
            RuleChecks::ruleIsKnown, // without its rule, nobody knows whether it is still meant
            ClaimChecks::isUncontested, // others changed it back, and driftPolicy or a fight forbids another try
            RuleChecks::ledgerIsRead, // what people brought back would be trashed again
            RuleChecks::isNotSpared, // people brought it back after a rule trashed it
            PolicyChecks::policyIsNotStalled, // a call with this key would fail
            PolicyChecks::itemIsNotSuspended, // people use suspend as a brake
            PolicyChecks::isInScope, // the policy's owner limited what it may touch
            IdentityChecks::isAddressable, // the request would call another route of Roboflow
            IdentityChecks::nameIsUnique, // another item of that name would be trashed
            IdentityChecks::nameFits, // a DELETE goes by name, and it has another one now
            IdentityChecks::lastDeleteHitIt, // the last DELETE hit another item, and so would the next
            IdentityChecks::isOfThisWorkspace, // it was written for an item of another workspace
            IdentityChecks::ageIsKnown, // without it a newer namesake cannot be told apart
            IdentityChecks::isOldEnough, // nothing created after the claim can be what it means
            ClaimChecks::noClaimKeepsIt, // Restored beats Trashed
            RuleChecks::noRuleKeepsIt); // the same for what rules restore

    private static final List<Check> LAST_BEFORE_TRASH = List.of(
            PolicyChecks::mayTrash, // whoever runs the operator decides what it may do at all
            PolicyChecks::policyIsNotSuspended, // people use suspend as a brake, and review the plan first
            HaltChecks::isNotHalted, // an answer in this workspace was not what was asked for
            ClaimChecks::isNotBackingOff, // the last attempt failed just now
            ClaimChecks::wasShown, // the last attempt is said to have succeeded, and had no effect
            PolicyChecks::isEnforced); // mode: Plan only shows what would be done

    private CheckChains() {}

    /** One condition of an action: the readiness of the claim if it does not hold. */
    private interface Check extends Function<ClaimFacts, Optional<Readiness>> {}

    /** What objects to a restore. */
    static Optional<Readiness> beforeRestore(ClaimFacts facts) {
        return first(RESTORE, facts);
    }

    /** What keeps any item like this one from being restored, whatever is read and whether the key works. */
    static Optional<Readiness> lastingBeforeRestore(ClaimFacts facts) {
        return first(LASTING, facts);
    }

    /** What objects to a DELETE, apart from what an approval or time alone can lift: {@code BatchRelease} comes later. */
    public static Optional<Readiness> beforeTrash(ClaimFacts facts) {
        return first(TRASH, facts);
    }

    /** What objects to a DELETE now, but leaves the item in the plan under review. */
    public static Optional<Readiness> lastBeforeTrash(ClaimFacts facts) {
        return first(LAST_BEFORE_TRASH, facts);
    }

    /** What objects to a DELETE that neither a person nor a limit holds. */
    public static Optional<Readiness> outage(ClaimFacts facts) {
        return PolicyChecks.policyGoesOn(facts);
    }

    private static Optional<Readiness> first(List<Check> chain, ClaimFacts facts) {
        return chain.stream().flatMap(check -> check.apply(facts).stream()).findFirst();
    }
}

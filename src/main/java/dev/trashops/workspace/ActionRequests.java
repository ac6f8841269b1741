package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.Fresh;
import dev.trashops.workspace.port.ClaimStore.FreshPolicy;
import dev.trashops.workspace.port.RequestedBy;
import dev.trashops.workspace.port.RequestedBy.ApprovedBy;
import dev.trashops.workspace.port.RequestedBy.Resource;
import java.util.Optional;

/** Rereads what asks for an action right before it, and who wrote that. */
record ActionRequests(ClaimStore claims) {

    /**
     * What still asks for an action.
     *
     * @param resourceVersion of the claim's resource; any, if it has none
     */
    record Request(String resourceVersion, RequestedBy by) {}

    /** Empty if claim or policy do not ask for the same any more. */
    Optional<Request> reread(PlannedAction action, Policy policy) {
        Claim claim = action.claim();
        if (claim.id().isUnborn()) {
            return claims.reread(claim.policy())
                    .filter(now -> Fresh.isUnchanged(now.policy(), policy))
                    .map(now -> new Request(policy.uid(), byRule(action, policy, now.managers(), Optional.empty())));
        }
        return claims.reread(claim.id(), claim.policy())
                .filter(now -> now.isUnchanged(claim, policy))
                .map(now -> new Request(now.resourceVersion(), requestedBy(action, policy, now)));
    }

    private static RequestedBy requestedBy(PlannedAction action, Policy policy, Fresh now) {
        PolicyManagers managers = now.policy().map(FreshPolicy::managers).orElse(PolicyManagers.NONE);
        return isAskedByRule(action, now)
                ? byRule(
                        action,
                        policy,
                        managers,
                        Optional.of(action.claim().id().name()))
                : byItem(action, now, managers);
    }

    /** People own the row of a rule once it is made: what they write there is theirs, also where the rule would write the same. */
    private static boolean isAskedByRule(PlannedAction action, Fresh now) {
        Claim claim = now.claim();
        return action.rule().isPresent()
                && now.managers().asCreated()
                && !claim.spec().deleting()
                && claim.spec()
                        .origin()
                        .desired()
                        .equals(Optional.of(claim.spec().desired()));
    }

    private static RequestedBy byRule(
            PlannedAction action, Policy policy, PolicyManagers managers, Optional<String> item) {
        Optional<FieldManager> author = action.rule()
                .flatMap(rule -> Optional.ofNullable(managers.rules().get(rule)));
        return new RequestedBy(
                new Resource(
                        "RoboflowTrashPolicy",
                        policy.id().namespace(),
                        policy.id().name(),
                        policy.uid(),
                        policy.generation()),
                "spec.rules",
                author,
                action.rule(),
                item,
                approval(action, managers),
                false);
    }

    private static RequestedBy byItem(PlannedAction action, Fresh now, PolicyManagers managers) {
        Claim claim = now.claim();
        ClaimId id = claim.id();
        boolean deleted = claim.spec().deleting();
        return new RequestedBy(
                new Resource(
                        "TrashedItem",
                        id.namespace(),
                        id.name(),
                        id.uid(),
                        claim.spec().generation()),
                deleted ? "spec.deletionPolicy" : "spec.desiredState",
                deleted ? now.managers().deletionPolicy() : now.managers().desiredState(),
                Optional.empty(),
                Optional.of(id.name()),
                approval(action, managers),
                deleted);
    }

    private static Optional<ApprovedBy> approval(PlannedAction action, PolicyManagers managers) {
        return action.approval().map(digest -> new ApprovedBy(digest, managers.approvedPlan()));
    }
}

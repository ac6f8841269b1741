package dev.trashops.controller.item;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.mapping.MappingResult;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The status of an item that no loop handles, because its policy or the item itself is invalid or missing. */
public record UnhandledItemStatus(ResourceIndex index, Clock clock) {
    /** The workspace whose loop handles an item; empty if none does. */
    Optional<WorkspaceId> workspace(TrashedItem item) {
        Optional<WorkspaceId> ofPolicy = ClaimMapper.policy(item)
                .flatMap(index::reading)
                .flatMap(MappingResult::valid)
                .map(Policy::workspace);
        return ofPolicy.isEmpty() && ResourceMetadata.waitsForUs(item)
                ? ClaimMapper.rememberedWorkspace(item)
                : ofPolicy;
    }

    /** Whether the finalizer of an item waits in vain: nobody could ever restore the item. */
    boolean isHeldInVain(TrashedItem item) {
        return workspace(item).isEmpty() || ClaimMapper.claim(item).refusal().isPresent();
    }

    /** Whether a rule created an item, and its policy still owns it. */
    boolean isOfARule(TrashedItem item) {
        return ClaimMapper.policy(item)
                .flatMap(index::policy)
                .filter(policy -> ClaimMapper.isOfARule(item, policy))
                .isPresent();
    }

    /** The policy that has yet to take an item over as the child of one of its rules. */
    Optional<RoboflowTrashPolicy> adopter(TrashedItem item) {
        return ClaimMapper.policy(item)
                .flatMap(index::policy)
                .filter(policy -> !policy.isMarkedForDeletion() && ClaimMapper.isToBeAdopted(item, policy));
    }

    /** What is wrong with an item that no loop handles; empty if one does, or if the item is being deleted. */
    Optional<ItemProjection> projection(TrashedItem item, MappingResult<Claim> claim) {
        return item.isMarkedForDeletion()
                ? Optional.empty()
                : claim.refusal()
                        .map(message -> projection(item, Readiness.stalled(Reason.REJECTED, message), Hold.OTHER))
                        .or(() -> ClaimMapper.policy(item)
                                .flatMap(policy -> readiness(policy, item))
                                .map(readiness -> projection(item, readiness, Hold.POLICY)));
    }

    /** How long until the policy of an item, which does not exist, counts as not found; empty if it exists or already does. */
    Optional<Duration> policyIsNotFoundIn(TrashedItem item) {
        return ClaimMapper.policy(item)
                .filter(id -> index.isKnown(id) && index.reading(id).isEmpty())
                .map(id -> Duration.between(clock.instant(), ClaimSpec.settledAt(ResourceMetadata.createdAt(item))))
                .filter(left -> left.compareTo(Duration.ZERO) > 0);
    }

    private Optional<Readiness> readiness(PolicyId id, TrashedItem item) {
        Optional<MappingResult<Policy>> policy = index.reading(id);
        if (policy.isEmpty() && !index.isKnown(id)) {
            return Optional.of(Readiness.stalled(
                    Reason.NOT_ALLOWED,
                    "The operator may not list RoboflowTrashPolicies in this namespace, so it handles nothing here. Whoever runs it"
                            + " grants the right, for example by binding the ClusterRole roboflow-trash-operator to its"
                            + " ServiceAccount in this namespace."));
        }
        if (policy.isEmpty() && ClaimSpec.isUnsettled(ResourceMetadata.createdAt(item), new Moment(clock.instant()))) {
            return Optional.of(Readiness.reconciling(
                    Reason.POLICY_NOT_READY,
                    "Waiting for a moment whether RoboflowTrashPolicy " + id.name()
                            + " is on its way, which does not exist yet."));
        }
        if (policy.isEmpty()) {
            return Optional.of(Readiness.stalled(
                    Reason.POLICY_NOT_FOUND,
                    "RoboflowTrashPolicy " + id.name() + " does not exist in namespace " + id.namespace()
                            + ". Create it, with the workspace of this item and the Secret that contains its API key. If"
                            + " another policy of this namespace is meant, create a new TrashedItem that names it and"
                            + " delete this one."));
        }
        return policy.get()
                .refusal()
                .map(message -> Readiness.stalled(
                        Reason.REJECTED, "RoboflowTrashPolicy " + id.name() + " is invalid: " + message));
    }

    /**
     * Keeps what is known, a warning too: the purge comes in any case. So is a fight, until the item is changed or a reconcile
     * requested: that its policy was away is no reason to trash again what people brought back.
     */
    private static ItemProjection projection(TrashedItem item, Readiness readiness, Hold hold) {
        ItemProjection shown = ItemStatusMapper.projection(item.getStatus());
        ClaimStatus claimStatus = shown.claimStatus();
        boolean unchanged = claimStatus.observedGeneration() == ResourceMetadata.generation(item)
                && claimStatus.handledRequest().equals(ResourceMetadata.requestedAt(item));
        Optional<Hold> fight = claimStatus.hold().filter(held -> unchanged && held == Hold.FIGHT);
        ClaimStatus unplanned = new ClaimStatus(
                ResourceMetadata.generation(item),
                ResourceMetadata.requestedAt(item),
                claimStatus.observed(),
                Optional.empty(),
                fight.or(() -> Optional.of(hold)),
                Optional.of(readiness),
                claimStatus.fingerprint(),
                claimStatus.trash(),
                claimStatus.lastAction(),
                claimStatus.drift());
        return new ItemProjection(unplanned, shown.warning(), shown.endangered(), Disposition.KEEP);
    }
}

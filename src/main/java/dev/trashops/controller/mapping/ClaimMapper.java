package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.projectSlug;
import static dev.trashops.controller.mapping.FieldValidator.refuseIf;
import static dev.trashops.controller.mapping.FieldValidator.required;
import static dev.trashops.controller.mapping.FieldValidator.slug;
import static dev.trashops.controller.mapping.FieldValidator.text;
import static dev.trashops.controller.mapping.FieldValidator.trainingId;
import static dev.trashops.controller.mapping.FieldValidator.within;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.DesiredState;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.WorkspaceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps TrashedItems to claims, with the defaults that the API server would have set. */
public final class ClaimMapper {
    private ClaimMapper() {}

    public static ClaimId id(TrashedItem item) {
        return new ClaimId(
                ResourceMetadata.uid(item),
                ResourceMetadata.namespace(item),
                item.getMetadata().getName());
    }

    /** The policy it refers to; empty if it names none. */
    public static Optional<PolicyId> policy(TrashedItem item) {
        return Optional.ofNullable(item.getSpec())
                .map(TrashedItemSpec::policyRef)
                .flatMap(ref -> text(ref.name()))
                .map(name -> new PolicyId(ResourceMetadata.namespace(item), name));
    }

    /** The workspace in its status. */
    public static Optional<WorkspaceId> rememberedWorkspace(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .map(TrashedItemStatus::externalRef)
                .flatMap(ItemStatusMapper::workspace);
    }

    /** Whether the item is to stay, or to come back. */
    public static boolean isKept(TrashedItem item) {
        return item.getSpec() != null
                && item.getSpec().desiredState() == dev.trashops.api.v1alpha1.DesiredState.Restored;
    }

    /** Whether the item is to be restored before the resource is deleted. */
    public static boolean restoresOnDeletion(TrashedItem item) {
        return item.getSpec() != null
                && item.getSpec().deletionPolicy() == dev.trashops.api.v1alpha1.DeletionPolicy.Restore;
    }

    /** False for a resource that is being deleted with nothing left to do. */
    public static boolean concernsTheLoop(TrashedItem item) {
        return !item.isMarkedForDeletion() || (ResourceMetadata.waitsForUs(item) && restoresOnDeletion(item));
    }

    /** The claim without its policy and namespace. */
    public static MappingResult<Claim> claim(TrashedItem item) {
        return claim(item, Optional.empty(), false);
    }

    /** Whether a rule of that policy created the resource, and the policy still owns it. */
    public static boolean isOfARule(TrashedItem item, RoboflowTrashPolicy policy) {
        return claim(item, Optional.of(policy), false)
                .valid()
                .filter(claim -> claim.spec().origin().isRule())
                .isPresent();
    }

    /**
     * The claim that a resource makes, with the policy it refers to if that exists.
     *
     * @param abandoned whether its namespace is being deleted
     */
    public static MappingResult<Claim> claim(
            TrashedItem item, Optional<RoboflowTrashPolicy> policyOfItem, boolean abandoned) {
        return MappingResult.of(() -> {
            TrashedItemSpec spec = required(item.getSpec(), "spec");
            PolicyId policy = required(policy(item).orElse(null), "spec.policyRef.name");
            ItemRef ref = required(spec.item(), "spec.item");
            boolean known = text(ref.id()).isPresent() || text(ref.training()).isPresent();
            ItemKey key = key(ref, known && spec.desiredState() != DesiredState.Trashed);
            Optional<InternalId> pinnedId = text(ref.id()).map(InternalId::new);
            ClaimSpec asked = new ClaimSpec(
                    id(item),
                    ResourceMetadata.generation(item),
                    ResourceMetadata.createdAt(item),
                    policy,
                    key,
                    pinnedId,
                    Optional.ofNullable(ref.createdBefore()),
                    EnumMapper.DESIRED_STATE.toModel(required(spec.desiredState(), "spec.desiredState")),
                    EnumMapper.DRIFT_POLICY.toModel(spec.driftPolicy(), DriftPolicy.CORRECT),
                    EnumMapper.ACKNOWLEDGEMENT.toModel(spec.acknowledge()),
                    EnumMapper.DELETION_POLICY.toModel(spec.deletionPolicy(), DeletionPolicy.ORPHAN),
                    Boolean.TRUE.equals(spec.suspend()),
                    ResourceMetadata.waitsForUs(item),
                    abandoned,
                    ResourceMetadata.requestedAt(item),
                    origin(item, key, pinnedId, policyOfItem));
            return new Claim(asked, ItemStatusMapper.claimStatus(item.getStatus()));
        });
    }

    /** Whether a policy may take an item over as the child of a rule, if it has the computed name. */
    private static boolean isAdoptable(TrashedItem item, PolicyOwner policy) {
        return policy.mayTakeOver(item) && ResourceMetadata.labels(item).containsKey(ApiNames.RULE_LABEL);
    }

    /** Whether an item is the child of a rule of a policy that does not own it yet. */
    public static boolean isToBeAdopted(TrashedItem item, RoboflowTrashPolicy policy) {
        return isOfARule(item, policy) && !PolicyOwner.of(policy).owns(item);
    }

    /** Rejects what the schema rejects. */
    private static ItemKey key(ItemRef ref, boolean byId) {
        return switch (required(ref.type(), "spec.item.type")) {
            case Project -> {
                forbidden(ref.version(), "spec.item.version");
                forbidden(ref.training(), "spec.item.training");
                forbidden(ref.workflow(), "spec.item.workflow");
                yield ItemKey.project(projectSlug(ref.project(), "spec.item.project", byId));
            }
            case Version -> {
                forbidden(ref.training(), "spec.item.training");
                forbidden(ref.workflow(), "spec.item.workflow");
                yield ItemKey.version(projectSlug(ref.project(), "spec.item.project", byId), version(ref));
            }
            case Workflow -> {
                forbidden(ref.project(), "spec.item.project");
                forbidden(ref.version(), "spec.item.version");
                forbidden(ref.training(), "spec.item.training");
                yield ItemKey.workflow(slug(ref.workflow(), "spec.item.workflow"));
            }
            case Training -> {
                forbidden(ref.workflow(), "spec.item.workflow");
                forbidden(ref.id(), "spec.item.id");
                yield ItemKey.training(
                        projectSlug(ref.project(), "spec.item.project", byId),
                        version(ref),
                        trainingId(ref.training(), "spec.item.training"));
            }
        };
    }

    private static int version(ItemRef ref) {
        return within(required(ref.version(), "spec.item.version"), "spec.item.version", 1, Integer.MAX_VALUE);
    }

    private static void forbidden(@Nullable Object value, String field) {
        refuseIf(value != null, field + " does not match spec.item.type: remove it, or change the type.");
    }

    /**
     * The child of a rule is a TrashedItem of the computed name that its policy owns, or may take over since a policy of that
     * name made it. Whoever forges one gets what the rule would have made, or has it deleted since no rule needs it.
     */
    private static ClaimOrigin origin(
            TrashedItem item, ItemKey key, Optional<InternalId> pinnedId, Optional<RoboflowTrashPolicy> policy) {
        boolean looksOwned = PolicyOwner.uidOf(item).isPresent()
                || ResourceMetadata.labels(item).containsKey(ApiNames.RULE_LABEL);
        return policy.map(PolicyOwner::of)
                .filter(found -> policy(item).equals(Optional.of(found.id())))
                .filter(found -> found.owns(item) || isAdoptable(item, found))
                .flatMap(found -> ChildName.action(
                        item.getMetadata().getName(), found.id().name(), key, pinnedId))
                .map(ClaimOrigin::of)
                .orElse(looksOwned ? ClaimOrigin.LEFTOVER : ClaimOrigin.PERSON);
    }
}

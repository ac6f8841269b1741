package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.required;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import java.util.Optional;
import java.util.stream.Collectors;
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
                .flatMap(spec -> Optional.ofNullable(spec.policyRef()))
                .flatMap(ref -> FieldValidator.text(ref.name()))
                .map(name -> new PolicyId(ResourceMetadata.namespace(item), name));
    }

    /** The workspace in its status. */
    public static Optional<String> rememberedWorkspace(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .flatMap(status -> Optional.ofNullable(status.externalRef()))
                .flatMap(ref -> FieldValidator.text(ref.workspace()));
    }

    /** Whether the item is to be restored before the resource is deleted. */
    public static boolean restoresOnDeletion(TrashedItem item) {
        return Optional.ofNullable(item.getSpec())
                .map(spec -> spec.deletionPolicy() == dev.trashops.api.v1alpha1.DeletionPolicy.Restore)
                .orElse(false);
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
     * The claim that a resource makes.
     *
     * @param found the policy it refers to, if it exists
     * @param abandoned whether its namespace is being deleted
     */
    public static MappingResult<Claim> claim(TrashedItem item, Optional<RoboflowTrashPolicy> found, boolean abandoned) {
        try {
            TrashedItemSpec spec = required(item.getSpec(), "spec");
            PolicyId policy = required(policy(item).orElse(null), "spec.policyRef.name");
            ItemRef ref = required(spec.item(), "spec.item");
            ItemKey key = key(ref);
            Optional<InternalId> pinnedId = FieldValidator.text(ref.id()).map(InternalId::new);
            ClaimSpec asked = new ClaimSpec(
                    id(item),
                    ResourceMetadata.generation(item),
                    ResourceMetadata.createdAt(item),
                    policy,
                    key,
                    pinnedId,
                    Optional.ofNullable(ref.createdBefore()),
                    EnumMapper.of(required(spec.desiredState(), "spec.desiredState")),
                    Optional.ofNullable(spec.driftPolicy()).map(EnumMapper::of).orElse(DriftPolicy.CORRECT),
                    spec.acknowledge().stream().map(EnumMapper::of).collect(Collectors.toUnmodifiableSet()),
                    Optional.ofNullable(spec.deletionPolicy())
                            .map(EnumMapper::of)
                            .orElse(DeletionPolicy.ORPHAN),
                    Boolean.TRUE.equals(spec.suspend()),
                    ResourceMetadata.waitsForUs(item),
                    abandoned,
                    ResourceMetadata.requestedAt(item),
                    OriginResolver.of(item, key, pinnedId, found));
            return new MappingResult.Valid<>(new Claim(asked, ItemStatusMapper.claimStatus(item.getStatus())));
        } catch (InvalidFieldException refused) {
            return new MappingResult.Refused<>(refused.sentence());
        }
    }

    /** Rejects what the schema rejects. */
    private static ItemKey key(ItemRef ref) {
        return switch (required(ref.type(), "spec.item.type")) {
            case Project -> {
                forbidden(ref.version(), "spec.item.version");
                forbidden(ref.workflow(), "spec.item.workflow");
                yield ItemKey.project(FieldValidator.projectSlug(ref.project(), "spec.item.project"));
            }
            case Version -> {
                forbidden(ref.workflow(), "spec.item.workflow");
                yield ItemKey.version(
                        FieldValidator.projectSlug(ref.project(), "spec.item.project"),
                        FieldValidator.within(
                                required(ref.version(), "spec.item.version"),
                                "spec.item.version",
                                1,
                                Integer.MAX_VALUE));
            }
            case Workflow -> {
                forbidden(ref.project(), "spec.item.project");
                forbidden(ref.version(), "spec.item.version");
                yield ItemKey.workflow(FieldValidator.slug(ref.workflow(), "spec.item.workflow"));
            }
        };
    }

    private static void forbidden(@Nullable Object value, String field) {
        if (value != null) {
            throw new InvalidFieldException(field + " does not match spec.item.type: remove it, or change the type.");
        }
    }
}

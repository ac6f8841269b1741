package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as the owner of what the operator creates for it, which is garbage collected with the policy. What others
 * create under such a name is not ours, whatever its labels say.
 */
public record PolicyOwner(PolicyId id, String uid) {
    private static final String KIND = HasMetadata.getKind(RoboflowTrashPolicy.class);
    private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    private static final String MANAGER = "roboflow-trash-operator";

    public static PolicyOwner of(RoboflowTrashPolicy policy) {
        return new PolicyOwner(PolicyMapper.id(policy), ResourceMetadata.uid(policy));
    }

    public static PolicyOwner of(Policy policy) {
        return new PolicyOwner(policy.id(), policy.uid());
    }

    /** The uid of the policy that controls a resource, if one does. */
    static Optional<String> uidOf(HasMetadata resource) {
        return resource.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .filter(reference -> KIND.equals(reference.getKind()))
                // Of whatever version.
                .filter(reference -> (reference.getApiVersion() + "/").startsWith(ApiNames.GROUP + "/"))
                .map(OwnerReference::getUid)
                .flatMap(uid -> FieldValidator.text(uid).stream())
                .findFirst();
    }

    public boolean owns(HasMetadata resource) {
        return uidOf(resource).equals(Optional.of(uid));
    }

    /** The labels that select what belongs to a policy with that name. */
    public Map<String, String> labels() {
        return labels(id);
    }

    /** The same for every policy that ever had that name. */
    public static Map<String, String> labels(PolicyId id) {
        return Map.of(ApiNames.POLICY_LABEL, id.name(), MANAGED_BY, MANAGER);
    }

    /** The metadata of an owned object with that name. */
    public ObjectMetaBuilder metadata(String name) {
        return new ObjectMetaBuilder()
                .withNamespace(id.namespace())
                .withName(name)
                .withLabels(labels())
                .withOwnerReferences(reference());
    }

    /** What makes the garbage collector delete something with this policy. */
    public OwnerReference reference() {
        return new OwnerReferenceBuilder()
                .withApiVersion(HasMetadata.getApiVersion(RoboflowTrashPolicy.class))
                .withKind(KIND)
                .withName(id.name())
                .withUid(uid)
                .withController(true)
                .build();
    }

    /**
     * Whether something that this policy does not own was made for one of its name, and nobody else owns it: that one was
     * recreated, or restored from a backup. It may then be taken over.
     */
    public boolean mayTakeOver(HasMetadata resource) {
        return id.namespace().equals(ResourceMetadata.namespace(resource))
                && ResourceMetadata.labels(resource).entrySet().containsAll(labels().entrySet())
                && resource.getMetadata().getOwnerReferences().stream()
                        .allMatch(reference -> KIND.equals(reference.getKind())
                                && (reference.getApiVersion() + "/").startsWith(ApiNames.GROUP + "/")
                                && id.name().equals(reference.getName()));
    }
}

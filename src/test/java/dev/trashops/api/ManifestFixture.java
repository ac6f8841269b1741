package dev.trashops.api;

import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources as a person writes them, so that what Java types would not let through reaches the API server, too. */
final class ManifestFixture {
    static final String ITEM =
            "{policyRef: {name: team-a}, item: {type: Project, project: my-detector}, desiredState: Restored}";
    static final String POLICY = "{workspace: acme-vision, credentials: {secretKeyRef: {name: roboflow}}}";

    private ManifestFixture() {}

    static GenericKubernetesResource item(String spec) {
        return resource("TrashedItem", "an-item", spec);
    }

    static GenericKubernetesResource policy(String spec) {
        return resource("RoboflowTrashPolicy", "a-policy", spec);
    }

    /** A policy that says this beside what every policy has to say. */
    static GenericKubernetesResource policyWith(String fields) {
        return policy("{workspace: acme-vision, credentials: {secretKeyRef: {name: roboflow}}, " + fields + "}");
    }

    static GenericKubernetesResource resource(String kind, String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: trashops.dev/v1alpha1
                kind: %s
                metadata:
                  name: %s
                spec: %s
                """.formatted(kind, name, spec), GenericKubernetesResource.class);
    }

    static GenericKubernetesResource create(KubeSpace space, GenericKubernetesResource resource) {
        return space.client().resource(resource).inNamespace(space.namespace()).create();
    }

    static GenericKubernetesResource update(KubeSpace space, GenericKubernetesResource resource) {
        return space.client().resource(resource).inNamespace(space.namespace()).update();
    }
}

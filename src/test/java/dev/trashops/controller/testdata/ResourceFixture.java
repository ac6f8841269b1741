package dev.trashops.controller.testdata;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources as people write them. */
public final class ResourceFixture {
    public static final String PROJECT =
            "{policyRef: {name: team}, item: {type: Project, project: my-detector}, desiredState: Restored}";
    public static final String RESTORED_ON_DELETION =
            "{policyRef: {name: team}, item: {type: Project, project: my-detector},"
                    + " desiredState: Restored, deletionPolicy: Restore}";
    public static final String WITHOUT_POLICY =
            "{policyRef: {name: nobody}, desiredState: Observed, item: {type: Project, project: detector}}";
    public static final String POLICY =
            "{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}, interval: 10s}";

    private ResourceFixture() {}

    public static TrashedItem item(String namespace, String name, String spec) {
        return Serialization.unmarshal(text("TrashedItem", namespace, name, spec), TrashedItem.class);
    }

    public static RoboflowTrashPolicy policy(String namespace, String name, String spec) {
        return Serialization.unmarshal(text("RoboflowTrashPolicy", namespace, name, spec), RoboflowTrashPolicy.class);
    }

    private static String text(String kind, String namespace, String name, String spec) {
        return """
                apiVersion: trashops.dev/v1alpha1
                kind: %s
                metadata:
                  name: %s
                  namespace: %s
                spec: %s
                """.formatted(kind, name, namespace, spec);
    }
}

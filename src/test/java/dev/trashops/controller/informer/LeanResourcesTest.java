package dev.trashops.controller.informer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LeanResourcesTest {
    private static final String ITEM = """
            apiVersion: trashops.dev/v1alpha1
            kind: TrashedItem
            metadata:
              name: %s
              namespace: team-a
              uid: 5f4a-%s
              resourceVersion: "7"
              generation: 3
              creationTimestamp: "2026-04-20T17:05:33Z"
              labels: {trashops.dev/policy: team, trashops.dev/rule: keep}
              annotations:
                trashops.dev/requested-at: now
                kubectl.kubernetes.io/last-applied-configuration: "{}"
              finalizers: [trashops.dev/restore]
              ownerReferences:
              - {apiVersion: trashops.dev/v1alpha1, kind: RoboflowTrashPolicy, name: team, uid: 1a2b, controller: true}
              managedFields:
              - {manager: kubectl, operation: Apply, apiVersion: trashops.dev/v1alpha1, fieldsType: FieldsV1, fieldsV1: {"f:spec": {}}}
            spec:
              policyRef: {name: team}
              item: {type: Version, project: my-detector, version: 3, id: abc, createdBefore: "2026-04-20T17:05:33Z"}
              desiredState: Trashed
              driftPolicy: Report
              acknowledge: [TrainedModel]
              deletionPolicy: Restore
              suspend: true
            status:
              observedGeneration: 3
              lastHandledReconcileAt: now
              handledBy: operator
              item: my-detector/3
              observedState: InTrash
              plannedAction: Restore
              hold: Limit
              externalRef:
                {workspace: acme, region: EU, id: abc, parentId: def, name: Three, url: my-detector, parentUrl: p, createdAt: "2026-04-20T17:05:33Z"}
              trash:
                {deletedAt: "2026-04-20T17:05:33Z", deletedBy: uid, deletedByName: Ann, scheduledCleanupAt: "2026-05-20T17:05:33Z",
                cleanupEstimated: true, cleanup: "~2026-05-20T17:05:33Z", parentInTrash: true, cleanupDeleteImages: true}
              lastAction: {action: Trash, at: "2026-04-20T17:05:33Z", outcome: Done, message: Trashed., planDigest: d, cause: Ann}
              drift: {reachedState: InTrash, reversals: ["2026-04-20T17:05:33Z"]}
              conditions:
              - {type: Ready, status: "False", reason: Held, message: It is held., lastTransitionTime: "2026-04-20T17:05:33Z", observedGeneration: 3}
            """;

    private final LeanResources lean = new LeanResources();

    @Test
    void onlyWhatNobodyReadsFromAnInformerIsTaken() {
        TrashedItem expected = item("one");
        expected.getMetadata().setManagedFields(null);
        expected.getMetadata().getAnnotations().remove("kubectl.kubernetes.io/last-applied-configuration");

        TrashedItem kept = lean.item(item("one"));

        assertThat(json(kept)).isEqualTo(json(expected));
        assertThat(kept.getSpec()).isEqualTo(expected.getSpec());
        assertThat(kept.getStatus()).isEqualTo(expected.getStatus());
        assertThat(kept.getFinalizers()).isEqualTo(expected.getFinalizers());
    }

    @Test
    void aNewItemAndAPolicyStayWhatTheyAre() {
        String text = "apiVersion: trashops.dev/v1alpha1\nkind: %s\nmetadata: {name: one}\nspec: {}";
        TrashedItem item = Serialization.unmarshal(text.formatted("TrashedItem"), TrashedItem.class);
        RoboflowTrashPolicy policy =
                Serialization.unmarshal(text.formatted("RoboflowTrashPolicy"), RoboflowTrashPolicy.class);
        ObjectNode before = json(item);
        ObjectNode policyBefore = json(policy);

        assertThat(json(lean.item(item))).isEqualTo(before);
        assertThat(json(lean.policy(policy))).isEqualTo(policyBefore);
    }

    @Test
    void itemsShareWhatTheyRepeat() {
        TrashedItem one = lean.item(item("one"));
        TrashedItem two = lean.item(item("two"));

        assertThat(two.getMetadata().getLabels()).isSameAs(one.getMetadata().getLabels());
        assertThat(two.getMetadata().getOwnerReferences())
                .isSameAs(one.getMetadata().getOwnerReferences());
        assertThat(two.getMetadata().getNamespace()).isSameAs(one.getMetadata().getNamespace());
        assertThat(two.getSpec().policyRef()).isSameAs(one.getSpec().policyRef());
        assertThat(status(two).conditions()).isSameAs(status(one).conditions());
    }

    private static TrashedItemStatus status(TrashedItem item) {
        return Objects.requireNonNull(item.getStatus());
    }

    private static TrashedItem item(String name) {
        return Serialization.unmarshal(ITEM.formatted(name, name), TrashedItem.class);
    }

    private static ObjectNode json(Object resource) {
        return new KubernetesSerialization().convertValue(resource, ObjectNode.class);
    }
}

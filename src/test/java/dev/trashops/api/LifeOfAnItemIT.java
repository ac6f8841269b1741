package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.api.v1alpha1.Acknowledgement;
import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.DeletionPolicy;
import dev.trashops.api.v1alpha1.DesiredState;
import dev.trashops.api.v1alpha1.DriftPolicy;
import dev.trashops.api.v1alpha1.Endangered;
import dev.trashops.api.v1alpha1.Hold;
import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.ObservedState;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.Drift;
import dev.trashops.api.v1alpha1.TrashedItemStatus.ExternalRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus.LastAction;
import dev.trashops.api.v1alpha1.TrashedItemStatus.TrashInfo;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RealKube
class LifeOfAnItemIT {
    private static final String VERSION = "{policyRef: {name: team-a}, desiredState: Restored,"
            + " item: {type: Version, project: my-detector, version: 3%s}}";
    private static final Instant TIME = Instant.parse("2026-04-20T17:05:33Z");

    @Test
    void aBareItemGetsTheDefaults(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(ManifestFixture.ITEM));

        TrashedItem item = read(space);
        assertThat(item.getSpec().driftPolicy()).isEqualTo(DriftPolicy.Correct);
        assertThat(item.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.Orphan);
        assertThat(item.getSpec().acknowledge()).isEmpty();
        assertThat(item.getSpec().suspend()).isNull();
        assertThat(status(item).observedGeneration()).isEqualTo(-1);
        assertThat(status(item).conditions()).isEmpty();
        assertThat(item.getFinalizers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type: Project, project: -x9y8z",
                "type: Project, project: u.s.-coins.someone",
                "type: Version, project: '--', version: 3",
                "type: Project, project: '_'",
                "type: Project, project: '...'",
                "type: Workflow, workflow: -ab1cd",
                "type: Workflow, workflow: images",
                "type: Project, project: images, id: d_1",
                "type: Version, project: Groups, version: 3, id: d_1"
            })
    void anItemOfEveryShapeIsTaken(String item, KubeSpace space) {
        ManifestFixture.create(
                space,
                ManifestFixture.item("{policyRef: {name: team-a}, item: {" + item + "}, desiredState: Restored}"));
        assertThat(read(space).getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aFullItemIsReadAsWritten(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item("""
            {policyRef: {name: team-a}, desiredState: Trashed, driftPolicy: Report, deletionPolicy: Restore,
             acknowledge: [TrainedModel, RunningTraining], suspend: true,
             item: {type: Version, project: My_detector-2, version: 2147483647, id: d_abc123,
                    createdBefore: '2026-04-20T19:05:33+02:00'}}\
            """));

        TrashedItem item = read(space);
        assertThat(item.getSpec().policyRef().name()).isEqualTo("team-a");
        assertThat(item.getSpec().item().type()).isEqualTo(ItemType.Version);
        assertThat(item.getSpec().item().version()).isEqualTo(Integer.MAX_VALUE);
        assertThat(item.getSpec().item().createdBefore()).isEqualTo(TIME);
        assertThat(item.getSpec().desiredState()).isEqualTo(DesiredState.Trashed);
        assertThat(item.getSpec().acknowledge())
                .containsExactly(Acknowledgement.TrainedModel, Acknowledgement.RunningTraining);
        assertThat(item.getSpec().suspend()).isTrue();
    }

    @Test
    void aStatusIsReadAsWritten(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(ManifestFixture.ITEM));
        TrashedItemStatus written = new TrashedItemStatus(
                1L,
                "2026-11-23T10:00:00Z",
                null,
                "my-detector",
                ObservedState.InTrash,
                Action.Restore,
                Hold.Fight,
                Endangered.Within3d,
                new ExternalRef("acme-vision", null, "d_abc123", null, "My Detector", "my-detector", null, TIME),
                new TrashInfo(
                        TIME, "uid", "Ann", TIME.plusSeconds(2_592_000), true, "~2026-05-20T17:05:33Z", false, true),
                new LastAction(
                        Action.Restore,
                        TIME.plusMillis(125),
                        Outcome.Started,
                        "Restoring it.",
                        null,
                        "d_abc123",
                        TIME,
                        2,
                        "TrashedItem seven, desiredState set by kubectl-edit at 2026-05-13T10:15:30Z"),
                new Drift(ObservedState.Active, List.of(TIME, TIME.plusSeconds(60)), TIME, "uid", "Ann"),
                List.of(new Condition("Ready", ConditionStatus.False, "Restoring", "It is restored.", TIME, 1L)));

        TrashedItem item = read(space);
        item.setStatus(written);
        space.client().resource(item).updateStatus();

        assertThat(status(read(space))).isEqualTo(written);
    }

    @Test
    void aStatusWrittenByServerSideApplyReplacesWhatItSaidBefore(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(ManifestFixture.ITEM));
        applyStatus(space, "Restoring", ObservedState.InTrash);
        applyStatus(space, "Restored", null);

        assertThat(status(read(space)).observedState()).isNull();
        assertThat(status(read(space)).conditions())
                .singleElement()
                .extracting(Condition::reason)
                .isEqualTo("Restored");
    }

    private static void applyStatus(KubeSpace space, String reason, @Nullable ObservedState observed) {
        TrashedItem fresh = new TrashedItem();
        fresh.getMetadata().setName("an-item");
        fresh.getMetadata().setNamespace(space.namespace());
        fresh.setStatus(new TrashedItemStatus(
                1L,
                null,
                null,
                null,
                observed,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Condition("Ready", ConditionStatus.False, reason, "Why.", TIME, 1L))));
        space.client()
                .resource(fresh)
                .subresource("status")
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("the-operator")
                        .withForce(true)
                        .build());
    }

    @Test
    void anIdIsSetOnceAndStays(KubeSpace space) {
        String once = "id is immutable once set";
        ManifestFixture.create(space, ManifestFixture.item(VERSION.formatted("")));
        ManifestFixture.update(space, ManifestFixture.item(VERSION.formatted(", id: d_abc123")));
        ManifestFixture.update(
                space,
                ManifestFixture.item(VERSION.formatted(", id: d_abc123, createdBefore: '2026-04-20T17:05:33Z'")));
        refusesUpdate(space, VERSION.formatted(", id: d_other"), once);
        refusesUpdate(space, VERSION.formatted(""), once);
        assertThat(read(space).getSpec().item().id()).isEqualTo("d_abc123");
    }

    @Test
    void theWishMayChange(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(VERSION.formatted("")));
        ManifestFixture.update(space, ManifestFixture.item(VERSION.formatted("").replace("Restored", "Observed")));
        assertThat(read(space).getSpec().desiredState()).isEqualTo(DesiredState.Observed);
        assertThat(read(space).getMetadata().getGeneration()).isEqualTo(2);
    }

    @Test
    void itemsAreFoundByTypePolicyAndDesiredState(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.item(VERSION.formatted("")));
        ManifestFixture.create(
                space,
                ManifestFixture.resource("TrashedItem", "other", ManifestFixture.ITEM.replace("team-a", "team-b")));

        assertThat(names(space, "spec.item.type", "Version")).containsExactly("an-item");
        assertThat(names(space, "spec.policyRef.name", "team-b")).containsExactly("other");
        assertThat(names(space, "spec.desiredState", "Restored")).containsExactly("an-item", "other");
    }

    private static List<String> names(KubeSpace space, String field, String value) {
        return at(space).withField(field, value).list().getItems().stream()
                .map(item -> item.getMetadata().getName())
                .toList();
    }

    private static void refusesUpdate(KubeSpace space, String spec, String message) {
        assertThatThrownBy(() -> ManifestFixture.update(space, ManifestFixture.item(spec)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }

    private static TrashedItemStatus status(TrashedItem item) {
        return Objects.requireNonNull(item.getStatus());
    }

    private static TrashedItem read(KubeSpace space) {
        return at(space).withName("an-item").get();
    }

    private static NonNamespaceOperation<TrashedItem, KubernetesResourceList<TrashedItem>, Resource<TrashedItem>> at(
            KubeSpace space) {
        return space.client().resources(TrashedItem.class).inNamespace(space.namespace());
    }
}

package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.ItemManagers;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.testdata.RuleBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who set a field, as the API server writes it down. */
class FieldManagersTest {
    private static final String MADE = "f:policyRef: {f:name: {}}";
    private static final String WHOLE = MADE + ", f:desiredState: {}, f:deletionPolicy: {}";
    private static final FieldManager EDITOR = manager("kubectl-edit", 20);

    @Test
    void theRowOfARuleIsAsCreatedUntilSomebodyElseSetsItsDesiredState() {
        ItemManagers untouched = item(entry("fabric8-kubernetes-client", 10, WHOLE));
        assertThat(untouched.asCreated()).isTrue();
        assertThat(untouched.desiredState()).contains(manager("fabric8-kubernetes-client", 10));
        ItemManagers edited = item(
                entry("fabric8-kubernetes-client", 10, MADE + ", f:deletionPolicy: {}"),
                entry("kubectl-edit", 20, "f:desiredState: {}"));
        assertThat(edited.asCreated()).isFalse();
        assertThat(edited.desiredState()).contains(EDITOR);
        assertThat(edited.deletionPolicy()).contains(manager("fabric8-kubernetes-client", 10));
    }

    /** Argo CD and Flux take over with server-side apply, which names them beside whoever wrote the same before. */
    @Test
    void whoAppliesTheSameChangesNothingAndWhoForcesSomethingElseDoes() {
        assertThat(item(entry("roboflow-trash-operator", 10, WHOLE), entry("argocd-controller", 20, WHOLE)))
                .satisfies(both -> assertThat(both.asCreated()).isTrue())
                .extracting(ItemManagers::desiredState)
                .isEqualTo(Optional.of(manager("argocd-controller", 20)));
        assertThat(item(entry("roboflow-trash-operator", 10, MADE), entry("argocd-controller", 20, WHOLE))
                        .asCreated())
                .isFalse();
    }

    @Test
    void whatABackupRestoredIsAsCreatedByIt() {
        assertThat(item(entry("velero-server", 10, WHOLE)).asCreated()).isTrue();
    }

    @Test
    void whereNothingIsWrittenDownNobodyIsNamed() {
        assertThat(item()).isEqualTo(ItemManagers.NONE);
        TrashedItem stripped = ResourceFixture.item("team-a", "cat", ResourceFixture.PROJECT);
        stripped.getMetadata().setManagedFields(null);
        assertThat(FieldManagers.of(stripped)).isEqualTo(ItemManagers.NONE);
        assertThat(item(entry("", 10, WHOLE))).isEqualTo(ItemManagers.NONE);
    }

    /** After {@code managedFields} were emptied, only what changes has an owner. */
    @Test
    void whoSetItAfterThatIsNamed() {
        assertThat(item(entry("kubectl-edit", 20, "f:desiredState: {}")))
                .isEqualTo(new ItemManagers(Optional.of(EDITOR), Optional.empty(), false));
    }

    @Test
    void whoWritesStatusesSetsNoField() {
        ManagedFieldsEntry status = entry("somebody", 30, "f:desiredState: {}");
        status.setSubresource("status");
        assertThat(item(entry("kubectl-edit", 20, WHOLE), status).desiredState())
                .contains(EDITOR);
    }

    @Test
    void anUnreadableTimeIsLeftOut() {
        ManagedFieldsEntry entry = entry("kubectl-edit", 20, WHOLE);
        entry.setTime("yesterday");
        assertThat(item(entry).desiredState()).contains(new FieldManager("kubectl-edit", Optional.empty()));
    }

    @Test
    void aRuleHasAnAuthorWhetherRulesAreOneListOrAListByName() {
        assertThat(policy(entry("kustomize-controller", 20, "f:rules: {}")).rules())
                .containsOnlyKeys("prune", "keep")
                .containsEntry("keep", manager("kustomize-controller", 20));
        assertThat(policy(
                                entry("kustomize-controller", 20, "f:rules: {'k:{\"name\":\"keep\"}': {.: {}}}"),
                                entry("kubectl-edit", 20, "f:rules: {'k:{\"name\":\"prune\"}': {.: {}}}"))
                        .rules())
                .containsEntry("keep", manager("kustomize-controller", 20))
                .containsEntry("prune", EDITOR);
    }

    @Test
    void anApprovalIsThatOfWhoSetTheDigest() {
        assertThat(policy(
                                entry("kustomize-controller", 10, "f:rules: {}"),
                                entry("kubectl-edit", 20, "f:approvedPlan: {f:digest: {}, f:until: {}}"))
                        .approvedPlan())
                .contains(EDITOR);
        assertThat(policy(entry("kustomize-controller", 10, "f:rules: {}")).approvedPlan())
                .isEmpty();
    }

    private static FieldManager manager(String name, int minute) {
        return new FieldManager(name, Optional.of(Instant.parse("2026-11-29T07:" + minute + ":00Z")));
    }

    private static ManagedFieldsEntry entry(String manager, int minute, String fields) {
        return Serialization.unmarshal("""
                manager: '%s'
                operation: Update
                time: '2026-11-29T07:%d:00Z'
                fieldsType: FieldsV1
                fieldsV1: {f:spec: {%s}}
                """.formatted(manager, minute, fields), ManagedFieldsEntry.class);
    }

    private static ItemManagers item(ManagedFieldsEntry... entries) {
        return FieldManagers.of(with(ResourceFixture.item("team-a", "cat", ResourceFixture.PROJECT), entries));
    }

    private static PolicyManagers policy(ManagedFieldsEntry... entries) {
        RoboflowTrashPolicy policy = ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY);
        List<Rule> rules = Stream.of("prune", "keep")
                .map(name -> RuleBuilder.restore(name, s -> s.projects("x")).build())
                .toList();
        return FieldManagers.of(with(policy, entries), rules);
    }

    private static <R extends HasMetadata> R with(R resource, ManagedFieldsEntry... entries) {
        resource.getMetadata().setManagedFields(List.of(entries));
        return resource;
    }
}

package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.controller.informer.Shard;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.Claim;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two deployments, each with a selector of policies, in one namespace. */
class ShardedControllersTest {
    private static final String POLICY = "{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}}";

    private final MockKube kube = new MockKube();
    private final ControllersFixture gold = ControllersFixture.start(kube.client(), "team-a", share("gold"));
    private final ControllersFixture rest =
            ControllersFixture.start(kube.client(), "team-a", new Shard(LabelSelector.parse("tier!=gold"), "rest"));

    private static Shard share(String tier) {
        return new Shard(LabelSelector.parse("tier=" + tier), tier);
    }

    @BeforeEach
    void createPolicies() {
        label(gold.createPolicy("first", POLICY), "gold");
        label(gold.createPolicy("second", POLICY), "silver");
    }

    @AfterEach
    void stop() {
        gold.close();
        rest.close();
        kube.close();
    }

    @Test
    void eachDeploymentClaimsTheItemsOfItsPolicies() {
        gold.createItem("one", item("first", "detector"));
        gold.createItem("two", item("second", "classifier"));
        awaitHandled("one", "gold");
        awaitHandled("two", "rest");
        assertThat(names(gold)).containsExactly("one");
        assertThat(names(rest)).containsExactly("two");
    }

    @Test
    void aPolicyThatIsLabelledOtherwiseTakesItsItemsAlong() {
        gold.createItem("one", item("first", "detector"));
        awaitHandled("one", "gold");
        label(gold.policy("first").orElseThrow(), "silver");
        awaitHandled("one", "rest");
        await().atMost(ControllersFixture.PATIENCE).until(() -> names(gold), List::isEmpty);
        assertThat(names(rest)).containsExactly("one");
    }

    @Test
    void anItemThatIsBeingDeletedWaitsForTheDeploymentThatKnewItsPolicy() {
        gold.createItem("one", item("first", "detector").replace("}}", "}, deletionPolicy: Restore}"));
        awaitHandled("one", "gold");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> gold.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        gold.loop.says(claim -> java.util.Optional.empty());
        gold.deletePolicy("first");
        gold.delete("one");
        await().atMost(ControllersFixture.PATIENCE).until(() -> names(gold), List.of("one")::equals);
        gold.createItem("sign", item("second", "classifier"));
        awaitHandled("sign", "rest");
        assertThat(names(rest)).containsExactly("sign");
        assertThat(gold.item("one").orElseThrow().getFinalizers()).contains(ApiNames.RESTORE_FINALIZER);
    }

    @Test
    void ofAnItemWithoutPolicyOneDeploymentSaysSo() {
        gold.createItem("one", item("nobody", "detector"));
        gold.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(gold.status("one").handledBy()).isIn("gold", "rest");
    }

    private void awaitHandled(String name, String deployment) {
        gold.awaitReason(name, ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> gold.status(name).handledBy(), deployment::equals);
    }

    private static List<String> names(ControllersFixture fixture) {
        return fixture.claims("acme").stream()
                .map(Claim::id)
                .map(id -> id.name())
                .sorted()
                .toList();
    }

    private static String item(String policy, String project) {
        return "{policyRef: {name: " + policy + "}, desiredState: Restored, item: {type: Project, project: " + project
                + "}}";
    }

    private void label(RoboflowTrashPolicy policy, String tier) {
        kube.client()
                .resource(policy)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        kube.client()
                                .getKubernetesSerialization()
                                .asJson(Map.of("metadata", Map.of("labels", Map.of("tier", tier)))));
    }
}

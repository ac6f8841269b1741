package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.DesiredState;
import dev.trashops.api.v1alpha1.DriftPolicy;
import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the operator does for rules, on every API server. */
abstract class ChildCreatorContract {
    private static final Instant BEFORE = Instant.parse("2026-04-01T00:00:00Z");
    static final ChildToCreate TRASHED =
            child(RuleAction.TRASH, ItemKey.version("my_detector", 3), Optional.empty(), Optional.of(BEFORE));
    private static final ChildToCreate RESTORED =
            child(RuleAction.RESTORE, ItemKey.project("prod-a"), Optional.of(new InternalId("d_1")), Optional.empty());
    private static final ChildToCreate OBSERVED = child(
            RuleAction.OBSERVE, ItemKey.workflow("checkout"), Optional.of(new InternalId("w_1")), Optional.empty());

    abstract ControllersFixture fixture();

    @Test
    void aRuleGetsItsItemsOwnedByItsPolicyAndLabelledForPeople() {
        RoboflowTrashPolicy policy = fixture().createPolicy("team", ResourceFixture.POLICY);
        rulesWant(TRASHED, RESTORED, OBSERVED);
        TrashedItem trashed = awaitItem(TRASHED);
        assertThat(trashed.getMetadata().getName()).startsWith("team-my-detector-3-");
        assertThat(trashed.getMetadata().getLabels())
                .containsOnlyKeys(ApiNames.POLICY_LABEL, ApiNames.RULE_LABEL, "app.kubernetes.io/managed-by")
                .containsEntry(ApiNames.POLICY_LABEL, "team")
                .containsEntry(ApiNames.RULE_LABEL, "trash-them");
        assertThat(trashed.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(policy.getMetadata().getUid());
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isNull();
        });
        assertThat(trashed.getSpec().item())
                .isEqualTo(new ItemRef(ItemType.Version, "my_detector", 3, null, null, null, BEFORE));
        assertThat(trashed.getSpec().desiredState()).isEqualTo(DesiredState.Trashed);
        assertThat(trashed.getSpec().driftPolicy()).isEqualTo(DriftPolicy.Report);
        assertThat(trashed.getSpec().acknowledge()).isEmpty();

        TrashedItem restored = awaitItem(RESTORED);
        assertThat(restored.getSpec().item().id()).isEqualTo("d_1");
        assertThat(restored.getSpec().desiredState()).isEqualTo(DesiredState.Restored);
        assertThat(restored.getSpec().driftPolicy()).isNotEqualTo(DriftPolicy.Report);
        TrashedItem observed = awaitItem(OBSERVED);
        assertThat(observed.getSpec().item().workflow()).isEqualTo("checkout");
        assertThat(observed.getSpec().desiredState()).isEqualTo(DesiredState.Observed);

        await().atMost(ControllersFixture.PATIENCE)
                .untilAsserted(() -> assertThat(fixture().claims("acme"))
                        .extracting(claim -> claim.spec().origin())
                        .containsExactlyInAnyOrder(
                                ClaimOrigin.TRASH_RULE, ClaimOrigin.RESTORE_RULE, ClaimOrigin.OBSERVE_RULE));
        Claim claim = fixture().claims("acme").get(0);
        assertThat(fixture()
                        .store()
                        .reread(claim.id(), claim.policy())
                        .orElseThrow()
                        .claim()
                        .spec()
                        .origin())
                .isEqualTo(claim.spec().origin());
    }

    @Test
    void whatPeopleChangedOnAnItemOfARuleStays() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        rulesWant(OBSERVED);
        TrashedItem created = awaitItem(OBSERVED);
        fixture().merge(OBSERVED.name(), "{\"spec\":{\"desiredState\":\"Restored\",\"suspend\":true}}");
        touchPolicy("again");
        assertThat(item(OBSERVED).orElseThrow()).satisfies(item -> {
            assertThat(item.getMetadata().getUid())
                    .isEqualTo(created.getMetadata().getUid());
            assertThat(item.getSpec().desiredState()).isEqualTo(DesiredState.Restored);
            assertThat(item.getSpec().suspend()).isTrue();
        });
    }

    @Test
    void anotherObjectOfThatNameIsToldOnceAndStopsNoOtherItem() {
        TrashedItem foreign = fixture().createItem(OBSERVED.name(), ResourceFixture.PROJECT);
        fixture().createPolicy("team", ResourceFixture.POLICY);
        rulesWant(OBSERVED, RESTORED);
        awaitItem(RESTORED);
        touchPolicy("again");
        touchPolicy("and-again");
        assertThat(fixture().listener.lines())
                .containsOnlyOnce("team: TrashedItem " + OBSERVED.name() + " is in the way");
        assertThat(item(OBSERVED).orElseThrow().getMetadata().getUid())
                .isEqualTo(foreign.getMetadata().getUid());

        fixture().delete(OBSERVED.name());
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> item(OBSERVED)
                        .filter(item -> "checkout".equals(item.getSpec().item().workflow()))
                        .isPresent());
    }

    @Test
    void whatWasWantedOfAnOlderGenerationIsNotCreated() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().listener.lines().contains("team: - -> Available"));
        fixture().loop.saysOfPolicies((policy, view) -> older(view, OBSERVED));
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> item(OBSERVED).isEmpty());
    }

    @Test
    void anItemOfARuleGoesOnceItsStatusSaysWhy() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        fixture().createItem("one", ResourceFixture.PROJECT);
        rulesWant(TRASHED);
        awaitItem(TRASHED);
        fixture().awaitReason(TRASHED.name(), ConditionType.Ready, "Restored");
        fixture().loop.saysOfPolicies((policy, view) -> view);
        fixture().loop.says(claim -> Optional.of(FakeLoop.retired(claim)));
        fixture().loop.pass("acme");
        await().atMost(ControllersFixture.PATIENCE).until(() -> item(TRASHED).isEmpty());
        assertThat(fixture().listener.lines()).contains(TRASHED.name() + ": Restored -> Purged");
        fixture().awaitReason("one", ConditionType.Ready, "Purged");
        assertThat(fixture().item("one")).as("it is a person's").isPresent();
    }

    @Test
    void anItemOfARuleThatAPersonHasChangedSinceDoesNotGo() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        rulesWant(TRASHED);
        awaitItem(TRASHED);
        fixture().awaitReason(TRASHED.name(), ConditionType.Ready, "Restored");
        Claim before = fixture().claim("acme");
        fixture().loop.saysOfPolicies((policy, view) -> view);
        fixture()
                .loop
                .says(claim -> Optional.of(
                        claim.spec().generation() == before.spec().generation()
                                ? FakeLoop.ready(claim, "As desired.")
                                : FakeLoop.retired(before)));
        fixture().merge(TRASHED.name(), "{\"spec\":{\"desiredState\":\"Restored\"}}");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture().claim("acme").spec().generation()
                        > before.spec().generation());
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> item(TRASHED).isPresent());
    }

    @Test
    void thePlanIsThereWhenTheStatusNamesIt() {
        fixture().createPolicy("team", ResourceFixture.POLICY);
        TrashPlan plan = TrashPlan.of(us("acme"), List.of("project old"));
        planned(Optional.of(plan));
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> plan().map(PlanSummary::digest).equals(Optional.of(plan.digest())));
        String name = plan().map(PlanSummary::configMap).orElseThrow();
        assertThat(fixture()
                        .client
                        .configMaps()
                        .inNamespace(fixture().namespace)
                        .withName(name)
                        .get())
                .isNotNull();
        String version = versionOfPolicy();
        fixture().loop.pass("acme");
        fixture().loop.pass("acme");
        await().during(Duration.ofMillis(300))
                .atMost(ControllersFixture.PATIENCE)
                .until(() -> versionOfPolicy().equals(version));
        Policy policy =
                fixture().store().workload(us("acme")).orElseThrow().policies().get(0);
        assertThat(fixture().controllers.stores().records().plan(policy, plan.digest()))
                .isEqualTo(new ApprovedPlanLookup.Found(plan));
        assertThat(fixture().controllers.stores().records().ledger(policy)).isPresent();

        planned(Optional.empty());
        touchPolicy("uncertain");
        assertThat(plan().map(PlanSummary::configMap))
                .as("what was published stays")
                .contains(name);

        planned(Optional.of(TrashPlan.of(us("acme"), List.of())));
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> plan().map(PlanSummary::digest).isEmpty());
        assertThat(plan().map(PlanSummary::configMap)).isEmpty();
    }

    static ChildToCreate child(
            RuleAction action, ItemKey item, Optional<InternalId> id, Optional<Instant> createdBefore) {
        return new ChildToCreate(
                ChildName.of("team", action, item, id),
                action.name().toLowerCase(Locale.ROOT) + "-them",
                action,
                item,
                id,
                createdBefore);
    }

    /** From now on the loop wants these items, whether they are there or not. */
    void rulesWant(ChildToCreate... children) {
        rulesWant(List.of(children));
    }

    void rulesWant(Collection<ChildToCreate> children) {
        fixture().loop.saysOfPolicies((policy, view) -> FakeLoop.with(view, Optional.empty(), List.copyOf(children)));
        fixture().loop.pass("acme");
    }

    Optional<TrashedItem> item(ChildToCreate child) {
        return fixture().item(child.name());
    }

    TrashedItem awaitItem(ChildToCreate child) {
        await().atMost(ControllersFixture.PATIENCE).until(() -> item(child).isPresent());
        return item(child).orElseThrow();
    }

    /** Has the policy looked at once more, and waits until that is over. */
    void touchPolicy(String word) {
        var policies = fixture().client.resources(RoboflowTrashPolicy.class).inNamespace(fixture().namespace);
        String patch = "{\"metadata\":{\"annotations\":{\"" + ApiNames.REQUESTED_AT + "\":\"" + word + "\"}}}";
        policies.withName("team").patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> status().filter(status -> word.equals(status.lastHandledReconcileAt()))
                        .isPresent());
    }

    private void planned(Optional<TrashPlan> plan) {
        fixture().loop.saysOfPolicies((policy, view) -> FakeLoop.with(view, plan, List.of()));
        fixture().loop.pass("acme");
    }

    private String versionOfPolicy() {
        return fixture().policy("team").orElseThrow().getMetadata().getResourceVersion();
    }

    private Optional<PlanSummary> plan() {
        return status().flatMap(status -> Optional.ofNullable(status.plan()));
    }

    private Optional<RoboflowTrashPolicyStatus> status() {
        return fixture().policy("team").flatMap(policy -> Optional.ofNullable(policy.getStatus()));
    }

    private static PolicyProjection older(PolicyProjection view, ChildToCreate child) {
        return PolicyProjectionBuilder.like(view)
                .generation(view.generation() + 1)
                .readiness(Readiness.ready(view.readiness().reason(), "Of another generation."))
                .children(List.of(child))
                .build();
    }
}

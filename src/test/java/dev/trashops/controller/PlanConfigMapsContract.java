package dev.trashops.controller;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Sha256;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What has to hold of published plans on every API server. */
abstract class PlanConfigMapsContract extends RecordsContract {
    @Test
    void aPlanIsPublishedForPeopleAndFoundAgainByItsDigest() {
        TrashPlan plan = plan("version my-detector/3 created 2026-01-01T00:00:00Z", "project old");
        PlanConfigMaps plans = plans();
        plans.publish(resource, plan);
        String name = "team-plan-" + plan.digest().substring("sha256:".length(), "sha256:".length() + 8);
        ConfigMap configMap = configMap(name).orElseThrow();
        assertThat(configMap.getImmutable()).isTrue();
        assertThat(configMap.getData())
                .containsEntry("digest", plan.digest())
                .containsEntry("workspace", "acme")
                .containsEntry("plan.txt", "project old\nversion my-detector/3 created 2026-01-01T00:00:00Z\n");
        assertThat(configMap.getMetadata().getLabels())
                .containsEntry(ApiNames.POLICY_LABEL, "team")
                .containsEntry("app.kubernetes.io/managed-by", "roboflow-trash-operator");
        assertThat(configMap.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(resource.getMetadata().getUid());
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isNull();
        });
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
        assertThat(plans().find(policy(), plan.digest()))
                .as("after a restart")
                .isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    /** {@code kubectl get configmap ... -o jsonpath='{.data.hashed\.txt}' | sha256sum} has to print the digest. */
    @Test
    void aPlanCarriesTheVeryTextThatItsDigestIsOf() {
        for (TrashPlan plan : List.of(plan("project old"), TrashPlan.of(eu("acme"), List.of("project old")))) {
            plans().publish(resource, plan);
            String hashed = configMaps().stream()
                    .filter(configMap ->
                            plan.digest().equals(configMap.getData().get("digest")))
                    .map(configMap -> configMap.getData().get("hashed.txt"))
                    .findFirst()
                    .orElseThrow();
            assertThat(hashed).isEqualTo(plan.hashed()).endsWith("acme\nproject old\n");
            assertThat("sha256:" + Sha256.hex(hashed)).isEqualTo(plan.digest());
        }
    }

    @Test
    void whatPeopleReadOfAPlanIsBesideIt() {
        TrashPlan plan = TrashPlan.of(
                us("acme"), List.of("project b", "project a"), List.of("project a  old", "project b  new"));
        plans().publish(resource, plan);
        assertThat(configMaps().get(0).getData()).containsEntry("review.txt", "project a  old\nproject b  new\n");
    }

    @Test
    void aPlanOfAnEarlierVersionIsPublishedAnewWithWhatPeopleRead() {
        ConfigMap complete = published("project old");
        delete(complete);
        create(new ConfigMapBuilder(complete)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .removeFromData("review.txt")
                .removeFromData("hashed.txt")
                .build());
        plans().publish(resource, plan("project old"));
        assertThat(configMaps())
                .singleElement()
                .satisfies(found -> assertThat(found.getData()).isEqualTo(complete.getData()));
    }

    @Test
    void aPlanOfTheEuSaysSoAndIsFoundAgain() {
        TrashPlan american = plan("project old");
        TrashPlan european = TrashPlan.of(eu("acme"), american.lines());
        plans().publish(resource, american);
        plans().publish(resource, european);
        assertThat(configMaps())
                .extracting(configMap -> configMap.getData().get("region"))
                .containsExactlyInAnyOrder(null, "EU");
        assertThat(plans().find(inTheEu(), european.digest())).isEqualTo(new ApprovedPlanLookup.Found(european));
        assertThat(plans().find(policy(), american.digest())).isEqualTo(new ApprovedPlanLookup.Found(american));
    }

    @Test
    void aPlanWhoseRegionSomebodyChangedIsMissing() {
        TrashPlan plan = plan("project old");
        ConfigMap configMap = published("project old");
        for (String region : List.of("EU", "Mars")) {
            configMaps().forEach(this::delete);
            create(new ConfigMapBuilder(configMap)
                    .editMetadata()
                    .withResourceVersion(null)
                    .withUid(null)
                    .endMetadata()
                    .addToData("region", region)
                    .build());
            assertThat(plans().find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        }
    }

    @Test
    void ofAPlanThatIsTooLongForAConfigMapTheReviewStaysReadableLongest() {
        TrashPlan plan = TrashPlan.of(
                us("acme"),
                IntStream.range(0, 6000)
                        .mapToObj(number -> "version " + "long-slug-".repeat(12) + "/" + number)
                        .toList());
        plans().publish(resource, plan);
        ConfigMap configMap = configMaps().get(0);
        assertThat(configMap.getData()).containsKey("review.txt").doesNotContainKeys("plan.txt", "hashed.txt");
        assertThat(configMap.getBinaryData()).containsOnlyKeys("plan.txt.gz", "hashed.txt.gz");
        assertThat(plans().find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aPlanThatNobodyPublishedIsMissing() {
        assertThat(plans().find(policy(), "sha256:" + "0a".repeat(32))).isEqualTo(new ApprovedPlanLookup.Missing());
        assertThat(plans().find(policy(), "latest")).isEqualTo(new ApprovedPlanLookup.Missing());
    }

    @Test
    void aPlanThatSomebodyReplacedIsMissingAndPublishedAnew() {
        TrashPlan plan = plan("project old");
        PlanConfigMaps plans = plans();
        plans.publish(resource, plan);
        ConfigMap configMap = configMaps().get(0);
        delete(configMap);
        create(new ConfigMapBuilder(configMap)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .addToData("plan.txt", "project production\n")
                .build());
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        plans.publish(resource, plan);
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aPlanThatSomebodyDeletedIsPublishedAnewOnceItsAbsenceIsNoticed() {
        TrashPlan plan = plan("project old");
        PlanConfigMaps plans = plans();
        plans.publish(resource, plan);
        delete(configMaps().get(0));
        plans.publish(resource, plan);
        assertThat(configMaps()).as("at rest nothing is read").isEmpty();
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        plans.publish(resource, plan);
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aForeignConfigMapInThePlaceOfAPlanIsLeftAloneAndCountsForNothing() {
        TrashPlan plan = plan("project old");
        ConfigMap configMap = published("project old");
        delete(configMap);
        ConfigMap foreign = create(new ConfigMapBuilder(configMap)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .withLabels(null)
                .withOwnerReferences()
                .endMetadata()
                .addToData("plan.txt", "project new")
                .build());
        PlanConfigMaps plans = plans();
        plans.publish(resource, plan);
        assertThat(plans.shown(resource, FakeLoop.policyView(policy(), Optional.of(plan))))
                .contains(new PublishedPlan(plan.digest(), Optional.empty()));
        assertThat(plans.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        assertThat(configMaps()).containsExactly(foreign);
    }

    @Test
    void theNewestFivePlansAndTheApprovedOneAreKeptAndNothingElseIsTouched() {
        TrashPlan approved = plan("project approved");
        plans().publish(resource, approved);
        resource = client().resource(ResourceFixture.policy(
                        namespace(),
                        "team",
                        ResourceFixture.POLICY.replace(
                                "interval: 10s",
                                "approvedPlan: {digest: '" + approved.digest() + "', until: 2026-05-01T00:00:00Z}")))
                .update();
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        create(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("team-plan-of-a-person")
                .withLabels(PolicyOwner.of(resource).labels())
                .endMetadata()
                .build());
        for (int number = 0; number < 8; number++) {
            plans().publish(resource, plan("project p" + number));
        }
        assertThat(plans().find(policy(), approved.digest())).isEqualTo(new ApprovedPlanLookup.Found(approved));
        assertThat(plans().find(policy(), plan("project p7").digest())).isInstanceOf(ApprovedPlanLookup.Found.class);
        assertThat(configMap("team-plan-of-a-person")).isPresent();
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasSize(1);
        // The approved one may be among the newest five, as the server tells times in whole seconds.
        assertThat(configMaps().size() - 2).isBetween(5, 6);
    }

    /** Such as from a backup, or of a policy of the same name before this one. */
    @Test
    void aPlanThatNobodyOwnsIsTakenOver() {
        takesOver(plan("project old"), published("project old"), List.of());
    }

    @Test
    void aPlanThatAnEarlierPolicyOwnsIsTakenOver() {
        TrashPlan plan = plan("project old");
        ConfigMap configMap = published("project old");
        // A real server may collect it at any moment, as its owner is gone.
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(PlanConfigMapsContract::isGone)
                .untilAsserted(() -> takesOver(plan, configMap, List.of(anotherPolicy())));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof KubernetesClientException refused
                && refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private void takesOver(TrashPlan plan, ConfigMap configMap, List<OwnerReference> owners) {
        configMaps().forEach(this::delete);
        create(new ConfigMapBuilder(configMap)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .withOwnerReferences(owners)
                .endMetadata()
                .build());
        assertThat(plans().find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
        PlanConfigMaps plans = plans();
        plans.publish(resource, plan);
        assertThat(plans.shown(resource, FakeLoop.policyView(policy(), Optional.of(plan))))
                .contains(new PublishedPlan(plan.digest(), Optional.of(nameOf(configMap))));
        assertThat(configMaps())
                .singleElement()
                .satisfies(taken -> assertThat(taken.getMetadata().getOwnerReferences())
                        .singleElement()
                        .isEqualTo(PolicyOwner.of(resource).reference()));
    }

    private static OwnerReference anotherPolicy() {
        return new OwnerReferenceBuilder()
                .withApiVersion("trashops.dev/v1alpha1")
                .withKind("RoboflowTrashPolicy")
                .withName("team")
                .withUid("11111111-2222-3333-4444-555555555555")
                .withController(true)
                .build();
    }

    private static String nameOf(ConfigMap configMap) {
        return configMap.getMetadata().getName();
    }

    /** The ConfigMap with a plan of those lines. */
    ConfigMap published(String... lines) {
        plans().publish(resource, plan(lines));
        return configMaps().get(0);
    }

    private Optional<ConfigMap> configMap(String name) {
        return configMaps().stream()
                .filter(configMap -> configMap.getMetadata().getName().equals(name))
                .findFirst();
    }

    private ConfigMap create(ConfigMap configMap) {
        return client().resource(configMap).create();
    }

    private void delete(ConfigMap configMap) {
        client().resource(configMap).delete();
    }
}

package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.kube.MockKube;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a server without checks lets happen, or is easier to bring about on one that pretends. */
class KubernetesClaimStoreTest {
    private static final String SECRET_PATH = "/api/v1/namespaces/team-a/secrets/roboflow";
    private final MockKube kube = new MockKube();
    private final ControllersFixture bench = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        bench.close();
        kube.close();
    }

    @Test
    void aMissingSecretIsToldWithTheCommandThatCreatesIt() {
        assertThat(lookup())
                .isEqualTo(new KeyLookup.Missing("Secret roboflow in namespace team-a does not exist; its entry api-key"
                        + " must contain the Roboflow API key. Create it with: kubectl create secret generic"
                        + " roboflow --namespace team-a --from-file=api-key=/dev/stdin"));
    }

    @Test
    void aSecretWithoutTheEntryIsToldWithTheCommandThatAddsIt() {
        secret(Map.of("other", encoded("canary")));
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        KeyLookup.Missing.class,
                        missing -> assertThat(missing.message())
                                .startsWith("Secret roboflow in namespace team-a has no entry api-key,")
                                .endsWith("--dry-run=client -o yaml | kubectl apply -f -")
                                .doesNotContain("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t"})
    void anEmptyEntryIsToldAsEmpty(String entry) {
        secret(Map.of("api-key", encoded(entry)));
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        KeyLookup.Missing.class,
                        missing -> assertThat(missing.message())
                                .startsWith("Entry api-key of Secret roboflow in namespace team-a is empty"));
    }

    @Test
    void moreThanOneWordIsNoKeyAndIsNotRepeated() {
        secret(Map.of("api-key", encoded("canary\nX-Header: canary")));
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        KeyLookup.Missing.class,
                        missing -> assertThat(missing.message())
                                .contains("contains more than an API key")
                                .doesNotContain("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rf_abc", "rf_abc\n", "  rf_abc\r\n\n"})
    void theKeyComesWithoutTheLineBreakOfTheFileItWasMadeFrom(String entry) {
        secret(Map.of("api-key", encoded(entry)));
        assertThat(lookup()).isEqualTo(new KeyLookup.Found(new ApiKey("rf_abc")));
    }

    @ParameterizedTest
    @CsvSource({"403", "500"})
    void aSecretThatCanNotBeReadIsUnreadable(int status) {
        kube.server()
                .expect()
                .get()
                .withPath(SECRET_PATH)
                .andReturn(status, "canary")
                .always();
        assertThat(lookup()).isEqualTo(new KeyLookup.Unreadable());
    }

    @Test
    void nothingIsKnownBeforeTheInformersHaveSynced() {
        try (MockKube other = new MockKube();
                Controllers controllers = new Controllers(
                        other.client(),
                        Set.of(),
                        ControllersFixture.WHOLE,
                        Clock.fixed(ControllersFixture.NOW, ZoneOffset.UTC),
                        new StatusListener() {},
                        Optional.empty(),
                        ControllersFixture.NO_MATTER)) {
            assertThat(controllers.stores().claims().workload("acme")).isEmpty();
            assertThat(controllers.stores().leading().getAsBoolean()).isFalse();
            assertThat(controllers.informers()).isEqualTo(new Controllers.Informers(false, false, false, true));
            controllers.start(workspace -> {});
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> controllers.informers().synced());
            assertThat(controllers.stores().claims().workload("acme")).isPresent();
            assertThat(controllers.stores().leading().getAsBoolean()).isTrue();
            assertThat(controllers.informers().running()).isTrue();
        }
    }

    @Test
    void aRefusedItemSaysWhatToWriteAndNeverReachesTheLoop() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.PROJECT.replace("my-detector", "a/b"));
        bench.awaitReason("one", ConditionType.Stalled, "Rejected");
        assertThat(bench.condition("one", ConditionType.Stalled).orElseThrow().message())
                .startsWith("spec.item.project is not a valid slug");
        assertThat(bench.claims("acme")).isEmpty();

        bench.merge("one", "{\"spec\":{\"item\":{\"project\":\"my-detector\"}}}");
        bench.awaitReason("one", ConditionType.Ready, "Restored");
    }

    @Test
    void aRefusedPolicyIsRejectedWithItsItemsUntilItIsRepaired() {
        bench.createPolicy("team", ResourceFixture.POLICY.replace("10s", "soon"));
        bench.createItem("one", ResourceFixture.PROJECT);
        bench.awaitReason("one", ConditionType.Stalled, "Rejected");
        assertThat(bench.condition("one", ConditionType.Ready).orElseThrow().message())
                .startsWith("RoboflowTrashPolicy team is invalid: spec.interval is not a valid duration");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.told.lines().contains("team: - -> Rejected"));

        bench.client
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .update();
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.told.lines().contains("team: Rejected -> Available"));
    }

    @Test
    void aClaimWhoseNamespaceIsBeingDeletedIsAbandoned() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        bench.loop.says(claim ->
                Optional.of(FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        bench.delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.claim("acme").spec().deleting());
        assertThat(bench.claim("acme").spec().abandoned()).isFalse();
        bench.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("team-a")
                        .withFinalizers("kubernetes")
                        .endMetadata()
                        .build())
                .create();
        bench.client.namespaces().withName("team-a").delete();
        assertThat(bench.claim("acme").spec().abandoned()).isTrue();
    }

    @Test
    void anItemOwedARestoreStaysInTheLoopWhenItsPolicyGoesFirst() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        bench.client
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .delete();
        bench.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        var workload = bench.store().workload("acme").orElseThrow();
        assertThat(workload.policies()).isEmpty();
        assertThat(workload.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.spec().deleting()).isFalse());
    }

    @Test
    void aWriteThatFailsIsTriedAgain() {
        kube.server()
                .expect()
                .patch()
                .withPath("/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/one/status")
                .andReturn(500, "")
                .times(2);
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.PROJECT);
        bench.awaitReason("one", ConditionType.Ready, "Restored");
    }

    @Test
    void aJournalEntryThatCanNotBeWrittenBeginsNothing() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.PROJECT);
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = bench.claim("acme");
        var fresh = bench.store().reread(claim.id(), claim.policy()).orElseThrow();
        kube.server()
                .expect()
                .patch()
                .withPath("/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/one/status")
                .andReturn(503, "")
                .always();
        assertThat(bench.store().begin(claim.id(), fresh.resourceVersion(), FakeLoop.ready(claim, "Another word.")))
                .isFalse();
    }

    @Test
    void aClaimThatWasCreatedAnewIsAnotherOne() {
        bench.createPolicy("team", ResourceFixture.POLICY);
        bench.createItem("one", ResourceFixture.PROJECT);
        ClaimId before = bench.claim("acme").id();
        bench.awaitReason("one", ConditionType.Ready, "Restored");
        bench.delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.claims("acme").isEmpty());
        bench.createItem("one", ResourceFixture.PROJECT);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> bench.claims("acme").stream()
                        .anyMatch(claim -> !claim.id().equals(before)));
        assertThat(bench.store().reread(before, bench.policyId("team"))).isEmpty();
        bench.awaitReason("one", ConditionType.Ready, "Restored");
    }

    private KeyLookup lookup() {
        Policy policy = PolicyMapper.policy(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .valid()
                .orElseThrow();
        return bench.controllers.stores().credentials().key(policy);
    }

    private void secret(Map<String, String> data) {
        bench.client
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace("team-a")
                        .withName("roboflow")
                        .endMetadata()
                        .withData(data)
                        .build())
                .create();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.trashops.controller;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.controller.mapping.ItemStatusMapper;
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
import dev.trashops.workspace.port.ClaimStore.Workload;
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
    private final ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a");

    @AfterEach
    void stop() {
        fixture.close();
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
                                .contains("set spec.credentials.secretKeyRef.key to the name of that entry")
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

    /** The last one is a key under {@code data} that somebody forgot to encode: what it decodes to is no text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "canary\nX-Header: canary",
                "'canary'",
                "\"canary\"",
                "ROBOFLOW_API_KEY=canary",
                "api-key: canary",
                "api_key:canary",
                "canary\u00fe\u0001"
            })
    void whatIsNotAKeyAloneIsToldAndNotRepeated(String entry) {
        secret(Map.of("api-key", encoded(entry)));
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        KeyLookup.Missing.class,
                        missing -> assertThat(missing.message())
                                .startsWith(
                                        "Entry api-key of Secret roboflow in namespace team-a is not an API key alone")
                                .contains("put the key as it is under stringData, or in base64 under data")
                                .doesNotContain("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc=", "eyJhbGciOi.eyJzdWIi.x_-==", "key=1", "a'b"})
    void whatMayBeAKeyIsTaken(String key) {
        secret(Map.of("api-key", encoded(key)));
        assertThat(lookup())
                .isInstanceOfSatisfying(
                        KeyLookup.Found.class, found -> assertThat(found.key()).isEqualTo(new ApiKey(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rf_abc", "rf_abc\n", "  rf_abc\r\n\n"})
    void theKeyComesWithoutTheLineBreakOfTheFileItWasMadeFrom(String entry) {
        secret(Map.of("api-key", encoded(entry)));
        assertThat(lookup()).isInstanceOfSatisfying(KeyLookup.Found.class, found -> {
            assertThat(found.key()).isEqualTo(new ApiKey("rf_abc"));
            assertThat(found.resourceVersion()).isPresent();
        });
    }

    @ParameterizedTest
    @CsvSource({"403, true, --clusterrole=roboflow-trash-operator", "401, true, rolebinding", "500, false, answered 500"
    })
    void aSecretThatCanNotBeReadSaysWhyAndWhatToDo(int status, boolean forbidden, String said) {
        kube.server()
                .expect()
                .get()
                .withPath(SECRET_PATH)
                .andReturn(status, "canary")
                .always();
        assertThat(lookup()).isInstanceOfSatisfying(KeyLookup.Unreadable.class, failed -> {
            assertThat(failed.forbidden()).isEqualTo(forbidden);
            assertThat(failed.message()).contains("Secret ", "namespace ", said).doesNotContain("canary");
        });
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
            assertThat(controllers.stores().claims().workload(us("acme"))).isEmpty();
            assertThat(controllers.stores().leading().getAsBoolean()).isFalse();
            assertThat(controllers.informers()).isEqualTo(new Controllers.Informers(false, false, false, true));
            controllers.start(workspace -> {});
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> controllers.informers().synced());
            assertThat(controllers.stores().claims().workload(us("acme"))).isPresent();
            assertThat(controllers.stores().leading().getAsBoolean()).isTrue();
            assertThat(controllers.informers().running()).isTrue();
        }
    }

    @Test
    void aRefusedItemSaysWhatToWriteAndNeverReachesTheLoop() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT.replace("my-detector", "a/b"));
        fixture.awaitReason("one", ConditionType.Stalled, "Rejected");
        assertThat(fixture.condition("one", ConditionType.Stalled).orElseThrow().message())
                .startsWith("spec.item.project is not a valid slug");
        assertThat(fixture.claims("acme")).isEmpty();

        fixture.merge("one", "{\"spec\":{\"item\":{\"project\":\"my-detector\"}}}");
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
    }

    @Test
    void aRefusedPolicyIsRejectedWithItsItemsUntilItIsRepaired() {
        fixture.createPolicy("team", ResourceFixture.POLICY.replace("10s", "soon"));
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.awaitReason("one", ConditionType.Stalled, "Rejected");
        assertThat(fixture.condition("one", ConditionType.Ready).orElseThrow().message())
                .startsWith("RoboflowTrashPolicy team is invalid: spec.interval is not a valid duration");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.listener.lines().contains("team: - -> Rejected"));

        fixture.client
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .update();
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.listener.lines().contains("team: Rejected -> Available"));
    }

    @Test
    void aClaimWhoseNamespaceIsBeingDeletedIsAbandoned() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        fixture.loop.says(claim ->
                Optional.of(FakeLoop.view(claim, Readiness.reconciling(Reason.RESTORING, "It is being restored."))));
        fixture.delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.claim("acme").spec().deleting());
        assertThat(fixture.claim("acme").spec().abandoned()).isFalse();
        fixture.client
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("team-a")
                        .withFinalizers("kubernetes")
                        .endMetadata()
                        .build())
                .create();
        fixture.client.namespaces().withName("team-a").delete();
        assertThat(fixture.claim("acme").spec().abandoned()).isTrue();
    }

    @Test
    void anItemOwedARestoreStaysInTheLoopWhenItsPolicyGoesFirst() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        fixture.client
                .resource(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .delete();
        fixture.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        var workload = fixture.store().workload(us("acme")).orElseThrow();
        assertThat(workload.policies()).isEmpty();
        assertThat(workload.claims())
                .singleElement()
                .satisfies(claim -> assertThat(claim.spec().deleting()).isFalse());
    }

    @Test
    void workspacesOfOneSlugInTwoRegionsHaveNothingInCommon() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createPolicy(
                "europe", ResourceFixture.POLICY.replace("workspace: acme", "workspace: acme, region: EU"));
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.createItem("two", ResourceFixture.PROJECT.replace("name: team", "name: europe"));
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        fixture.awaitReason("two", ConditionType.Ready, "Restored");
        Workload american = fixture.store().workload(us("acme")).orElseThrow();
        Workload european = fixture.store().workload(eu("acme")).orElseThrow();
        assertThat(american.policies()).extracting(policy -> policy.id().name()).containsExactly("team");
        assertThat(european.policies()).extracting(policy -> policy.id().name()).containsExactly("europe");
        assertThat(european.policies().get(0).workspace()).isEqualTo(eu("acme"));
        assertThat(american.claims()).extracting(claim -> claim.id().name()).containsExactly("one");
        assertThat(european.claims()).extracting(claim -> claim.id().name()).containsExactly("two");
    }

    @Test
    void anItemOfTheEuThatIsOwedARestoreStaysWithTheLoopOfTheEu() {
        fixture.loop.says(claim -> Optional.of(FakeLoop.seenIn(eu("acme"), claim)));
        String policy = ResourceFixture.POLICY.replace("workspace: acme", "workspace: acme, region: EU");
        fixture.createPolicy("team", policy);
        fixture.createItem("one", ResourceFixture.RESTORED_ON_DELETION);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        assertThat(ItemStatusMapper.claimStatus(
                                fixture.item("one").orElseThrow().getStatus())
                        .fingerprint())
                .hasValueSatisfying(seen -> assertThat(seen.workspace()).isEqualTo(eu("acme")));
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.item("one").orElseThrow().hasFinalizer(ApiNames.RESTORE_FINALIZER));
        fixture.client
                .resource(ResourceFixture.policy("team-a", "team", policy))
                .delete();
        fixture.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
        assertThat(fixture.store().workload(eu("acme")).orElseThrow().claims()).hasSize(1);
        assertThat(fixture.claims("acme")).isEmpty();
    }

    @Test
    void aWriteThatFailsIsTriedAgain() {
        kube.server()
                .expect()
                .patch()
                .withPath("/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/one/status")
                .andReturn(500, "")
                .times(2);
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
    }

    @Test
    void aJournalEntryThatCanNotBeWrittenBeginsNothing() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        Claim claim = fixture.claim("acme");
        var fresh = fixture.store().reread(claim.id(), claim.policy()).orElseThrow();
        kube.server()
                .expect()
                .patch()
                .withPath("/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems/one/status")
                .andReturn(503, "")
                .always();
        assertThat(fixture.store().begin(claim.id(), fresh.resourceVersion(), FakeLoop.ready(claim, "Another word.")))
                .isFalse();
    }

    @Test
    void aClaimThatWasCreatedAnewIsAnotherOne() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        fixture.createItem("one", ResourceFixture.PROJECT);
        ClaimId before = fixture.claim("acme").id();
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
        fixture.delete("one");
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.claims("acme").isEmpty());
        fixture.createItem("one", ResourceFixture.PROJECT);
        await().atMost(ControllersFixture.PATIENCE)
                .until(() -> fixture.claims("acme").stream()
                        .anyMatch(claim -> !claim.id().equals(before)));
        assertThat(fixture.store().reread(before, fixture.policyId("team"))).isEmpty();
        fixture.awaitReason("one", ConditionType.Ready, "Restored");
    }

    private KeyLookup lookup() {
        Policy policy = PolicyMapper.policy(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY))
                .valid()
                .orElseThrow();
        return fixture.controllers.stores().credentials().key(policy);
    }

    private void secret(Map<String, String> data) {
        fixture.client
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

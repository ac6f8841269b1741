package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How ledgers of earlier versions are taken over, on every API server. */
abstract class EarlierLedgersContract extends RecordsContract {
    /** Earlier versions gave each policy object a ledger of its own. */
    @Test
    void whatEarlierLedgersHoldIsTakenOver() {
        earlier(
                "team-trashed-00000001",
                Map.of("version.my-detector.3", "at=2026-04-20T17:05:33Z uid=u1 approval=sha256:1"));
        earlier(
                "team-trashed-00000002",
                Map.of(
                        "version.my-detector.3", "at=2026-04-21T17:05:33Z uid=u2 approval=sha256:2",
                        "project.My_Detector", "at=2026-04-19T17:05:33Z uid=u3"));
        DeletionLedgerConfigMap ledger = ledger();
        assertThat(ledger.read(policy()).orElseThrow().entries())
                .containsOnlyKeys(VERSION, PROJECT)
                .hasEntrySatisfying(VERSION, entry -> {
                    assertThat(entry.uid()).isEqualTo("u2");
                    assertThat(entry.earlier()).as("no approval runs twice").containsExactly("sha256:1");
                });
        assertThat(configMaps())
                .singleElement()
                .satisfies(configMap ->
                        assertThat(configMap.getMetadata().getOwnerReferences()).isEmpty());
        assertThat(ledger.enter(policy(), entry(ItemKey.workflow("checkout")))).isTrue();
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasSize(3);
    }

    /** As after an upgrade that was rolled back, and done again. */
    @Test
    void whatAnEarlierVersionWritesWhileThereIsANewLedgerIsTakenOverToo() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION, "sha256:1", "sha256:0"));
        earlier(
                "team-trashed-00000001",
                Map.of(
                        "version.my-detector.3", "at=2026-04-20T17:05:32Z uid=u2 approval=sha256:2 earlier=sha256:3",
                        "project.My_Detector", "at=2026-04-19T17:05:33Z uid=u3"));
        assertThat(ledger().read(policy()).orElseThrow().entries())
                .containsOnlyKeys(VERSION, PROJECT)
                .hasEntrySatisfying(VERSION, entry -> {
                    assertThat(entry.digest()).contains("sha256:1");
                    assertThat(entry.earlier())
                            .as("no approval runs twice")
                            .containsExactlyInAnyOrder("sha256:0", "sha256:2", "sha256:3");
                });
        earlier(
                "team-trashed-00000002",
                Map.of("version.my-detector.3", "at=2026-04-21T17:05:33Z uid=u4 approval=sha256:4"));
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasEntrySatisfying(VERSION, entry -> {
            assertThat(entry.uid()).isEqualTo("u4");
            assertThat(entry.earlier()).containsExactlyInAnyOrder("sha256:0", "sha256:1", "sha256:2", "sha256:3");
        });
        assertThat(configMaps()).hasSize(1);
    }

    /** As by a pod of an earlier version that runs on without an election. */
    @Test
    void whatAnEarlierVersionGoesOnWritingStopsADeletionWithinTheHour() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        earlier("team-trashed-00000001", Map.of("project.My_Detector", "at=2026-04-19T17:05:33Z uid=u3"));
        clock.advance(Duration.ofMinutes(61));
        assertThat(ledger.enter(policy(), entry(ItemKey.workflow("checkout")))).isFalse();
        assertThat(ledger.read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION, PROJECT);
        assertThat(ledger.enter(policy(), entry(ItemKey.workflow("checkout")))).isTrue();
        clock.advance(Duration.ofMinutes(61));
        assertThat(ledger.enter(policy(), entry(ItemKey.workflow("counts")))).isTrue();
    }

    @Test
    void anEarlierLedgerOfAnotherRegionIsLeftToThePolicyOfThatRegion() {
        earlier(
                "team-trashed-00000001",
                Map.of(
                        "version.my-detector.3", "at=2026-04-20T17:05:33Z uid=u1",
                        "project.My_Detector", "at=2026-04-20T17:05:33Z uid=u1 region=EU"));
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION);
        List<ConfigMap> before = configMaps();
        assertThat(before).hasSize(2);
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION);
        assertThat(configMaps()).as("nothing more is written").isEqualTo(before);
        assertThat(ledger().read(inTheEu()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
    }

    /** A ledger as of now that a backup brought back without its annotations. */
    @Test
    void aLedgerOfAnotherWorkspaceIsNoEarlierOne() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(inTheEu());
        ledger.enter(inTheEu(), entry(PROJECT));
        client().resource(configMaps().get(0))
                .edit(configMap -> new ConfigMapBuilder(configMap)
                        .editMetadata()
                        .withAnnotations(Map.of())
                        .endMetadata()
                        .build());
        assertThat(ledger().read(policy())).contains(DeletionLedger.EMPTY);
        assertThat(ledger().read(inTheEu()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
        assertThat(configMaps()).hasSize(1);
    }

    @Test
    void whoHasNotTheTurnTakesNothingOverAndKnowsNoLedger() {
        earlier("team-trashed-00000001", Map.of("version.my-detector.3", "at=2026-04-20T17:05:33Z uid=u1"));
        turn = false;
        assertThat(ledger().read(policy())).isEmpty();
        assertThat(configMaps()).hasSize(1);
    }

    @Test
    void anEarlierLedgerThatIsUnreadableStopsTheTrashing() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        earlier(
                "team-trashed-00000002",
                Map.of("version.my-detector.3", "at=2026-04-20T17:05:33Z uid=u1", "project.a", "yesterday"));
        assertThat(ledger().read(policy())).isEmpty();
        assertThat(configMaps()).hasSize(2);
    }

    @Test
    void anEarlierLedgerThatIsUnreadableKeepsANewOneFromBeingMade() {
        earlier(
                "team-trashed-00000001",
                Map.of("version.my-detector.3", "at=2026-04-20T17:05:33Z uid=u1", "project.a", "yesterday"));
        assertThat(ledger().read(policy())).isEmpty();
        assertThat(configMaps()).hasSize(1);
    }

    void earlier(String name, Map<String, String> data) {
        client().resource(new ConfigMapBuilder()
                        .withMetadata(PolicyOwner.of(resource).metadata(name).build())
                        .withData(data)
                        .build())
                .create();
    }
}

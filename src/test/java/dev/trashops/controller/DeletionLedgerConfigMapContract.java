package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has to hold of deletion ledgers on every API server. */
abstract class DeletionLedgerConfigMapContract extends RecordsContract {
    @Test
    void aDeletionLedgerIsEmptyUntilSomethingIsEnteredAndOutlivesRestarts() {
        DeletionLedgerConfigMap ledger = ledger();
        assertThat(ledger.read(policy())).contains(DeletionLedger.EMPTY);
        assertThat(configMaps()).as("reading creates nothing").isEmpty();
        assertThat(ledger.enter(policy(), entry(VERSION))).isTrue();
        assertThat(ledger.enter(policy(), entry(PROJECT))).isTrue();
        DeletionLedger.Entry again = new DeletionLedger.Entry(
                VERSION,
                Optional.empty(),
                ControllersFixture.NOW.plusMillis(1),
                "uid-2",
                Optional.of("prune"),
                Optional.of("sha256:1"));
        assertThat(ledger.enter(policy(), again)).isTrue();
        assertThat(ledger().read(policy())).contains(DeletionLedger.of(List.of(again, entry(PROJECT))));
        assertThat(configMaps()).singleElement().satisfies(configMap -> {
            assertThat(configMap.getMetadata().getName()).matches("team-trashed-[0-9a-f]{8}");
            assertThat(configMap.getMetadata().getOwnerReferences())
                    .as("it outlives the policy object")
                    .isEmpty();
            assertThat(configMap.getMetadata().getLabels())
                    .containsEntry("trashops.dev/record", "ledger")
                    .containsEntry("trashops.dev/policy", "team");
            assertThat(configMap.getData()).containsOnlyKeys("version.my-detector.3", "project.My_Detector");
        });
    }

    @Test
    void anEntryIsOnlyMadeOnTopOfWhatWasRead() {
        DeletionLedgerConfigMap one = ledger();
        DeletionLedgerConfigMap other = ledger();
        assertThat(one.enter(policy(), entry(VERSION))).as("nothing was read").isFalse();
        one.read(policy());
        other.read(policy());
        assertThat(other.enter(policy(), entry(PROJECT))).isTrue();
        assertThat(one.enter(policy(), entry(VERSION)))
                .as("the other one created the ledger")
                .isFalse();
        assertThat(one.enter(policy(), entry(VERSION)))
                .as("it was not read again")
                .isFalse();
        one.read(policy());
        assertThat(one.enter(policy(), entry(VERSION))).isTrue();
        assertThat(other.enter(policy(), entry(VERSION)))
                .as("the first one wrote to the ledger")
                .isFalse();
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasSize(2);
    }

    @Test
    void whoHasNotTheTurnEntersNothing() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        turn = false;
        assertThat(ledger.enter(policy(), entry(VERSION))).isFalse();
        plans().publish(resource, plan("project old"));
        assertThat(configMaps()).isEmpty();
    }

    @Test
    void aLedgerThatSomebodyWroteNonsenseIntoIsUnreadable() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        client().resource(configMaps().get(0))
                .edit(configMap -> new ConfigMapBuilder(configMap)
                        .addToData("project.a", "yesterday")
                        .build());
        assertThat(ledger().read(policy())).isEmpty();
        assertThat(ledger.read(policy())).isEmpty();
        assertThat(ledger.enter(policy(), entry(PROJECT))).isFalse();
    }

    /** What was trashed in one workspace says nothing of another of the same slug, and must not be lost either. */
    @Test
    void eachRegionHasALedgerOfItsOwn() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        DeletionLedgerConfigMap moved = ledger();
        assertThat(moved.read(inTheEu())).contains(DeletionLedger.EMPTY);
        assertThat(moved.enter(inTheEu(), entry(PROJECT))).isTrue();
        assertThat(ledger().read(inTheEu()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION);
        assertThat(configMaps())
                .filteredOn(configMap -> configMap.getData().containsKey("project.My_Detector"))
                .flatExtracting(configMap -> configMap.getData().values())
                .allMatch(value -> value.toString().endsWith(" region=EU"));
    }

    @Test
    void aLedgerThatSomebodyEmptiedTakesEntriesAgain() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        ConfigMap emptied = configMaps().get(0);
        emptied.setData(null);
        client().resource(emptied).update();
        assertThat(ledger.read(policy())).contains(DeletionLedger.EMPTY);
        assertThat(ledger.enter(policy(), entry(PROJECT))).isTrue();
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
    }

    @Test
    void aForeignConfigMapInThePlaceOfALedgerStopsTheTrashing() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        client().resource(configMaps().get(0))
                .edit(configMap -> new ConfigMapBuilder(configMap)
                        .editMetadata()
                        .withLabels(Map.of())
                        .endMetadata()
                        .withData(Map.of("settings", "mine"))
                        .build());
        assertThat(ledger.read(policy())).isEmpty();
        assertThat(ledger.enter(policy(), entry(PROJECT))).isFalse();
    }

    /** A backup may bring a ledger back without labels, and with owners that are long gone. */
    @Test
    void aLedgerIsKnownByItsContentAndOwnedByNobody() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        client().resource(configMaps().get(0))
                .edit(configMap -> new ConfigMapBuilder(configMap)
                        .editMetadata()
                        .withLabels(Map.of())
                        .withAnnotations(Map.of())
                        .withOwnerReferences(PolicyOwner.of(resource).reference())
                        .endMetadata()
                        .build());
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION);
        assertThat(configMaps())
                .singleElement()
                .satisfies(configMap ->
                        assertThat(configMap.getMetadata().getOwnerReferences()).isEmpty());
    }

    @Test
    void entriesOfWhatIsGoneAreDroppedAndTheLedgerWithTheLast() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        ledger.enter(policy(), entry(PROJECT));
        assertThat(ledger.forget(policy(), Set.of(VERSION))).isTrue();
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
        assertThat(ledger.forget(policy(), Set.of(PROJECT))).isTrue();
        assertThat(configMaps()).isEmpty();
        assertThat(ledger.enter(policy(), entry(VERSION))).as("a new one").isTrue();
    }

    @Test
    void nothingIsDroppedOnTopOfWhatSomebodyElseHasWritten() {
        DeletionLedgerConfigMap one = ledger();
        one.read(policy());
        one.enter(policy(), entry(VERSION));
        one.enter(policy(), entry(ItemKey.workflow("counts")));
        DeletionLedgerConfigMap other = ledger();
        other.read(policy());
        other.enter(policy(), entry(PROJECT));
        assertThat(one.forget(policy(), Set.of(VERSION))).isFalse();
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasSize(3);
    }

    @Test
    void aFullLedgerDropsWhatIsVeryOldAndElseTakesNothing() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        ConfigMap configMap = configMaps().get(0);
        String rest = " note=" + "x".repeat(880 * 1024);
        configMap.getData().put("project.old", "at=2020-04-20T17:05:33Z uid=u" + rest);
        client().resource(configMap).update();
        ledger.read(policy());
        DeletionLedger.Entry large = new DeletionLedger.Entry(
                PROJECT,
                Optional.empty(),
                ControllersFixture.NOW,
                "u",
                Optional.of("x".repeat(30 * 1024)),
                Optional.empty());
        assertThat(ledger.enter(policy(), large)).isTrue();
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION, PROJECT);

        configMap = configMaps().get(0);
        configMap.getData().put("project.new", "at=2026-04-20T17:05:33Z uid=u" + rest);
        client().resource(configMap).update();
        ledger.read(policy());
        assertThat(ledger.enter(policy(), entry(ItemKey.workflow("checkout")))).isFalse();
        assertThat(ledger().read(policy()).orElseThrow().entries()).hasSize(3);
    }
}

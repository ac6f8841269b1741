package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Optional;
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
            assertThat(PolicyOwner.of(resource).owns(configMap)).isTrue();
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
    void theLedgerOfOneRegionIsUnreadableForTheOther() {
        DeletionLedgerConfigMap ledger = ledger();
        ledger.read(policy());
        ledger.enter(policy(), entry(VERSION));
        DeletionLedgerConfigMap moved = ledger();
        assertThat(moved.read(inTheEu())).isEmpty();
        assertThat(moved.enter(inTheEu(), entry(PROJECT))).isFalse();
        assertThat(ledger().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION);

        client().resource(configMaps().get(0)).delete();
        DeletionLedgerConfigMap european = ledger();
        european.read(inTheEu());
        assertThat(european.enter(inTheEu(), entry(PROJECT))).isTrue();
        assertThat(configMaps().get(0).getData().values()).allMatch(value -> value.endsWith(" region=EU"));
        assertThat(ledger().read(inTheEu()).orElseThrow().entries())
                .as("after a restart")
                .containsOnlyKeys(PROJECT);
        assertThat(ledger().read(policy())).isEmpty();
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
                        .withOwnerReferences()
                        .endMetadata()
                        .build());
        assertThat(ledger.read(policy())).isEmpty();
        assertThat(ledger.enter(policy(), entry(PROJECT))).isFalse();
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

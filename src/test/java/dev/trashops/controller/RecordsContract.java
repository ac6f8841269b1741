package dev.trashops.controller;

import static dev.trashops.Workspaces.us;

import dev.trashops.ManualClock;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A policy and the ConfigMaps that the operator keeps for it, on whatever API server. */
abstract class RecordsContract {
    static final ItemKey VERSION = ItemKey.version("my-detector", 3);
    static final ItemKey PROJECT = ItemKey.project("My_Detector");
    private final ResourceIndex catalog = new ResourceIndex(ControllersFixture.WHOLE, namespace -> true);
    boolean turn = true;
    final ManualClock clock = new ManualClock(ControllersFixture.NOW);

    @SuppressWarnings("NullAway.Init")
    RoboflowTrashPolicy resource;

    abstract KubernetesClient client();

    abstract String namespace();

    @BeforeEach
    void createPolicy() {
        resource = client().resource(ResourceFixture.policy(namespace(), "team", ResourceFixture.POLICY))
                .create();
    }

    PlanConfigMaps plans() {
        return new PlanConfigMaps(client(), conflicts(), () -> turn);
    }

    DeletionLedgerConfigMap ledger() {
        return new DeletionLedgerConfigMap(client(), conflicts(), clock, () -> turn);
    }

    private NameConflicts conflicts() {
        return new NameConflicts(catalog, new StatusListener() {});
    }

    Policy policy() {
        return PolicyMapper.policy(resource).valid().orElseThrow();
    }

    /** The same policy as if its region could be changed. */
    Policy inTheEu() {
        RoboflowTrashPolicy moved = ResourceFixture.policy(
                namespace(), "team", ResourceFixture.POLICY.replace("workspace: acme", "workspace: acme, region: EU"));
        moved.setMetadata(resource.getMetadata());
        return PolicyMapper.policy(moved).valid().orElseThrow();
    }

    static TrashPlan plan(String... lines) {
        return TrashPlan.of(us("acme"), List.of(lines));
    }

    static DeletionLedger.Entry entry(ItemKey item) {
        return new DeletionLedger.Entry(
                item, Optional.empty(), ControllersFixture.NOW, "uid-1", Optional.empty(), Optional.empty());
    }

    /** One that a plan released, and others before it. */
    static DeletionLedger.Entry entry(ItemKey item, String digest, String... earlier) {
        return new DeletionLedger.Entry(
                item,
                Optional.empty(),
                ControllersFixture.NOW,
                "uid-1",
                Optional.empty(),
                Optional.of(digest),
                List.of(earlier));
    }

    /** Every ConfigMap of the policy; a real API server has some of its own. */
    List<ConfigMap> configMaps() {
        return client().configMaps().inNamespace(namespace()).list().getItems().stream()
                .filter(configMap -> configMap.getMetadata().getName().startsWith("team-"))
                .toList();
    }
}

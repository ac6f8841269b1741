package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.roboflow.RoboflowGatewayFactory;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowGateway;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing tells that a key is limited to folders: what it does not see is left alone, and never said to be gone for good. */
class FolderLimitedKeyTest {
    private final ManualClock clock = new ManualClock();
    private final FakeKubernetes kube = new FakeKubernetes(new FaultInjector(new Random(1)));
    private final SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults()
            .withBaseClock(clock)
            .withSeed(json("{'workspaces':[{'slug':'" + FakeRoboflowGateway.WORKSPACE.slug() + "',"
                    + "'keys':[{'key':'everything'},{'key':'folder','projects':['inside']}],"
                    + "'projects':[{'slug':'other'}],'trash':[{'type':'project','slug':'inside'},"
                    + "{'type':'project','slug':'outside'},{'type':'workflow','slug':'gate'}]}]}")));
    private final RoboflowGateway gateway = RoboflowGatewayFactory.permitted(
            new RoboflowConfig(
                    Map.of(Region.US, sandbox.uri(), Region.EU, URI.create("http://127.0.0.1:1")),
                    KeyPlacement.QUERY,
                    AccessLevel.ALL,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    1000,
                    1000,
                    1 << 20,
                    true,
                    clock),
            (region, route, statusClass, duration) -> {});
    private final FakeStores stores = new FakeStores(kube, clock);
    private final WorkspaceLoop loop = new WorkspaceLoop(
            FakeRoboflowGateway.WORKSPACE,
            new LoopPorts(gateway, stores.stores(), new FakeLoopListener(), clock),
            new WorkspaceLoop.Settings(Set.of(ActionKind.values()), Duration.ofMinutes(10)));

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void whatItDoesNotSeeIsNotRestoredAndTheMessageNamesTheKey() throws Exception {
        wanted(ItemKey.project("inside"), DesiredState.RESTORED);
        wanted(ItemKey.project("outside"), DesiredState.RESTORED);
        wanted(ItemKey.workflow("gate"), DesiredState.RESTORED);
        runWith("folder");
        assertThat(of("inside").readiness().orElseThrow().reason()).isEqualTo(Reason.RESTORED);
        for (String unseen : List.of("outside", "gate")) {
            assertThat(of(unseen).readiness().orElseThrow().reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(of(unseen).readiness().orElseThrow().message()).contains("what the policy's key has access to");
        }
        assertThat(trashed()).hasSize(2);

        runWith("everything");
        assertThat(trashed()).isEmpty();
    }

    @Test
    void whatAFullKeyHasShownIsNotSaidToBeGoneForGoodAndIsFoundAgain() throws Exception {
        wanted(ItemKey.project("outside"), DesiredState.TRASHED);
        wanted(ItemKey.workflow("gate"), DesiredState.OBSERVED);
        runWith("everything");
        assertThat(of("outside").observed()).isEqualTo(ObservedState.IN_TRASH);

        runWith("folder");
        for (String unseen : List.of("outside", "gate")) {
            assertThat(of(unseen).observed()).isNotIn(ObservedState.PURGED, ObservedState.MISSING);
            assertThat(of(unseen).readiness().map(Readiness::message).orElseThrow())
                    .contains("limited to folders")
                    .doesNotContain("gone from the Trash for good");
        }
        assertThat(trashed()).hasSize(3);

        runWith("everything");
        assertThat(of("outside").readiness().orElseThrow().reason()).isEqualTo(Reason.TRASHED);
        assertThat(of("gate").observed()).isEqualTo(ObservedState.IN_TRASH);
    }

    private ClaimStatus of(String slug) {
        return kube.claims().stream()
                .filter(claim -> claim.item().slug().equals(slug))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private List<TrashEntry> trashed() throws Exception {
        return gateway.reader(FakeRoboflowGateway.WORKSPACE, new ApiKey("everything"))
                .trash()
                .entries();
    }

    private void wanted(ItemKey item, DesiredState desired) {
        kube.apply(new Claim(
                new ClaimSpec(
                        new ClaimId("uid-" + item.slug(), "team", item.slug()),
                        1,
                        clock.instant(),
                        WorkspaceLoopFixture.POLICY,
                        item,
                        Optional.empty(),
                        Optional.empty(),
                        desired,
                        DriftPolicy.CORRECT,
                        Set.of(),
                        DeletionPolicy.ORPHAN,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.PERSON),
                ClaimStatus.NONE));
    }

    private void runWith(String key) {
        kube.policy(WorkspaceLoopFixture.policy(Mode.ENFORCE));
        kube.key(new KeyLookup.Found(new ApiKey(key)));
        Instant end = clock.instant().plus(Duration.ofMinutes(20));
        while (clock.instant().isBefore(end)) {
            stores.look();
            clock.advanceTo(loop.step().orElse(end));
            clock.advance(Duration.ofMillis(100));
            stores.control();
        }
    }
}

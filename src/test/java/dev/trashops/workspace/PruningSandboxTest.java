package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.ManualClock;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.testdata.SelectorBuilder;
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
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.simulation.RandomPolicies;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rule that trashes without approval, the client and the sandbox: what has a model in whatever form stays. */
class PruningSandboxTest {
    private static final Duration FIFTY_DAYS = Duration.ofDays(50);

    private final ManualClock clock = new ManualClock();
    private final FakeKubernetes kube = new FakeKubernetes(new FaultInjector(new Random(1)));
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode seed = json.createObjectNode();
    private final ObjectNode workspace =
            seed.putArray("workspaces").addObject().put("slug", FakeRoboflowGateway.WORKSPACE.slug());
    private final ArrayNode projects = workspace.putArray("projects");
    private final ObjectNode detector = projects.addObject()
            .put("slug", "detector")
            .put("created", clock.instant().minus(FIFTY_DAYS).toString());
    private final ArrayNode versions = detector.putArray("versions");
    private Optional<SandboxServer> sandbox = Optional.empty();
    private Optional<RoboflowGateway> gateway = Optional.empty();

    @AfterEach
    void stop() {
        sandbox.ifPresent(SandboxServer::close);
    }

    @Test
    void ofTwelveVersionsExactlyThoseTwoGoThatNeverHadAModel() throws Exception {
        version("\"modelsShownIn\": [\"model\"], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [\"train\"], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [\"train.model\"], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [\"models\"], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"stopped\", \"models\": [\"acme/early\"]}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"cancelled\", \"models\": [\"acme/half\"]}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"finished\"}, {\"status\": \"failed\"}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"mining\"}]");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"failed\"}, {\"status\": \"queued\"}]");
        version("\"trainings\": []");
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"stopped\"}, {\"status\": \"failed\"}]");
        version("\"trainings\": []");
        // Those in training count against the limits until they have finished.
        ArrayNode others = projects.addObject().put("slug", "other").putArray("versions");
        for (int number = 1; number <= 12; number++) {
            others.addObject().put("number", number);
        }

        prune(Set.of());

        assertThat(trashed()).containsExactlyInAnyOrder("11", "12");
        Map<Integer, Reason> held = new TreeMap<>();
        kube.claims().stream()
                .filter(claim -> claim.item().version() <= 10)
                .forEach(claim -> held.put(claim.item().version(), reason(claim)));
        assertThat(held).hasSize(10);
        assertThat(held.values().stream().limit(8)).containsOnly(Reason.TRAINED_MODEL);
        assertThat(held.get(9)).isEqualTo(Reason.RUNNING_TRAINING);
        assertThat(held.get(10)).isEqualTo(Reason.RUNNING_TRAINING);
    }

    @Test
    void whatAWorkflowUsesStaysThoughTheModelsAreGivenUp() throws Exception {
        version("\"modelsShownIn\": [], \"trainings\": [{\"status\": \"finished\", \"models\": [\"acme/early\"]}]");
        version("\"modelsShownIn\": [\"model\"], \"trainings\": [{\"status\": \"finished\"}]");
        version("\"modelsShownIn\": [\"model\"], \"trainings\": [{\"status\": \"finished\"}]");
        for (int more = 0; more < 12; more++) {
            version("\"trainings\": []");
        }
        ArrayNode workflows = workspace.putArray("workflows");
        workflows.addObject().put("slug", "first").putArray("models").add("acme/early");
        workflows
                .addObject()
                .put("slug", "second")
                .putArray("models")
                .add("detector/30")
                .add("not-detector/3");
        workflows.addObject().put("slug", "third").putArray("models").add("Detector/2");

        prune(Set.of(Acknowledgement.TRAINED_MODEL), 12);

        assertThat(trashed()).containsExactlyInAnyOrder("3");
        assertThat(message("detector/1")).startsWith("Workflow first uses a model of version detector/1");
        assertThat(message("detector/2")).startsWith("Workflow third uses a model of version detector/2");
    }

    @Test
    void aPublicProjectKeepsItsVersions() throws Exception {
        detector.put("public", true);
        version("\"trainings\": []");
        version("\"trainings\": []");

        prune(Set.of());

        assertThat(trashed()).isEmpty();
        assertThat(message("detector/1")).startsWith("project detector is public");
    }

    private void version(String fields) throws Exception {
        ObjectNode version = (ObjectNode) json.readTree("{" + fields + "}");
        versions.add(version.put("number", versions.size() + 1)
                .put("created", clock.instant().minus(FIFTY_DAYS).toString()));
    }

    private static Reason reason(Claim claim) {
        return claim.status().readiness().orElseThrow().reason();
    }

    private String message(String item) {
        return kube.claims().stream()
                .filter(claim -> claim.item().toString().equals(item))
                .findFirst()
                .flatMap(claim -> claim.status().readiness())
                .orElseThrow()
                .message();
    }

    private void prune(Set<Acknowledgement> acknowledged) {
        prune(acknowledged, 1);
    }

    /** Runs a rule that keeps so many versions, for ten minutes. */
    private void prune(Set<Acknowledgement> acknowledged, int kept) {
        workspace.putArray("keys").addObject().put("key", "key");
        Rule rule = new Rule(
                "prune",
                RuleAction.TRASH,
                new SelectorBuilder()
                        .types(ItemType.VERSION)
                        .projects("detector")
                        .keepLast(kept)
                        .build(),
                Optional.empty(),
                acknowledged,
                Approval.AUTOMATIC);
        Policy policy = WorkspaceLoopFixture.policy(Mode.ENFORCE);
        kube.policy(
                RandomPolicies.edited(policy, policy.suspended(), policy.mode(), List.of(rule), policy.approvedPlan()));
        SandboxServer server = SandboxServer.start(
                SandboxOptions.defaults().withBaseClock(clock).withSeed(seed));
        sandbox = Optional.of(server);
        Duration patient = Duration.ofSeconds(10);
        RoboflowGateway client = RoboflowGatewayFactory.permitted(
                new RoboflowConfig(
                        Map.of(Region.US, server.uri(), Region.EU, URI.create("http://127.0.0.1:1")),
                        KeyPlacement.QUERY,
                        AccessLevel.ALL,
                        patient,
                        patient,
                        1000,
                        1000,
                        1 << 20,
                        true,
                        clock),
                (region, route, statusClass, duration) -> {});
        gateway = Optional.of(client);
        FakeStores stores = new FakeStores(kube, clock);
        WorkspaceLoop loop = new WorkspaceLoop(
                FakeRoboflowGateway.WORKSPACE,
                new LoopPorts(client, stores.stores(), new FakeLoopListener(), clock),
                new WorkspaceLoop.Settings(Set.of(ActionKind.values()), Duration.ofMinutes(10)));
        Instant end = clock.instant().plus(Duration.ofMinutes(10));
        while (clock.instant().isBefore(end)) {
            stores.look();
            clock.advanceTo(loop.step().orElse(end));
            clock.advance(Duration.ofMillis(100));
            stores.control();
        }
    }

    private List<String> trashed() throws Exception {
        return gateway.orElseThrow().reader(FakeRoboflowGateway.WORKSPACE, new ApiKey("key")).trash().entries().stream()
                .map(TrashEntry::id)
                .toList();
    }
}

package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.election.LeaseManager.LeadershipListener;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.Conditions;
import dev.trashops.controller.mapping.ItemStatusMapper;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.port.ClaimStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Running controllers in one namespace, with a fake loop behind them. */
final class ControllersFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-04-20T17:05:33.5Z");
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** The only deployment. */
    static final Shard WHOLE = new Shard(LabelSelector.EVERYTHING, "");

    /** A process that does the same whether it has the turn or not. */
    static final LeadershipListener NO_MATTER = new LeadershipListener() {
        @Override
        public void started() {}

        @Override
        public void lost() {}
    };

    final KubernetesClient client;
    final String namespace;
    final Controllers controllers;
    final FakeLoop loop;
    final FakeStatusListener listener = new FakeStatusListener();

    private ControllersFixture(KubernetesClient client, String namespace, Shard share, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.controllers =
                new Controllers(client, Set.of(namespace), share, clock, listener, Optional.empty(), NO_MATTER);
        this.loop = new FakeLoop(controllers.stores().claims());
    }

    static ControllersFixture start(KubernetesClient client, String namespace) {
        return start(client, namespace, WHOLE);
    }

    static ControllersFixture start(KubernetesClient client, String namespace, Shard share) {
        return start(client, namespace, share, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static ControllersFixture start(KubernetesClient client, String namespace, Shard share, Clock clock) {
        ControllersFixture fixture = new ControllersFixture(client, namespace, share, clock);
        fixture.controllers.start(fixture.loop);
        await().atMost(PATIENCE).until(() -> fixture.controllers.informers().synced());
        return fixture;
    }

    ClaimStore store() {
        return controllers.stores().claims();
    }

    TrashedItem createItem(String name, String spec) {
        return client.resource(ResourceFixture.item(namespace, name, spec)).create();
    }

    RoboflowTrashPolicy createPolicy(String name, String spec) {
        return client.resource(ResourceFixture.policy(namespace, name, spec)).create();
    }

    Optional<TrashedItem> item(String name) {
        return Optional.ofNullable(client.resources(TrashedItem.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    Optional<RoboflowTrashPolicy> policy(String name) {
        return Optional.ofNullable(client.resources(RoboflowTrashPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The status of an item that has one. */
    TrashedItemStatus status(String name) {
        return Optional.ofNullable(item(name).orElseThrow().getStatus()).orElseThrow();
    }

    /** What the status of an item remembers. */
    ClaimStatus claimStatus(String name) {
        return ItemStatusMapper.claimStatus(item(name).orElseThrow().getStatus());
    }

    void merge(String name, String patch) {
        client.resources(TrashedItem.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    void delete(String name) {
        client.resources(TrashedItem.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    void deletePolicy(String name) {
        client.resources(RoboflowTrashPolicy.class)
                .inNamespace(namespace)
                .withName(name)
                .delete();
    }

    /** The reason of a condition, or {@code -}. */
    String reason(String name, ConditionType type) {
        return condition(name, type).map(Condition::reason).orElse("-");
    }

    Optional<Condition> condition(String name, ConditionType type) {
        return item(name)
                .flatMap(item -> Optional.ofNullable(item.getStatus()))
                .flatMap(status -> Conditions.find(status.conditions(), type));
    }

    void awaitReason(String name, ConditionType type, String reason) {
        await().atMost(PATIENCE).until(() -> reason(name, type), reason::equals);
    }

    /** The one claim of that workspace of the US, as soon as the informers know it. */
    Claim claim(String workspace) {
        await().atMost(PATIENCE).until(() -> claims(workspace).size(), size -> size == 1);
        return claims(workspace).get(0);
    }

    List<Claim> claims(String workspace) {
        return store().workload(us(workspace)).orElseThrow().claims();
    }

    PolicyId policyId(String name) {
        return new PolicyId(namespace, name);
    }

    /**
     * Nobody has changed a resource that the informers keep, although reconcilers, loop and informers look at the same objects:
     * each still says what the API server says.
     */
    void assertThatNobodyChangedWhatIsKept() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(controllers.kept())
                        .allSatisfy(kept -> assertThat(said(kept))
                                .isEqualTo(said(client.resource(kept).get()))));
    }

    /** What a resource says, without what the informers leave out. */
    private JsonNode said(HasMetadata resource) {
        ObjectNode said = client.getKubernetesSerialization().convertValue(resource, ObjectNode.class);
        ((ObjectNode) said.path("metadata")).remove("managedFields");
        return said;
    }

    @Override
    public void close() {
        controllers.close();
    }
}

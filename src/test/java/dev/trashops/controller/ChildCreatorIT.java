package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.ResourceWriter;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealKube
class ChildCreatorIT extends ChildCreatorContract {
    private static final int MANY = 200;
    private static final String ADMISSION = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: not-%1$s}
            spec:
              failurePolicy: Fail
              matchConstraints:
                resourceRules: [{apiGroups: [trashops.dev], apiVersions: ["*"], operations: [CREATE], resources: [trasheditems]}]
              validations: [{expression: "object.metadata.name != '%2$s'", message: Not this one}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: not-%1$s}
            spec:
              policyName: not-%1$s
              validationActions: [Deny]
              matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
            """;
    private final ControllersFixture fixture;

    ChildCreatorIT(KubeSpace space) {
        fixture = ControllersFixture.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void manyItemsAreThereSoonAndOnce() {
        fixture.createPolicy("team", ResourceFixture.POLICY);
        rulesWant(IntStream.rangeClosed(1, MANY)
                .mapToObj(number -> child(
                        RuleAction.TRASH, ItemKey.version("my-detector", number), Optional.empty(), Optional.empty()))
                .toList());
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(3))
                .until(() -> items() == MANY);
        touchPolicy("again");
        assertThat(items()).isEqualTo(MANY);
    }

    /** The first of them is refused for good, and is tried before there are others. */
    @Test
    void anItemThatIsRefusedForGoodKeepsNoOtherFromBeingCreated() {
        List<ChildToCreate> children = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> child(
                        RuleAction.TRASH, ItemKey.version("my-detector", number), Optional.empty(), Optional.empty()))
                .toList();
        refuse(children.get(0).name());
        fixture.createPolicy("team", ResourceFixture.POLICY);
        rulesWant(children.get(0));
        await().atMost(ControllersFixture.PATIENCE).until(() -> !refused().isEmpty());
        rulesWant(children);
        await().atMost(Duration.ofSeconds(45)).until(() -> items() == children.size() - 1);
        assertThat(refused()).singleElement().asString().contains("Not this one");
    }

    private Collection<String> refused() {
        return fixture.store().workload(us("acme")).orElseThrow().refused().values();
    }

    private void refuse(String name) {
        fixture.client
                .load(new ByteArrayInputStream(
                        ADMISSION.formatted(fixture.namespace, name).getBytes(UTF_8)))
                .create();
        TrashedItem item = ResourceFixture.item(fixture.namespace, name, ResourceFixture.PROJECT);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                fixture.client.resource(item).dryRun().create();
                return false;
            } catch (KubernetesClientException refusal) {
                return true;
            }
        });
    }

    @Test
    void whatAPolicyOwnsGoesWithIt() {
        RoboflowTrashPolicy policy = fixture.createPolicy("team", ResourceFixture.POLICY);
        TrashPlan plan = TrashPlan.of(us("acme"), List.of("project old"));
        fixture.loop.saysOfPolicies((any, view) -> FakeLoop.with(view, Optional.of(plan), List.of(TRASHED)));
        fixture.loop.pass("acme");
        awaitItem(TRASHED);
        assertThat(configMaps(policy)).isEqualTo(1);
        fixture.deletePolicy("team");
        await().atMost(Duration.ofSeconds(30)).until(() -> items() == 0 && configMaps(policy) == 0);
    }

    @Test
    void anItemThatHasChangedSinceItWasSeenIsNotDeleted() {
        TrashedItem seen = fixture.createItem("one", ResourceFixture.PROJECT);
        fixture.merge("one", "{\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        ResourceWriter<TrashedItemStatus, TrashedItem> writer =
                new ResourceWriter<>(fixture.client, TrashedItem.class, TrashedItem::new, () -> true, written -> {});
        writer.delete(seen);
        assertThat(fixture.item("one")).isPresent();
        await().atMost(ControllersFixture.PATIENCE).until(() -> {
            writer.read(fixture.namespace, "one").ifPresent(writer::delete);
            return fixture.item("one").isEmpty();
        });
        writer.delete(seen);
    }

    private int configMaps(RoboflowTrashPolicy policy) {
        return fixture.client
                .configMaps()
                .inNamespace(fixture.namespace)
                .withLabels(PolicyOwner.of(policy).labels())
                .list()
                .getItems()
                .size();
    }

    private int items() {
        return fixture.client
                .resources(TrashedItem.class)
                .inNamespace(fixture.namespace)
                .list()
                .getItems()
                .size();
    }

    @Override
    ControllersFixture fixture() {
        return fixture;
    }
}

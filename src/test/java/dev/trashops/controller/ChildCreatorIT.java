package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
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
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealKube
class ChildCreatorIT extends ChildCreatorContract {
    private static final int MANY = 200;
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
                new ResourceWriter<>(fixture.client, TrashedItem.class, () -> true);
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

package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.MockKube;
import io.fabric8.kubernetes.api.model.ListMeta;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StaleInformerTest {
    private static final String WATCH_OF_ITEMS =
            "/apis/trashops.dev/v1alpha1/namespaces/team-a/trasheditems?allowWatchBookmarks=true&resourceVersion=%s"
                    + "&timeoutSeconds=600&watch=true";

    private final MockKube kube = new MockKube();

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void informersThatHearOfEverythingAreFresh() {
        try (ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a")) {
            fixture.createItem("one", ResourceFixture.WITHOUT_POLICY);
            fixture.controllers.compareInformers();
            fixture.merge("one", "{\"spec\": {\"suspend\": true}}");
            fixture.delete("one");
            fixture.createItem("two", ResourceFixture.WITHOUT_POLICY);
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> fixture.condition("two", ConditionType.Ready).isPresent());
            fixture.controllers.compareInformers();
            fixture.controllers.compareInformers();
            assertThat(fixture.controllers.informers().fresh()).isTrue();
        }
    }

    @Test
    void anInformerWhoseWatchIsOpenAndSilentIsNoticed() {
        kube.client()
                .resource(ResourceFixture.item("team-a", "one", ResourceFixture.WITHOUT_POLICY))
                .create();
        silence();
        try (ControllersFixture fixture = ControllersFixture.start(kube.client(), "team-a")) {
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> fixture.controllers.informers().watching());
            // The operator's own write is the change that the informer never hears of.
            fixture.awaitReason("one", ConditionType.Stalled, "PolicyNotFound");
            fixture.controllers.compareInformers();
            assertThat(fixture.controllers.informers().fresh())
                    .as("it may still catch up")
                    .isTrue();
            await().atMost(ControllersFixture.PATIENCE).untilAsserted(() -> {
                fixture.controllers.compareInformers();
                assertThat(fixture.controllers.informers())
                        .isEqualTo(new Controllers.Informers(true, true, true, false));
            });
        }
    }

    /** A watch of the items opens and never says anything; the mock would close one that waits for nothing. */
    private void silence() {
        ListMeta list = kube.client()
                .resources(TrashedItem.class)
                .inNamespace("team-a")
                .list()
                .getMetadata();
        kube.server()
                .expect()
                .get()
                .withPath(WATCH_OF_ITEMS.formatted(list.getResourceVersion()))
                .andUpgradeToWebSocket()
                .open()
                .expect("a message that no watch sends")
                .andEmit("")
                .once()
                .done()
                .always();
    }
}

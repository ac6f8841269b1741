package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.LastAction;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class EventPublisherTest {
    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Test
    void whatChangesInAStatusBecomesAnEventOnItsResource() {
        try (EventRecorder recorder =
                new EventRecorder(client, "pod-1", Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC))) {
            EventPublisher events = new EventPublisher(recorder, Optional.empty());
            events.acted(item(), action(LastAction.Outcome.STARTED));
            events.acted(item(), action(LastAction.Outcome.DONE));
            events.itemChanged(
                    item(),
                    ObservabilityFixture.view(ClaimStatus.NONE),
                    ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_3D));
            events.letGo(item(), false, ObservabilityFixture.NOW);
            events.letGo(item(), true, ObservabilityFixture.NOW);
        }
        assertThat(client.events().v1().events().inNamespace("team-a").list().getItems())
                .allSatisfy(event -> {
                    assertThat(event.getRegarding().getKind()).isEqualTo("TrashedItem");
                    assertThat(event.getRegarding().getApiVersion()).isEqualTo("trashops.dev/v1alpha1");
                    assertThat(event.getRegarding().getUid()).isEqualTo("uid-1");
                })
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Restored", "CleanupImminent", "Orphaned");
    }

    @Test
    void aNameThatIsTakenIsToldOnThePolicyThatWantsIt() {
        RoboflowTrashPolicy policy = new RoboflowTrashPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("team")
                .withUid("uid-2")
                .build());
        try (EventRecorder recorder =
                new EventRecorder(client, "pod-1", Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC))) {
            new EventPublisher(recorder, Optional.empty()).conflict(policy, item());
        }
        assertThat(client.events().v1().events().inNamespace("team-a").list().getItems())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getRegarding().getUid()).isEqualTo("uid-2");
                    assertThat(event.getType()).isEqualTo("Warning");
                    assertThat(event.getReason()).isEqualTo("Conflict");
                    assertThat(event.getNote()).startsWith("A TrashedItem named keep-v3 already exists");
                });
    }

    private static LastAction action(LastAction.Outcome outcome) {
        return new LastAction(
                ActionKind.RESTORE,
                ObservabilityFixture.NOW,
                outcome,
                "It is back.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static TrashedItem item() {
        TrashedItem item = new TrashedItem();
        item.setMetadata(new ObjectMetaBuilder()
                .withNamespace("team-a")
                .withName("keep-v3")
                .withUid("uid-1")
                .build());
        return item;
    }
}

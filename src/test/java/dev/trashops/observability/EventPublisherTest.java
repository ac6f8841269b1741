package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener.RefusedWrite;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.LastAction;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class EventPublisherTest {
    private static final ObjectReference SELF = new ObjectReferenceBuilder()
            .withApiVersion("v1")
            .withKind("Pod")
            .withNamespace("operator")
            .withName("pod-1")
            .build();

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Test
    void whatChangesInAStatusBecomesAnEventOnItsResource() {
        try (EventRecorder recorder =
                new EventRecorder(client, "pod-1", Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC))) {
            EventPublisher events = new EventPublisher(recorder, SELF);
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
        assertThat(client.events().v1().events().inNamespace("operator").list().getItems())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getRegarding().getName()).isEqualTo("pod-1");
                    assertThat(event.getReason()).isEqualTo("Orphaned");
                });
    }

    @Test
    void aRefusedWriteSaysWhatIsRefusedAndWhatFollows() {
        try (EventRecorder recorder =
                new EventRecorder(client, "pod-1", Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC))) {
            EventPublisher events = new EventPublisher(recorder, SELF);
            for (RefusedWrite what : RefusedWrite.values()) {
                events.writeRefused(item(), what, "403 not here");
            }
        }
        assertThat(client.events().v1().events().inNamespace("team-a").list().getItems())
                .allSatisfy(event -> assertThat(event.getNote()).endsWith(": 403 not here"))
                .extracting(event -> event.getReason() + ": " + event.getNote())
                .hasSize(RefusedWrite.values().length)
                .anyMatch(said -> said.startsWith(
                        "StatusRefused: The API server refuses the status of this resource, so it shows what it showed"
                                + " before"))
                .anyMatch(said ->
                        said.startsWith("OwnerRefused: The API server refuses to give this resource to its policy"))
                .anyMatch(said -> said.startsWith("ReleaseRefused: The API server refuses to remove the finalizer"))
                .anyMatch(said -> said.startsWith("PlanRefused: The API server refuses the ConfigMap with the plan"));
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
            new EventPublisher(recorder, SELF).conflict(policy, item());
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

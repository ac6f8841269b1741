package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.observability.EventRecorder.EventNotice;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient(crud = true, https = false)
class EventRecorderTest {
    private static final Clock CLOCK = Clock.fixed(ObservabilityFixture.NOW, ZoneOffset.UTC);
    private static final EventNotice RESTORED =
            new EventNotice(EventNotice.Level.NORMAL, "Restored", "Restore", "It is back.");

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @Test
    void anEventNamesTheResourceTheReasonAndTheReporter() {
        record(item("keep-v3"), RESTORED);
        Event event = onlyEvent();
        assertThat(event.getMetadata().getName()).matches("keep-v3\\.[0-9a-f]{16}");
        assertThat(event.getType()).isEqualTo("Normal");
        assertThat(event.getReason()).isEqualTo("Restored");
        assertThat(event.getAction()).isEqualTo("Restore");
        assertThat(event.getNote()).isEqualTo("It is back.");
        assertThat(event.getEventTime().getTime()).isEqualTo("2026-11-23T10:15:30.000000Z");
        assertThat(event.getReportingController()).isEqualTo("trashops.dev/roboflow-trash-operator");
        assertThat(event.getReportingInstance()).isEqualTo("pod-1");
        assertThat(event.getRegarding()).isEqualTo(item("keep-v3"));
        assertThat(event.getSeries()).isNull();
    }

    @Test
    void theSameAgainCountsUpTheSameEvent() {
        record(item("keep-v3"), RESTORED, RESTORED);
        record(item("keep-v3"), RESTORED);
        Event event = onlyEvent();
        assertThat(event.getSeries().getCount()).isEqualTo(3);
        assertThat(event.getSeries().getLastObservedTime().getTime()).isEqualTo("2026-11-23T10:15:30.000000Z");
    }

    @Test
    void anotherMessageOrResourceIsAnotherEvent() {
        record(
                item("keep-v3"),
                RESTORED,
                new EventNotice(EventNotice.Level.NORMAL, "Restored", "Restore", "Back again."));
        record(item("keep-v4"), RESTORED);
        assertThat(events()).hasSize(3);
    }

    @Test
    void aLongMessageIsCutToWhatTheServerTakes() {
        record(item("keep-v3"), new EventNotice(EventNotice.Level.WARNING, "Lost", "Observe", "ä".repeat(900)));
        String note = onlyEvent().getNote();
        assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(note).endsWith("ä…");
    }

    @Test
    void aLongNameIsCutToWhatTheServerTakes() {
        record(item("a".repeat(235) + "." + "b".repeat(17)), RESTORED);
        assertThat(onlyEvent().getMetadata().getName())
                .hasSizeLessThanOrEqualTo(253)
                .matches("a{235}\\.[0-9a-f]{16}");
    }

    @Test
    void aServerThatIsNotThereStopsNothing() {
        client.close();
        record(item("keep-v3"), RESTORED);
    }

    private void record(ObjectReference regarding, EventNotice... notices) {
        try (EventRecorder recorder = new EventRecorder(client, "pod-1", CLOCK)) {
            for (EventNotice notice : notices) {
                recorder.record(regarding, notice);
            }
        }
    }

    private List<Event> events() {
        return client.events().v1().events().inNamespace("team-a").list().getItems();
    }

    private Event onlyEvent() {
        List<Event> events = events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static ObjectReference item(String name) {
        return new ObjectReferenceBuilder()
                .withApiVersion("trashops.dev/v1alpha1")
                .withKind("TrashedItem")
                .withNamespace("team-a")
                .withName(name)
                .withUid("uid-" + name.length() + name.charAt(name.length() - 1))
                .build();
    }
}

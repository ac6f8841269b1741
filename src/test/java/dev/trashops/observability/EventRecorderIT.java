package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.observability.EventRecorder.EventNotice;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

@RealKube
class EventRecorderIT {

    @Test
    void aRealServerTakesEventsAndTheirRepetition(KubeSpace space) throws IOException, InterruptedException {
        EventNotice restored = new EventNotice(EventNotice.Level.NORMAL, "Restored", "Restore", "It is back.");
        EventNotice lost = new EventNotice(EventNotice.Level.WARNING, "Lost", "Observe", "ä".repeat(2000));
        ObjectReference item = new ObjectReferenceBuilder()
                .withApiVersion("trashops.dev/v1alpha1")
                .withKind("TrashedItem")
                .withNamespace(space.namespace())
                .withName("a".repeat(253))
                .withUid("uid-1")
                .build();
        try (EventRecorder recorder = new EventRecorder(space.client(), "pod-1", Clock.systemUTC())) {
            recorder.record(item, restored);
            recorder.record(item, restored);
            recorder.record(item, restored);
            recorder.record(item, lost);
        }
        List<Event> events = space.client()
                .events()
                .v1()
                .events()
                .inNamespace(space.namespace())
                .list()
                .getItems();
        assertThat(events).extracting(Event::getReason).containsExactlyInAnyOrder("Restored", "Lost");
        assertThat(events)
                .filteredOn(event -> event.getReason().equals("Restored"))
                .singleElement()
                .satisfies(event -> assertThat(event.getSeries().getCount()).isEqualTo(3));
        assertThat(space.kubectl("get", "events")).contains("Restored", "It is back.");
    }
}

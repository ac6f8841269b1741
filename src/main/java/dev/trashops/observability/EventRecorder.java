package dev.trashops.observability;

import dev.trashops.plan.model.Sha256;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events (events.k8s.io/v1) in the background. The same notice on the same resource has the same name, so a
 * repetition counts up one Event instead of adding another. Events are best effort: what cannot be written is logged and
 * dropped, and never blocks anything.
 */
public final class EventRecorder implements AutoCloseable {
    /** The reporting controller of all Events. */
    public static final String CONTROLLER = "trashops.dev/roboflow-trash-operator";

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final int MAX_NOTE = 1024;
    private static final int MAX_NAME = 253;
    private static final int MAX_INSTANCE = 128;
    private static final int QUEUE = 4096;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final String instance;
    private final Clock clock;
    private final ThreadPoolExecutor writer;

    /**
     * The content of an Event.
     *
     * @param level whether a person should look at it
     * @param reason in CamelCase, to filter by
     * @param action what the operator did or does about it, in CamelCase
     */
    public record EventNotice(Level level, String reason, String action, String message) {

        public enum Level {
            NORMAL,
            WARNING
        }

        static EventNotice normal(String reason, String action, String message) {
            return new EventNotice(Level.NORMAL, reason, action, message);
        }

        static EventNotice warning(String reason, String action, String message) {
            return new EventNotice(Level.WARNING, reason, action, message);
        }
    }

    /** Writes in the background, in the name of that pod or host. */
    public EventRecorder(KubernetesClient client, String instance, Clock clock) {
        this.client = client;
        this.instance = instance.substring(0, Math.min(instance.length(), MAX_INSTANCE));
        this.clock = clock;
        writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                EventRecorder::thread,
                (task, executor) -> LOG.warn("Dropped an Event: the queue is full"));
    }

    /**
     * Queues an Event and returns at once.
     *
     * @param regarding the resource, with its uid and namespace
     */
    public void record(ObjectReference regarding, EventNotice notice) {
        Event event = event(regarding, notice);
        writer.execute(() -> write(event));
    }

    /** Waits a few seconds for queued Events. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "Shut down before {} Events were written",
                        writer.shutdownNow().size());
            }
        } catch (InterruptedException e) {
            writer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void write(Event event) {
        try {
            try {
                client.events().v1().events().resource(event).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
                repeat(event);
            }
        } catch (KubernetesClientException e) {
            // A terminating namespace rejects Events, which is expected.
            boolean expected =
                    e.getCode() == HttpURLConnection.HTTP_FORBIDDEN || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
            LOG.atLevel(expected ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.WARN)
                    .log("Failed to write Event {} (HTTP status {})", event.getReason(), e.getCode());
        }
    }

    /** Only the series of an Event is mutable. */
    private void repeat(Event again) {
        client.events()
                .v1()
                .events()
                .inNamespace(again.getMetadata().getNamespace())
                .withName(again.getMetadata().getName())
                .edit(known -> new EventBuilder(known)
                        .editOrNewSeries()
                        .withCount(
                                known.getSeries() == null
                                        ? 2
                                        : known.getSeries().getCount() + 1)
                        .withLastObservedTime(again.getEventTime())
                        .endSeries()
                        .build());
    }

    private Event event(ObjectReference regarding, EventNotice notice) {
        String note = shortened(notice.message());
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(regarding.getNamespace())
                .withName(name(regarding, notice, note))
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant())))
                .withReportingController(CONTROLLER)
                .withReportingInstance(instance)
                .withRegarding(regarding)
                .withType(CamelCase.of(notice.level()))
                .withReason(notice.reason())
                .withAction(notice.action())
                .withNote(note)
                .build();
    }

    private static String name(ObjectReference regarding, EventNotice notice, String note) {
        String content = String.join(
                "\u0000", regarding.getUid(), notice.level().name(), notice.reason(), notice.action(), note);
        String suffix = "." + Sha256.hex(content).substring(0, 16);
        String prefix = regarding.getName();
        String cut = prefix.substring(0, Math.min(prefix.length(), MAX_NAME - suffix.length()));
        // Truncation may leave a dot or dash, which no label of a name may end with.
        return cut.replaceAll("[.-]+$", "") + suffix;
    }

    /** The API server counts bytes. */
    private static String shortened(String message) {
        if (message.getBytes(StandardCharsets.UTF_8).length <= MAX_NOTE) {
            return message;
        }
        ByteBuffer room = ByteBuffer.allocate(MAX_NOTE - "…".getBytes(StandardCharsets.UTF_8).length);
        CharBuffer rest = CharBuffer.wrap(message);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(rest, room, true);
        return message.substring(0, rest.position()) + "…";
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "events");
        thread.setDaemon(true);
        return thread;
    }
}

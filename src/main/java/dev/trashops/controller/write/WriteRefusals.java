package dev.trashops.controller.write;

import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.write.StatusListener.RefusedWrite;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that the API server refuses, because of an admission policy, the schema or missing rights. Each is told once, on one
 * line and as an Event, and tried again every half minute.
 */
public final class WriteRefusals {
    /** When a refused write is tried again. */
    public static final Duration RETRY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(WriteRefusals.class);
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_WORDS = 300;
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE);

    private final StatusListener listener;
    private final Set<Refused> refused = ConcurrentHashMap.newKeySet();

    private record Refused(String uid, RefusedWrite write) {}

    public WriteRefusals(StatusListener listener) {
        this.listener = listener;
    }

    /** Makes one kind of write; whether it was refused. Any other failure goes to the caller. */
    public boolean isRefused(HasMetadata resource, RefusedWrite what, Runnable write) {
        Refused one = new Refused(ResourceMetadata.uid(resource), what);
        try {
            write.run();
            refused.remove(one);
            return false;
        } catch (KubernetesClientException failure) {
            if (!REFUSALS.contains(failure.getCode())) {
                throw failure;
            }
            if (refused.add(one)) {
                String words = words(failure);
                LOG.warn(
                        "The API server refuses {} ({} {}/{}): {}",
                        what.consequence(),
                        resource.getKind(),
                        resource.getMetadata().getNamespace(),
                        resource.getMetadata().getName(),
                        words);
                StatusListener.guarded(() -> listener.writeRefused(resource, what, words));
            }
            return true;
        }
    }

    public void forget(HasMetadata gone) {
        String uid = ResourceMetadata.uid(gone);
        refused.removeIf(one -> one.uid().equals(uid));
    }

    /** What the API server said, on one line and not too long. */
    public static String words(KubernetesClientException failure) {
        String said = failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? "HTTP status " + failure.getCode()
                : failure.getCode() + " "
                        + failure.getStatus()
                                .getMessage()
                                .replaceAll("\\s+", " ")
                                .strip();
        return said.length() <= MOST_WORDS ? said : said.substring(0, MOST_WORDS) + "...";
    }
}

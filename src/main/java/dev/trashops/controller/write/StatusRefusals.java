package dev.trashops.controller.write;

import dev.trashops.controller.mapping.ResourceMetadata;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statuses that the API server refuses, because of an admission policy, the schema or missing rights. Each is told once, on one
 * line and as an Event, and tried again every half minute.
 */
public final class StatusRefusals {
    /** When a refused status is tried again. */
    public static final Duration RETRY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(StatusRefusals.class);
    private static final int UNPROCESSABLE = 422;
    private static final int MOST_WORDS = 300;
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, UNPROCESSABLE);

    private final StatusListener listener;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    public StatusRefusals(StatusListener listener) {
        this.listener = listener;
    }

    /** Makes a write; whether it was refused. Any other failure goes to the caller. */
    public boolean isRefused(HasMetadata resource, Runnable write) {
        String uid = ResourceMetadata.uid(resource);
        try {
            write.run();
            refused.remove(uid);
            return false;
        } catch (KubernetesClientException failure) {
            if (!REFUSALS.contains(failure.getCode())) {
                throw failure;
            }
            if (refused.add(uid)) {
                String words = words(failure);
                LOG.warn(
                        "The API server refuses a write to {} {}/{}: {}",
                        resource.getKind(),
                        resource.getMetadata().getNamespace(),
                        resource.getMetadata().getName(),
                        words);
                StatusListener.guarded(() -> listener.statusRefused(resource, words));
            }
            return true;
        }
    }

    public void forget(HasMetadata gone) {
        refused.remove(ResourceMetadata.uid(gone));
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

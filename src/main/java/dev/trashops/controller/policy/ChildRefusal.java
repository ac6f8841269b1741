package dev.trashops.controller.policy;

import dev.trashops.controller.write.StatusRefusals;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;

/**
 * That the API server refuses to store the children of a policy: a quota, an admission policy, the schema or missing rights.
 * A person has to change something, so it is tried ever more rarely, with one child.
 *
 * @param words what the API server said
 * @param missing how many children are missing
 * @param inARow how many attempts were refused in a row
 * @param retryAt the uptime at which it is tried again
 */
public record ChildRefusal(String words, int missing, int inARow, Duration retryAt) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 4;
    private static final int UNPROCESSABLE = 422;
    private static final Set<Integer> REFUSALS = Set.of(
            HttpURLConnection.HTTP_BAD_REQUEST,
            HttpURLConnection.HTTP_FORBIDDEN,
            HttpURLConnection.HTTP_NOT_FOUND,
            HttpURLConnection.HTTP_CONFLICT,
            UNPROCESSABLE);

    /** Whether the API server looked at a write and refused it, so that trying again soon is in vain. */
    public static boolean isRefusal(KubernetesClientException failure) {
        return REFUSALS.contains(failure.getCode());
    }

    /** After the first refused attempt. */
    static ChildRefusal first(KubernetesClientException failure, int missing, Duration now) {
        return new ChildRefusal(StatusRefusals.words(failure), missing, 1, now.plus(FIRST));
    }

    /** After another one in a row. */
    ChildRefusal again(KubernetesClientException failure, int stillMissing, Duration now) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return new ChildRefusal(StatusRefusals.words(failure), stillMissing, inARow + 1, now.plus(wait));
    }

    /** What the policy says. */
    public String message() {
        return "Kubernetes refuses the TrashedItems of its rules (" + words + "); " + missing
                + (missing == 1 ? " is" : " are")
                + " missing. What Restore rules match is restored all the same; Trash rules trash nothing without them. Raise the"
                + " quota, or change what refuses them: the operator tries again every minute.";
    }
}

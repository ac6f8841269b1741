package dev.trashops.controller.policy;

import dev.trashops.controller.write.WriteRefusals;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * That the API server refuses to store the children of a policy: a quota, an admission policy, the schema or missing rights.
 * A person has to change something, so it is tried ever more rarely, with one child.
 *
 * @param words what the API server said, once for each reason
 * @param inARow how many attempts were refused in a row
 * @param retryAt the uptime at which it is tried again
 */
public record ChildRefusal(List<String> words, int inARow, Duration retryAt) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_DOUBLINGS = 4;
    private static final int MOST_REASONS = 3;
    /** Names, amounts and times in what the API server says after its status code. */
    private static final Pattern VARIABLE = Pattern.compile("\"[^\"]*\"|(?<!^|[0-9])[0-9]+[A-Za-z]*");

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
    static ChildRefusal first(KubernetesClientException failure, Duration now) {
        return new ChildRefusal(List.of(WriteRefusals.words(failure)), 1, now.plus(FIRST));
    }

    /**
     * After another one in a row. What was said first stays: of the same refusal, the name of the child and the numbers of a quota
     * change from one attempt to the next.
     */
    ChildRefusal again(KubernetesClientException failure, Duration now) {
        String said = WriteRefusals.words(failure);
        boolean known = words.size() >= MOST_REASONS
                || words.stream().anyMatch(before -> reason(before).equals(reason(said)));
        List<String> all =
                known ? words : Stream.concat(words.stream(), Stream.of(said)).toList();
        return new ChildRefusal(all, inARow + 1, now.plus(pause()));
    }

    /** After an attempt in which some were created and others refused: what was refused before may be over. */
    ChildRefusal ofTheRest(KubernetesClientException failure, Duration now) {
        String said = WriteRefusals.words(failure);
        String first = words.stream()
                .filter(before -> reason(before).equals(reason(said)))
                .findFirst()
                .orElse(said);
        return new ChildRefusal(List.of(first), inARow + 1, now.plus(pause()));
    }

    private Duration pause() {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(inARow, MOST_DOUBLINGS));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    private static String reason(String said) {
        return VARIABLE.matcher(said).replaceAll("");
    }

    /** The missing children, beginning with another one after each attempt, so that one alone cannot hold up all others. */
    <T> List<T> inTurn(List<T> missing) {
        List<T> turned = new ArrayList<>(missing);
        Collections.rotate(turned, -inARow);
        return turned;
    }

    /** What the policy says: without anything that changes while the situation does not. */
    public String message() {
        return "Kubernetes refuses TrashedItems of its rules (" + String.join("; ", words)
                + "). What Restore rules match is restored all the same; Trash rules trash nothing without them. Raise the"
                + " quota, or change what refuses them: the operator tries again every minute.";
    }
}

package dev.trashops.controller.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildRefusalTest {
    private static final String QUOTA = "trasheditems.trashops.dev \"team-%s\" is forbidden: exceeded quota: few-items,"
            + " requested: count/trasheditems.trashops.dev=1, used: count/trasheditems.trashops.dev=%d, limited:"
            + " count/trasheditems.trashops.dev=%d";
    private static final String ADMISSION = "trasheditems.trashops.dev \"team-a\" is forbidden: Nothing of that here";

    /** A message that changed with each attempt would write the status of the policy again and again. */
    @Test
    void theMessageStaysWhileOnlyTheChildAndTheNumbersChange() {
        ChildRefusal first = ChildRefusal.first(failure(403, QUOTA.formatted("a", 1, 1)), Duration.ZERO);
        ChildRefusal later = first;
        for (int i = 2; i < 20; i++) {
            later = later.again(failure(403, QUOTA.formatted("b" + i, 10 * i, 10 * i)), later.retryAt());
        }
        assertThat(later.message())
                .isEqualTo(first.message())
                .contains("403", "exceeded quota: few-items")
                .doesNotContain("missing");
    }

    @Test
    void anotherReasonIsSaidOnceBesideTheFirst() {
        ChildRefusal quota = ChildRefusal.first(failure(403, QUOTA.formatted("a", 1, 1)), Duration.ZERO);
        ChildRefusal both = quota.again(failure(403, ADMISSION), Duration.ZERO);
        assertThat(both.message()).contains("exceeded quota", "Nothing of that here");
        assertThat(both.again(failure(403, QUOTA.formatted("c", 2, 2)), Duration.ZERO)
                        .again(failure(403, ADMISSION), Duration.ZERO)
                        .message())
                .isEqualTo(both.message());
        assertThat(quota.again(failure(422, QUOTA.formatted("a", 1, 1)), Duration.ZERO)
                        .message())
                .as("another status code")
                .isNotEqualTo(quota.message());
    }

    @Test
    void manyReasonsMakeNoLongMessage() {
        ChildRefusal refusal = ChildRefusal.first(failure(403, "x"), Duration.ZERO);
        for (char reason = 'a'; reason < 'z'; reason++) {
            refusal = refusal.again(failure(403, "because of " + reason), Duration.ZERO);
        }
        assertThat(refusal.words()).containsExactly("403 x", "403 because of a", "403 because of b");
    }

    @Test
    void onceSomeAreStoredOnlyWhatStillRefusesIsSaid() {
        ChildRefusal both = ChildRefusal.first(failure(403, QUOTA.formatted("a", 1, 1)), Duration.ZERO)
                .again(failure(403, ADMISSION), Duration.ZERO);
        assertThat(both.ofTheRest(failure(403, ADMISSION), Duration.ZERO).words())
                .containsExactly("403 " + ADMISSION);
    }

    @Test
    void eachAttemptBeginsWithAnotherChildAndNoneIsLeftOut() {
        List<Integer> children = List.of(0, 1, 2, 3, 4);
        List<Integer> begun = new ArrayList<>();
        ChildRefusal refusal = ChildRefusal.first(failure(403, "x"), Duration.ZERO);
        for (int attempt = 0; attempt < children.size(); attempt++) {
            List<Integer> turn = refusal.inTurn(children);
            assertThat(turn).containsExactlyInAnyOrderElementsOf(children);
            begun.add(turn.get(0));
            refusal = refusal.again(failure(403, "x"), Duration.ZERO);
        }
        assertThat(begun).containsExactlyInAnyOrderElementsOf(children);
        assertThat(begun.get(0)).as("not the one that was refused first").isNotEqualTo(0);
    }

    private static KubernetesClientException failure(int code, String message) {
        return new KubernetesClientException(
                message,
                code,
                new StatusBuilder().withCode(code).withMessage(message).build());
    }
}

package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** RulesQuestionable neither comes nor goes with a restart, while what it depends on is read again. */
class RuleReviewTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Notice IDLE = new Notice("MatchesNothing", "prod-* matches nothing.");
    private static final Notice ODD = new Notice("RegularExpression", "v1.* looks like one.");

    private static RoboflowTrashPolicyStatus written(
            long generation,
            KeyProof proof,
            Optional<Notice> notice,
            boolean complete,
            @Nullable RoboflowTrashPolicyStatus before) {
        return written(generation, proof, SecretVersions.NONE, notice, complete, before);
    }

    private static RoboflowTrashPolicyStatus written(
            long generation,
            KeyProof proof,
            SecretVersions secret,
            Optional<Notice> notice,
            boolean complete,
            @Nullable RoboflowTrashPolicyStatus before) {
        PolicyProjection projection = PolicyProjectionBuilder.of(Readiness.ready(Reason.AVAILABLE, "Fine."))
                .generation(generation)
                .proof(proof)
                .secret(secret)
                .conditions(notice.map(shown -> Map.of(PolicyCondition.RULES_QUESTIONABLE, shown))
                        .orElse(Map.of()))
                .rulesReviewed(complete)
                .build();
        return PolicyStatusMapper.status(projection, Optional.empty(), before, NOW);
    }

    private static Optional<String> shown(RoboflowTrashPolicyStatus status) {
        return Conditions.find(status.conditions(), ConditionType.RulesQuestionable)
                .map(Condition::reason);
    }

    @Test
    void whatIsOddAboutTheSpecIsSaidAtOnceAndTheRestOnceItWasRead() {
        RoboflowTrashPolicyStatus first = written(1, KeyProof.NONE, Optional.of(ODD), false, null);
        assertThat(shown(first)).contains("RegularExpression");
        RoboflowTrashPolicyStatus again = written(1, KeyProof.NONE, Optional.of(ODD), false, first);
        assertThat(again).as("and it stays").isEqualTo(first);
        RoboflowTrashPolicyStatus read = written(1, KeyProof.CURRENT, Optional.of(IDLE), true, again);
        assertThat(shown(read)).contains("MatchesNothing");
    }

    @Test
    void whatIsOddAboutTheSpecIsSaidWhateverBecomesOfTheKey() {
        SecretVersions refused = new SecretVersions(Optional.empty(), Optional.of("7"));
        RoboflowTrashPolicyStatus status = null;
        for (int write = 0; write < 3; write++) {
            status = written(1, KeyProof.NONE, refused, Optional.of(ODD), false, status);
            assertThat(shown(status)).contains("RegularExpression");
        }
    }

    @Test
    void aRestartChangesNothing() {
        for (Optional<Notice> notice : List.of(Optional.of(IDLE), Optional.<Notice>empty())) {
            RoboflowTrashPolicyStatus read = written(1, KeyProof.CURRENT, notice, true, null);
            RoboflowTrashPolicyStatus starting = written(1, KeyProof.NONE, Optional.of(ODD), false, read);
            RoboflowTrashPolicyStatus reading = written(1, KeyProof.CURRENT, Optional.of(ODD), false, starting);
            for (RoboflowTrashPolicyStatus status : List.of(starting, reading)) {
                assertThat(shown(status)).isEqualTo(notice.map(Notice::reason));
            }
            assertThat(written(1, KeyProof.CURRENT, notice, true, reading).conditions())
                    .isEqualTo(read.conditions());
        }
    }

    @Test
    void aCorrectedSpecLosesWhatWasOddAboutIt() {
        RoboflowTrashPolicyStatus read = written(1, KeyProof.CURRENT, Optional.of(ODD), true, null);
        assertThat(shown(written(2, KeyProof.LAPSED, Optional.empty(), false, read)))
                .isEmpty();
        Notice renamed = new Notice("Renamed", "cats was renamed.");
        RoboflowTrashPolicyStatus lost = written(1, KeyProof.CURRENT, Optional.of(renamed), true, null);
        assertThat(shown(written(2, KeyProof.LAPSED, Optional.empty(), false, lost)))
                .as("what was read is not forgotten")
                .contains("Renamed");
    }
}

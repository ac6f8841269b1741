package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.Credentials;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the status of a policy goes on telling of a workspace that its key does not open, or not any more. */
class SightOfAPolicyTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "It is refused.");
    private static final PolicyProjection SEEING = projection(
            KeyProof.CURRENT,
            Readiness.ready(Reason.AVAILABLE, "In order."),
            7,
            Optional.of(new TrashCounts(1, 2, 3, 4, 0, Optional.of(NOW), Optional.of("project my-detector"))),
            Optional.of(new Notice(
                    "Renamed",
                    "It was renamed.",
                    List.of(new Rename(ItemKey.project("cats"), ItemKey.project("kitties"), "then")))));

    private static PolicyProjection projection(
            KeyProof proof,
            Readiness readiness,
            int matched,
            Optional<TrashCounts> trash,
            Optional<Notice> questionable) {
        return PolicyProjectionBuilder.of(readiness)
                .proof(proof)
                .conditions(questionable
                        .map(notice -> Map.of(PolicyCondition.RULES_QUESTIONABLE, notice))
                        .orElse(Map.of()))
                .rulesReviewed(proof == KeyProof.CURRENT)
                .trash(trash)
                .rules(List.of(new RuleCounts("protect", matched, 0, 0)))
                .build();
    }

    private static PolicyProjection blind(KeyProof proof) {
        return projection(proof, REFUSED, 0, Optional.empty(), Optional.empty());
    }

    private static RoboflowTrashPolicyStatus status(
            PolicyProjection projection, @Nullable RoboflowTrashPolicyStatus before) {
        return PolicyStatusMapper.status(projection, Optional.empty(), before, NOW.plusSeconds(60));
    }

    private static RoboflowTrashPolicyStatus seen() {
        return PolicyStatusMapper.status(SEEING, Optional.empty(), null, NOW);
    }

    @Test
    void thatAKeyHasOpenedTheWorkspaceIsKept() {
        assertThat(seen().credentials()).isEqualTo(new Credentials(NOW, null, null));
        for (KeyProof proof : KeyProof.values()) {
            assertThat(status(blind(proof), seen()).credentials()).isEqualTo(new Credentials(NOW, null, null));
        }
        assertThat(status(blind(KeyProof.NONE), null).credentials()).isNull();
    }

    /** Also after a restart, when nothing has proved itself yet. */
    @Test
    void aPolicyWhoseKeyIsRefusedKeepsWhatItSawAndSaysThatItIsOld() {
        for (KeyProof proof : List.of(KeyProof.LAPSED, KeyProof.NONE)) {
            RoboflowTrashPolicyStatus kept = status(blind(proof), seen());
            TrashSummary trash = seen().trash();
            assertThat(kept.trash())
                    .usingRecursiveComparison()
                    .ignoringFields("stale")
                    .isEqualTo(trash);
            assertThat(kept.trash()).extracting(TrashSummary::stale).isEqualTo(true);
            assertThat(kept.rules())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.matched()).isEqualTo(7));
            assertThat(kept.renames()).isEqualTo(seen().renames()).hasSize(1);
            assertThat(kept.conditions()).extracting(Condition::type).contains("RulesQuestionable", "Stalled");
            assertThat(status(blind(proof), kept)).as("it stays so").isEqualTo(kept);
        }
    }

    @Test
    void aPolicyThatSeesAgainShowsWhatItSees() {
        RoboflowTrashPolicyStatus again = status(SEEING, status(blind(KeyProof.LAPSED), seen()));
        assertThat(again.trash()).isEqualTo(seen().trash());
        assertThat(again.trash()).extracting(TrashSummary::stale).isNull();
        PolicyProjection nothing = projection(
                KeyProof.CURRENT,
                Readiness.ready(Reason.AVAILABLE, "In order."),
                0,
                Optional.empty(),
                Optional.empty());
        RoboflowTrashPolicyStatus unread = status(nothing, seen());
        assertThat(unread.renames()).isEmpty();
        assertThat(unread.trash())
                .as("no listing yet")
                .extracting(TrashSummary::stale)
                .isEqualTo(true);
    }

    /** Written by a version that told a policy what the keys of others had read. */
    @Test
    void whatWasWrittenForAPolicyThatNeverOpenedTheWorkspaceGoes() {
        RoboflowTrashPolicyStatus seen = seen();
        RoboflowTrashPolicyStatus leaked = new RoboflowTrashPolicyStatus(
                seen.observedGeneration(),
                null,
                null,
                seen.trash(),
                seen.effectiveMode(),
                seen.items(),
                seen.rules(),
                seen.plan(),
                seen.history(),
                null,
                seen.renames(),
                seen.conditions());
        RoboflowTrashPolicyStatus mended = status(blind(KeyProof.NONE), leaked);
        assertThat(mended.trash()).isNull();
        assertThat(mended.renames()).isEmpty();
        assertThat(mended.rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.matched()).isZero());
        assertThat(mended.conditions()).extracting(Condition::type).doesNotContain("RulesQuestionable");
    }
}

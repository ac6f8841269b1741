package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses of version 0.1.0, which told only by their conditions what holds an item. */
class OldItemStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "LimitExceeded, LIMIT",
        "ApprovalRequired, APPROVAL",
        "TrainedModel, MODEL",
        "DriftFight, FIGHT",
        "Conflict, CONFLICT",
        "PlanOnly, PLAN_ONLY",
        "Spared, OTHER",
        "DriftReported, OTHER",
        "InvalidCredentials, OTHER"
    })
    void whatHeldAnItemGoesOnHoldingIt(String reason, Hold hold) {
        assertThat(ItemStatusMapper.claimStatus(stalled(reason, "")).hold()).contains(hold);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lost", "NotFound", "Purged"})
    void whatIsGoneIsNotHeld(String reason) {
        assertThat(ItemStatusMapper.claimStatus(stalled(reason, "")).hold()).isEmpty();
    }

    @Test
    void whatGoesOnByItselfOrIsInOrderIsNotHeld() {
        assertThat(ItemStatusMapper.claimStatus(status("", "Reconciling", "False", "Trashing"))
                        .hold())
                .isEmpty();
        assertThat(ItemStatusMapper.claimStatus(status("", "Ready", "True", "Trashed"))
                        .hold())
                .isEmpty();
    }

    @Test
    void whereTheFieldStandsTheConditionsHaveNoSay() {
        assertThat(ItemStatusMapper.claimStatus(stalled("Spared", "hold: Limit"))
                        .hold())
                .contains(Hold.LIMIT);
        assertThat(ItemStatusMapper.claimStatus(stalled("Renamed", "hold: Fight"))
                        .hold())
                .contains(Hold.FIGHT);
    }

    @Test
    void theFieldIsAddedOnceAndTheRestStaysAsItIs() {
        TrashedItemStatus added = again(stalled("LimitExceeded", ""));
        assertThat(added).isEqualTo(stalled("LimitExceeded", "hold: Limit"));
        assertThat(again(added)).isEqualTo(added);
        TrashedItemStatus inOrder = status("", "Ready", "True", "Trashed");
        assertThat(again(inOrder)).isEqualTo(inOrder);
    }

    private static TrashedItemStatus again(TrashedItemStatus status) {
        return ItemStatusMapper.status(
                ItemStatusMapper.projection(status),
                Optional.empty(),
                Optional.of(ItemKey.version("cat", 3)),
                status,
                NOW);
    }

    private static TrashedItemStatus stalled(String reason, String more) {
        return status(more, "Stalled", "False", reason);
    }

    /** @param type the condition that stands beside Ready, or Ready itself where none does */
    private static TrashedItemStatus status(String more, String type, String ready, String reason) {
        String beside = type.equals("Ready") ? "" : ", " + condition(type, "True", reason);
        return Serialization.unmarshal(
                "observedGeneration: 2\nitem: cat/3\nobservedState: Active\nplannedAction: Trash\n" + more
                        + "\nconditions: [" + condition("Ready", ready, reason) + beside + "]",
                TrashedItemStatus.class);
    }

    private static String condition(String type, String status, String reason) {
        return "{type: " + type + ", status: '" + status + "', reason: " + reason
                + ", message: Why., lastTransitionTime: '2026-11-27T09:00:00Z', observedGeneration: 2}";
    }
}

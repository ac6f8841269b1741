package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.observability.EventRecorder.EventNotice;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyEventsTest {
    @Test
    void anAcceptedKeyIsANormalEventThatNamesTheSecretAndItsVersion() {
        assertThat(KeyEvents.accepted(ResourceFixture.policy("team-a", "team", ResourceFixture.POLICY), "812"))
                .isEqualTo(new EventNotice(
                        EventNotice.Level.NORMAL,
                        "KeyAccepted",
                        "Verify",
                        "The API key in Secret roboflow (entry api-key, resourceVersion 812) opens workspace acme and is in"
                                + " use."));
    }

    @Test
    void aRefusedKeyIsAWarningThatSaysWhatFollowsAndWhy() {
        RoboflowTrashPolicy policy = ResourceFixture.policy(
                "team-a", "team", ResourceFixture.POLICY.replace("{name: roboflow}", "{name: roboflow, key: token}"));
        policy.setStatus(new RoboflowTrashPolicyStatus(
                1L,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                List.of(),
                null,
                List.of(),
                List.of(
                        new Condition(
                                "Ready",
                                ConditionStatus.False,
                                "InvalidCredentials",
                                "It is revoked.",
                                Instant.EPOCH,
                                1L),
                        new Condition(
                                "Stalled",
                                ConditionStatus.True,
                                "InvalidCredentials",
                                "It is revoked.",
                                Instant.EPOCH,
                                1L))));
        assertThat(KeyEvents.refused(policy, "815"))
                .isEqualTo(new EventNotice(
                        EventNotice.Level.WARNING,
                        "KeyRefused",
                        "Verify",
                        "Roboflow refuses the API key in Secret roboflow (entry token, resourceVersion 815). Until the"
                                + " Secret holds one that it accepts, nothing is restored or trashed for this policy, and what"
                                + " it wants kept stays protected. It is revoked."));
    }
}

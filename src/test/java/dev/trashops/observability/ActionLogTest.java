package dev.trashops.observability;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.LoopListener.Mutation;
import dev.trashops.workspace.port.Uptime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of what is changed in Roboflow. */
class ActionLogTest {
    private static final Mutation RESTORE = ObservabilityFixture.mutation("m1");
    private static final String NAME =
            "Restore of version my-detector/3 in workspace acme for TrashedItem team-a/keep-v3";

    private final LogLines lines = new LogLines(ActionLog.class);
    private final ManualClock clock = new ManualClock(ObservabilityFixture.NOW);
    private final ActionLog log = new ActionLog(Uptime.of(clock));

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void eachActionIsOneLineThatSaysWhatForWhomAndHowItEnded() {
        ended(RESTORE, Outcome.DONE, "Restored from the Trash.");
        ended(ObservabilityFixture.ruled("m2"), Outcome.DONE, "Moved to the Trash.");
        assertThat(lines.next())
                .containsExactly(
                        "INFO " + NAME + ": done. Restored from the Trash.",
                        "INFO Deletion of version my-detector/3 in workspace acme for TrashedItem team-a/keep-v3, rule"
                                + " prune, approved " + ObservabilityFixture.DIGEST + ": done. Moved to the Trash.");
    }

    @Test
    void oneThatFailsTheSameWayAgainAndAgainIsNotALineForEachTry() {
        for (int i = 0; i < 50; i++) {
            ended(RESTORE, Outcome.FAILED, "POST (http-403)");
            clock.advance(Duration.ofMinutes(5));
        }
        assertThat(lines.next())
                .hasSize(5)
                .startsWith(
                        "WARN " + NAME + ": failed. POST (http-403)",
                        "WARN " + NAME + " (try 13): failed. POST (http-403)");
        ended(RESTORE, Outcome.FAILED, "POST (http-402)");
        ended(RESTORE, Outcome.DONE, "Restored from the Trash.");
        assertThat(lines.next())
                .containsExactly(
                        "WARN " + NAME + " (try 51): failed. POST (http-402)",
                        "INFO " + NAME + " (try 52): done. Restored from the Trash.");
    }

    @Test
    void oneWhoseOutcomeOnlyTheTrashTellsIsSaidAgainWhenThatIsKnown() {
        ended(RESTORE, Outcome.STARTED, "POST (timeout)");
        assertThat(lines.next())
                .containsExactly(
                        "WARN " + NAME + ": no answer that tells its outcome, POST (timeout). The next list of the"
                                + " Trash tells it");
        show(Outcome.STARTED);
        assertThat(lines.next()).isEmpty();
        show(Outcome.DONE);
        show(Outcome.DONE);
        assertThat(lines.next()).containsExactly("INFO " + NAME + " (as the Trash shows): done. Seen.");
    }

    private void ended(Mutation mutation, Outcome outcome, String message) {
        log.ended(mutation, outcome, message, clock.instant());
    }

    private void show(Outcome outcome) {
        LastAction last = new LastAction(
                ActionKind.RESTORE,
                ObservabilityFixture.NOW,
                outcome,
                "Seen.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
        log.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(
                        RESTORE.claim().id(),
                        ObservabilityFixture.view(ObservabilityFixture.claimStatus(
                                ObservedState.ACTIVE,
                                Readiness.ready(Reason.RESTORED, "It is active."),
                                Optional.of(last),
                                List.of()))),
                Map.of(ObservabilityFixture.POLICY, ObservabilityFixture.policy())));
    }
}

package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.LastAction.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of two entries about one claim says more. */
class LastActionTest {
    private static final Instant AT = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final LastAction BEGUN = new LastAction(
            ActionKind.TRASH,
            AT,
            Outcome.STARTED,
            "Moving it to the Trash.",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);
    private static final LastAction ANSWERED =
            BEGUN.ended(Outcome.DONE, "Moved to the Trash.").withUnconfirmed(1);
    private static final LastAction SHOWN = ANSWERED.withUnconfirmed(0);
    private static final LastAction MISSED =
            ANSWERED.ended(Outcome.FAILED, "The Trash does not list it.").withUnconfirmed(1);

    @Test
    void anOutcomeSaysMoreThanNone() {
        for (LastAction outcome : new LastAction[] {ANSWERED, SHOWN, MISSED}) {
            assertThat(outcome.isNewerThan(BEGUN)).isTrue();
            assertThat(BEGUN.isNewerThan(outcome)).isFalse();
        }
    }

    /** A second leader that began to list only after people brought the item back knows less. */
    @Test
    void whatAListingHasShownSaysMoreThanWhatAnotherProcessMissed() {
        for (LastAction unshown : new LastAction[] {ANSWERED, MISSED, MISSED.withUnconfirmed(0)}) {
            assertThat(SHOWN.isNewerThan(unshown)).isTrue();
            assertThat(unshown.isNewerThan(SHOWN)).isFalse();
        }
        assertThat(MISSED.isNewerThan(ANSWERED)).isFalse();
    }

    @Test
    void aLaterActionSaysMoreThanAnythingBefore() {
        LastAction later = new LastAction(
                ActionKind.TRASH,
                AT.plusMillis(1),
                Outcome.STARTED,
                "Moving it to the Trash.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        assertThat(later.isNewerThan(SHOWN)).isTrue();
        assertThat(SHOWN.isNewerThan(later)).isFalse();
        assertThat(SHOWN.isNewerThan(SHOWN)).isFalse();
    }
}

package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final Standing RESTORING = Standing.reconciling(Reason.RESTORING, "Being restored.");
    private static final Standing AVAILABLE = Standing.ready(Reason.AVAILABLE, "Fine.");
    private static final Standing RESTORED = Standing.ready(Reason.RESTORED, "Active.");

    @Test
    void whatStaysTheSameIsWorthNothing() {
        ItemView view = Samples.warned(CleanupWarning.Stage.WITHIN_7D);
        assertThat(Notices.ofItem(view, view)).isEmpty();
        PolicyView policy = policy(Standing.stalled(Reason.SUSPENDED, "Suspended."), Optional.of("Raise it."));
        assertThat(Notices.ofPolicy(Optional.of(policy), policy)).isEmpty();
    }

    @Test
    void anActionIsToldWhenItIsDoneAndNotWhenItStarts() {
        assertThat(Notices.ofAction(action(LastAction.Outcome.STARTED), Drift.NONE))
                .isEmpty();
        assertThat(Notices.ofAction(action(LastAction.Outcome.DONE), Drift.NONE))
                .hasValue(new Notice(Notice.Level.NORMAL, "Restored", "Restore", "Said so."));
    }

    @Test
    void anActionThatFailedOrHitAnotherItemIsAWarning() {
        Notice expected = new Notice(Notice.Level.WARNING, "ActionFailed", "Restore", "Said so.");
        assertThat(Notices.ofAction(action(LastAction.Outcome.FAILED), Drift.NONE))
                .hasValue(expected);
        assertThat(Notices.ofAction(action(LastAction.Outcome.REVERTED), Drift.NONE))
                .hasValue(expected);
    }

    @Test
    void aReversalByOthersIsDetectedAndThenCorrected() {
        List<Instant> reversed = List.of(Samples.NOW.minusSeconds(30));
        ItemView calm = item(ObservedState.ACTIVE, RESTORED);
        ItemView drifted = Samples.view(Samples.memory(ObservedState.IN_TRASH, RESTORING, Optional.empty(), reversed));
        assertThat(reasons(Notices.ofItem(calm, drifted))).containsExactly("DriftDetected");
        assertThat(Notices.ofAction(action(LastAction.Outcome.DONE), new Drift(Optional.empty(), reversed)))
                .hasValue(new Notice(Notice.Level.NORMAL, "DriftCorrected", "Restore", "Said so."));
    }

    @Test
    void aReversalNamesWhoDidItWhereNamesAreShown() {
        Memory drifted = Samples.memory(ObservedState.IN_TRASH, RESTORING, Optional.empty(), List.of(Samples.NOW));
        Memory named = new Memory(
                drifted.observedGeneration(),
                drifted.handledRequest(),
                drifted.observed(),
                drifted.planned(),
                drifted.hold(),
                drifted.standing(),
                drifted.fingerprint(),
                Optional.of(new TrashFacts(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Jane Doe"),
                        Optional.empty(),
                        false,
                        Optional.empty())),
                drifted.lastAction(),
                drifted.drift());
        ItemView calm = item(ObservedState.ACTIVE, RESTORED);
        assertThat(Notices.ofItem(calm, Samples.view(drifted)).get(0).message()).startsWith("Somebody else changed");
        assertThat(Notices.ofItem(calm, Samples.view(named)).get(0).message()).startsWith("Jane Doe changed the item");
    }

    @Test
    void eachStageOfTheWarningIsToldOnce() {
        ItemView none =
                Samples.view(Samples.memory(ObservedState.IN_TRASH, Standing.ready(Reason.OBSERVED, "In the Trash.")));
        ItemView week = Samples.warned(CleanupWarning.Stage.WITHIN_7D);
        ItemView day = Samples.warned(CleanupWarning.Stage.WITHIN_1D);
        assertThat(reasons(Notices.ofItem(none, week))).containsExactly("CleanupImminent");
        assertThat(Notices.ofItem(week, week)).isEmpty();
        assertThat(reasons(Notices.ofItem(week, day))).containsExactly("CleanupImminent");
        assertThat(Notices.ofItem(week, day).get(0).message()).startsWith("Within1d: ");
        assertThat(Notices.ofItem(day, none)).isEmpty();
    }

    @Test
    void aPurgeIsNormalWhereTheItemMayGoAndAWarningWhereItMayNot() {
        ItemView inTrash = item(ObservedState.IN_TRASH, RESTORING);
        assertThat(Notices.ofItem(inTrash, item(ObservedState.PURGED, Standing.ready(Reason.PURGED, "Purged."))))
                .containsExactly(new Notice(Notice.Level.NORMAL, "Purged", "Observe", "Purged."));
        assertThat(Notices.ofItem(inTrash, item(ObservedState.PURGED, Standing.stalled(Reason.PURGED, "Gone."))))
                .containsExactly(new Notice(Notice.Level.WARNING, "Purged", "Observe", "Gone."));
        assertThat(Notices.ofItem(inTrash, item(ObservedState.LOST, Standing.stalled(Reason.LOST, "Lost."))))
                .containsExactly(new Notice(Notice.Level.WARNING, "Lost", "Observe", "Lost."));
    }

    @Test
    void anItemThatBecomesStuckSaysSoOncePerReason() {
        ItemView waiting = item(ObservedState.IN_TRASH, RESTORING);
        ItemView parent = item(ObservedState.IN_TRASH, Standing.stalled(Reason.PARENT_IN_TRASH, "Restore it."));
        ItemView scope = item(ObservedState.IN_TRASH, Standing.stalled(Reason.MISSING_SCOPE, "Add it."));
        assertThat(reasons(Notices.ofItem(waiting, parent))).containsExactly("ParentInTrash");
        assertThat(Notices.ofItem(parent, parent)).isEmpty();
        assertThat(reasons(Notices.ofItem(parent, scope))).containsExactly("MissingScope");
    }

    @Test
    void whatHoldsTheWholeWorkspaceIsToldOnThePolicyAlone() {
        Standing limit = Standing.stalled(Reason.LIMIT_EXCEEDED, "Raise the limit.");
        assertThat(Notices.ofItem(item(ObservedState.ACTIVE, RESTORING), item(ObservedState.ACTIVE, limit)))
                .isEmpty();
        assertThat(reasons(Notices.ofPolicy(
                        Optional.of(policy(Standing.ready(Reason.AVAILABLE, "Fine."), Optional.empty())),
                        policy(Standing.ready(Reason.AVAILABLE, "Fine."), Optional.of("Raise the limit.")))))
                .containsExactly("LimitExceeded");
        assertThat(reasons(Notices.ofPolicy(
                        Optional.empty(),
                        policy(Standing.stalled(Reason.INVALID_CREDENTIALS, "Replace the key."), Optional.empty()))))
                .containsExactly("InvalidCredentials");
    }

    @Test
    void whatWaitsForAnApprovalIsToldOnceAndOnThePolicyAlone() {
        for (Reason reason : List.of(Reason.APPROVAL_REQUIRED, Reason.PLAN_ONLY)) {
            assertThat(Notices.ofItem(
                            item(ObservedState.ACTIVE, RESTORING),
                            item(ObservedState.ACTIVE, Standing.stalled(reason, "Approve the plan."))))
                    .isEmpty();
        }
        PolicyView before = policy(AVAILABLE, Optional.empty());
        PolicyView waiting = policy(AVAILABLE, Optional.empty(), Optional.of("Approve it."), Optional.empty());
        assertThat(Notices.ofPolicy(Optional.of(before), waiting))
                .containsExactly(new Notice(Notice.Level.NORMAL, "ApprovalRequired", "Hold", "Approve it."));
        assertThat(Notices.ofPolicy(Optional.of(waiting), waiting)).isEmpty();
        assertThat(Notices.ofPolicy(Optional.of(waiting), before)).isEmpty();
    }

    @Test
    void rulesThatMatchTooMuchAreAWarningOnThePolicy() {
        PolicyView truncated = policy(AVAILABLE, Optional.empty(), Optional.empty(), Optional.of("Match less."));
        assertThat(Notices.ofPolicy(Optional.empty(), truncated))
                .containsExactly(new Notice(Notice.Level.WARNING, "Truncated", "Observe", "Match less."));
        assertThat(Notices.ofPolicy(Optional.of(truncated), truncated)).isEmpty();
    }

    @Test
    void whatAPersonBroughtBackIsToldOnItsItem() {
        ItemView spared = item(ObservedState.ACTIVE, Standing.stalled(Reason.SPARED, "Somebody brought it back."));
        assertThat(reasons(Notices.ofItem(item(ObservedState.IN_TRASH, RESTORED), spared)))
                .containsExactly("Spared");
        assertThat(Notices.ofItem(spared, spared)).isEmpty();
    }

    private static ItemView item(ObservedState observed, Standing standing) {
        return Samples.view(Samples.memory(observed, standing, Optional.empty(), List.of()));
    }

    private static LastAction action(LastAction.Outcome outcome) {
        return new LastAction(
                ActionKind.RESTORE,
                Samples.NOW,
                outcome,
                "Said so.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static PolicyView policy(Standing standing, Optional<String> limitExceeded) {
        return policy(standing, limitExceeded, Optional.empty(), Optional.empty());
    }

    private static PolicyView policy(
            Standing standing,
            Optional<String> limitExceeded,
            Optional<String> approvalRequired,
            Optional<String> truncated) {
        return new PolicyView(
                1,
                Optional.empty(),
                standing,
                limitExceeded,
                approvalRequired,
                truncated,
                Optional.empty(),
                new PolicyView.ItemCounts(0, 0, 0, 0, 0),
                List.of(),
                PolicyView.PlanCounts.NOTHING,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private static List<String> reasons(List<Notice> notices) {
        return notices.stream().map(Notice::reason).toList();
    }
}

package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.Workspaces;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.observability.EventRecorder.EventNotice;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashedBy;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventsOfStatusesTest {
    private static final Readiness RESTORING = Readiness.reconciling(Reason.RESTORING, "Being restored.");
    private static final Readiness AVAILABLE = Readiness.ready(Reason.AVAILABLE, "Fine.");
    private static final Readiness RESTORED = Readiness.ready(Reason.RESTORED, "Active.");

    @Test
    void whatStaysTheSameIsWorthNothing() {
        ItemProjection view = ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_7D);
        assertThat(EventPublisher.ofItem(view, view)).isEmpty();
        PolicyConditions policy = policy(Readiness.stalled(Reason.SUSPENDED, "Suspended."), Optional.of("Raise it."));
        assertThat(EventPublisher.ofPolicy(Optional.of(policy), policy)).isEmpty();
    }

    @Test
    void anActionIsToldWhenItIsDoneAndNotWhenItStarts() {
        assertThat(EventPublisher.ofAction(action(LastAction.Outcome.STARTED), Drift.NONE))
                .isEmpty();
        assertThat(EventPublisher.ofAction(action(LastAction.Outcome.DONE), Drift.NONE))
                .hasValue(new EventNotice(EventNotice.Level.NORMAL, "Restored", "Restore", "Said so."));
    }

    @Test
    void anActionThatFailedOrHitAnotherItemIsAWarning() {
        EventNotice expected = new EventNotice(EventNotice.Level.WARNING, "ActionFailed", "Restore", "Said so.");
        assertThat(EventPublisher.ofAction(action(LastAction.Outcome.FAILED), Drift.NONE))
                .hasValue(expected);
        assertThat(EventPublisher.ofAction(action(LastAction.Outcome.REVERTED), Drift.NONE))
                .hasValue(expected);
    }

    @Test
    void aReversalByOthersIsDetectedAndThenCorrected() {
        List<Instant> reversed = List.of(ObservabilityFixture.NOW.minusSeconds(30));
        ItemProjection calm = item(ObservedState.ACTIVE, RESTORED);
        ItemProjection drifted = ObservabilityFixture.view(
                ObservabilityFixture.claimStatus(ObservedState.IN_TRASH, RESTORING, Optional.empty(), reversed));
        assertThat(reasons(EventPublisher.ofItem(calm, drifted))).containsExactly("DriftDetected");
        assertThat(EventPublisher.ofAction(action(LastAction.Outcome.DONE), new Drift(Optional.empty(), reversed)))
                .hasValue(new EventNotice(EventNotice.Level.NORMAL, "DriftCorrected", "Restore", "Said so."));
    }

    private static Stream<Arguments> reversals() {
        Optional<Instant> at = Optional.of(ObservabilityFixture.NOW.minusSeconds(40));
        Optional<String> uid = Optional.of("uid-42");
        return Stream.of(
                Arguments.of(
                        ObservedState.IN_TRASH,
                        TrashedBy.of(at, uid, Optional.of("Jane Doe")),
                        "Jane Doe (uid-42) trashed the item at 2026-11-23T10:14:50Z, after it had reached its desired state."),
                Arguments.of(
                        ObservedState.IN_TRASH,
                        TrashedBy.of(at, uid, Optional.empty()),
                        "Somebody (uid-42) trashed the item at 2026-11-23T10:14:50Z, after it had reached its desired state."),
                Arguments.of(
                        ObservedState.IN_TRASH,
                        Optional.empty(),
                        "Somebody else trashed the item after it had reached its desired state."),
                Arguments.of(
                        ObservedState.ACTIVE,
                        Optional.empty(),
                        "Somebody else restored the item after it had reached its desired state."));
    }

    @ParameterizedTest
    @MethodSource("reversals")
    void aReversalNamesWhoDidItAndWhen(ObservedState found, Optional<TrashedBy> by, String message) {
        ClaimStatus drifted = ObservabilityFixture.drifted(
                found, RESTORING, new Drift(Optional.empty(), List.of(ObservabilityFixture.NOW), by));
        assertThat(EventPublisher.ofItem(item(ObservedState.UNKNOWN, RESTORED), ObservabilityFixture.view(drifted)))
                .containsExactly(new EventNotice(EventNotice.Level.WARNING, "DriftDetected", "Observe", message));
    }

    @Test
    void eachStageOfTheWarningIsToldOnce() {
        ItemProjection none = ObservabilityFixture.view(ObservabilityFixture.claimStatus(
                ObservedState.IN_TRASH, Readiness.ready(Reason.OBSERVED, "In the Trash.")));
        ItemProjection week = ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_7D);
        ItemProjection day = ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_1D);
        assertThat(reasons(EventPublisher.ofItem(none, week))).containsExactly("CleanupImminent");
        assertThat(EventPublisher.ofItem(week, week)).isEmpty();
        assertThat(reasons(EventPublisher.ofItem(week, day))).containsExactly("CleanupImminent");
        assertThat(EventPublisher.ofItem(week, day).get(0).message()).startsWith("Within1d: ");
        assertThat(EventPublisher.ofItem(day, none)).isEmpty();
    }

    @Test
    void aPurgeIsNormalWhereTheItemMayGoAndAWarningWhereItMayNot() {
        ItemProjection inTrash = item(ObservedState.IN_TRASH, RESTORING);
        assertThat(EventPublisher.ofItem(
                        inTrash, item(ObservedState.PURGED, Readiness.ready(Reason.PURGED, "Purged."))))
                .containsExactly(new EventNotice(EventNotice.Level.NORMAL, "Purged", "Observe", "Purged."));
        assertThat(EventPublisher.ofItem(
                        inTrash, item(ObservedState.PURGED, Readiness.stalled(Reason.PURGED, "Gone."))))
                .containsExactly(new EventNotice(EventNotice.Level.WARNING, "Purged", "Observe", "Gone."));
        assertThat(EventPublisher.ofItem(inTrash, item(ObservedState.LOST, Readiness.stalled(Reason.LOST, "Lost."))))
                .containsExactly(new EventNotice(EventNotice.Level.WARNING, "Lost", "Observe", "Lost."));
    }

    @Test
    void anItemThatBecomesStuckSaysSoOncePerReason() {
        ItemProjection waiting = item(ObservedState.IN_TRASH, RESTORING);
        ItemProjection parent = item(ObservedState.IN_TRASH, Readiness.stalled(Reason.PARENT_IN_TRASH, "Restore it."));
        ItemProjection scope = item(ObservedState.IN_TRASH, Readiness.stalled(Reason.MISSING_SCOPE, "Add it."));
        assertThat(reasons(EventPublisher.ofItem(waiting, parent))).containsExactly("ParentInTrash");
        assertThat(EventPublisher.ofItem(parent, parent)).isEmpty();
        assertThat(reasons(EventPublisher.ofItem(parent, scope))).containsExactly("MissingScope");
    }

    @Test
    void whatHoldsTheWholeWorkspaceIsToldOnThePolicyAlone() {
        Readiness limit = Readiness.stalled(Reason.LIMIT_EXCEEDED, "Raise the limit.");
        assertThat(EventPublisher.ofItem(item(ObservedState.ACTIVE, RESTORING), item(ObservedState.ACTIVE, limit)))
                .isEmpty();
        assertThat(reasons(EventPublisher.ofPolicy(
                        Optional.of(policy(Readiness.ready(Reason.AVAILABLE, "Fine."), Optional.empty())),
                        policy(Readiness.ready(Reason.AVAILABLE, "Fine."), Optional.of("Raise the limit.")))))
                .containsExactly("LimitExceeded");
        assertThat(reasons(EventPublisher.ofPolicy(
                        Optional.empty(),
                        policy(Readiness.stalled(Reason.INVALID_CREDENTIALS, "Replace the key."), Optional.empty()))))
                .containsExactly("InvalidCredentials");
    }

    @Test
    void whatWaitsForAnApprovalIsToldOnceAndOnThePolicyAlone() {
        for (Reason reason : List.of(Reason.APPROVAL_REQUIRED, Reason.PLAN_ONLY)) {
            assertThat(EventPublisher.ofItem(
                            item(ObservedState.ACTIVE, RESTORING),
                            item(ObservedState.ACTIVE, Readiness.stalled(reason, "Approve the plan."))))
                    .isEmpty();
        }
        PolicyConditions before = policy(AVAILABLE, Optional.empty());
        PolicyConditions waiting = policy(AVAILABLE, Optional.empty(), Optional.of("Approve it."), Optional.empty());
        assertThat(EventPublisher.ofPolicy(Optional.of(before), waiting))
                .containsExactly(new EventNotice(EventNotice.Level.NORMAL, "ApprovalRequired", "Hold", "Approve it."));
        assertThat(EventPublisher.ofPolicy(Optional.of(waiting), waiting)).isEmpty();
        assertThat(EventPublisher.ofPolicy(Optional.of(waiting), before)).isEmpty();
    }

    @Test
    void anUnexpectedAnswerIsAWarningOnThePolicyAndNotOnEachItemThatItHolds() {
        Readiness halted = Readiness.stalled(Reason.UNEXPECTED_ANSWER, "Look into the Trash.");
        assertThat(EventPublisher.ofPolicy(
                        Optional.of(policy(AVAILABLE, Optional.empty())), policy(halted, Optional.empty())))
                .containsExactly(new EventNotice(
                        EventNotice.Level.WARNING, "UnexpectedAnswer", "Stall", "Look into the Trash."));
        assertThat(EventPublisher.ofItem(item(ObservedState.ACTIVE, RESTORED), item(ObservedState.ACTIVE, halted)))
                .isEmpty();
    }

    @Test
    void rulesThatMatchTooMuchAreAWarningOnThePolicy() {
        PolicyConditions truncated = policy(AVAILABLE, Optional.empty(), Optional.empty(), Optional.of("Match less."));
        assertThat(EventPublisher.ofPolicy(Optional.empty(), truncated))
                .containsExactly(new EventNotice(EventNotice.Level.WARNING, "Truncated", "Observe", "Match less."));
        assertThat(EventPublisher.ofPolicy(Optional.of(truncated), truncated)).isEmpty();
    }

    @Test
    void aDoubtAboutRulesIsAWarningUnderItsOwnReason() {
        PolicyConditions before = policy(AVAILABLE, Optional.empty());
        PolicyConditions renamed = new PolicyConditions(
                AVAILABLE,
                Map.of(PolicyCondition.RULES_QUESTIONABLE, new Notice("Renamed", "cats was renamed to kitties.")));
        assertThat(EventPublisher.ofPolicy(Optional.of(before), renamed))
                .containsExactly(new EventNotice(
                        EventNotice.Level.WARNING, "Renamed", "Observe", "cats was renamed to kitties."));
        assertThat(EventPublisher.ofPolicy(Optional.of(renamed), renamed)).isEmpty();
        PolicyConditions another = new PolicyConditions(
                AVAILABLE,
                Map.of(PolicyCondition.RULES_QUESTIONABLE, new Notice("Renamed", "dogs was renamed to puppies.")));
        assertThat(another.isOnlyReworded(renamed)).isFalse();
        assertThat(reasons(EventPublisher.ofPolicy(Optional.of(renamed), another)))
                .containsExactly("Renamed");
    }

    private static ItemProjection called(Optional<String> url, Optional<String> parentUrl) {
        ClaimStatus status =
                ObservabilityFixture.claimStatus(ObservedState.IN_TRASH, RESTORING, Optional.empty(), List.of());
        ItemIdentity identity = new ItemIdentity(
                Workspaces.us("acme"),
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                url,
                parentUrl,
                Optional.empty());
        return ObservabilityFixture.view(new ClaimStatus(
                status.observedGeneration(),
                status.handledRequest(),
                status.observed(),
                status.planned(),
                status.hold(),
                status.readiness(),
                Optional.of(identity),
                status.trash(),
                status.lastAction(),
                status.drift()));
    }

    @Test
    void aRenameIsAnEventOnTheItemAndOnThePartsOfAProject() {
        EventNotice expected =
                new EventNotice(EventNotice.Level.NORMAL, "Renamed", "Observe", "cats was renamed to kitties.");
        ItemProjection project = called(Optional.of("cats"), Optional.empty());
        ItemProjection version = called(Optional.empty(), Optional.of("cats"));
        assertThat(EventPublisher.ofItem(project, called(Optional.of("kitties"), Optional.empty())))
                .containsExactly(expected);
        assertThat(EventPublisher.ofItem(version, called(Optional.empty(), Optional.of("kitties"))))
                .containsExactly(expected);
        assertThat(EventPublisher.ofItem(project, project)).isEmpty();
        assertThat(EventPublisher.ofItem(called(Optional.empty(), Optional.empty()), project))
                .isEmpty();
    }

    @Test
    void whatAPersonBroughtBackIsToldOnItsItem() {
        ItemProjection spared =
                item(ObservedState.ACTIVE, Readiness.stalled(Reason.SPARED, "Somebody brought it back."));
        assertThat(reasons(EventPublisher.ofItem(item(ObservedState.IN_TRASH, RESTORED), spared)))
                .containsExactly("Spared");
        assertThat(EventPublisher.ofItem(spared, spared)).isEmpty();
    }

    private static ItemProjection item(ObservedState observed, Readiness readiness) {
        return ObservabilityFixture.view(
                ObservabilityFixture.claimStatus(observed, readiness, Optional.empty(), List.of()));
    }

    private static LastAction action(LastAction.Outcome outcome) {
        return new LastAction(
                ActionKind.RESTORE,
                ObservabilityFixture.NOW,
                outcome,
                "Said so.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    private static PolicyConditions policy(Readiness readiness, Optional<String> limitExceeded) {
        return policy(readiness, limitExceeded, Optional.empty(), Optional.empty());
    }

    private static PolicyConditions policy(
            Readiness readiness,
            Optional<String> limitExceeded,
            Optional<String> approvalRequired,
            Optional<String> truncated) {
        Map<PolicyCondition, Notice> conditions = new EnumMap<>(PolicyCondition.class);
        limitExceeded.ifPresent(
                text -> conditions.put(PolicyCondition.LIMIT_EXCEEDED, new Notice("LimitExceeded", text)));
        approvalRequired.ifPresent(
                text -> conditions.put(PolicyCondition.APPROVAL_REQUIRED, new Notice("ApprovalRequired", text)));
        truncated.ifPresent(text -> conditions.put(PolicyCondition.TRUNCATED, new Notice("Truncated", text)));
        return new PolicyConditions(readiness, conditions);
    }

    private static List<String> reasons(List<EventNotice> notices) {
        return notices.stream().map(EventNotice::reason).toList();
    }
}

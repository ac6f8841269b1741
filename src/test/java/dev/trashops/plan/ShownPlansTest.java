package dev.trashops.plan;

import static dev.trashops.plan.model.DesiredState.RESTORED;
import static dev.trashops.plan.model.DesiredState.TRASHED;
import static dev.trashops.plan.model.ItemKey.project;
import static dev.trashops.plan.model.ItemKey.version;
import static dev.trashops.plan.model.ItemKey.workflow;
import static dev.trashops.plan.testdata.RuleBuilder.prune;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.EffectiveMode;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.testdata.ClaimBuilder;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.PolicyBuilder;
import dev.trashops.plan.testdata.TrashEntryBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy tells of its plan: before it is complete, while a brake is on, and while Roboflow cannot be read. */
class ShownPlansTest {
    private static final Readiness OUTAGE = Readiness.reconciling(Reason.API_UNAVAILABLE, "Roboflow did not answer.");
    private static final Readiness KEY_REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "The key is refused.");

    /** Of five versions a rule trashes the three oldest. */
    private static WorkspaceScenario pruning(UnaryOperator<PolicyBuilder> policy) {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2, 3, 4, 5)
                .policy(p -> policy.apply(p.rules(prune(2))));
        for (int number = 1; number <= 3; number++) {
            given.child(RuleAction.TRASH, version("cat", number));
        }
        return given;
    }

    private static String child(int number) {
        return ClaimBuilder.nameOf(RuleAction.TRASH, version("cat", number));
    }

    private static PolicyProjection seen(WorkspaceScenario given) {
        return PlanReader.policy(given.plan());
    }

    private static ShownPlan shown(WorkspaceScenario given) {
        return seen(given).shownPlan(ShownPlan.NONE);
    }

    private static String message(PolicyProjection view, PolicyCondition type) {
        return view.condition(type).map(Notice::message).orElse("not so");
    }

    private static List<Readiness> outages() {
        return List.of(OUTAGE, KEY_REFUSED, Readiness.reconciling(Reason.RATE_LIMITED, "429"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageLeavesThePlanAndWhatHoldsItAsTheyWereKnown(Readiness outage) {
        ShownPlan before = shown(pruning(p -> p));
        PolicyProjection during = seen(pruning(p -> p.readiness(outage).showing(before)));
        assertThat(during.plan()).isEqualTo(before.counts().stale(true));
        assertThat(during.plan().trash()).isEqualTo(3);
        assertThat(during.plan().held()).isEqualTo(3);
        assertThat(during.trashPlan()).as("the digest stays").isEmpty();
        assertThat(during.condition(PolicyCondition.APPROVAL_REQUIRED))
                .isEqualTo(Optional.ofNullable(before.conditions().get(PolicyCondition.APPROVAL_REQUIRED)))
                .isPresent();
        PolicyProjection after = seen(pruning(p -> p.showing(during.shownPlan(before))));
        assertThat(after.shownPlan(before)).as("after it").isEqualTo(before);
    }

    @Test
    void anOutageChangesNothingOfItemsThatWaitForAPerson() {
        Readiness waiting = Readiness.stalled(Reason.APPROVAL_REQUIRED, "Trashing it needs an approval.");
        WorkspaceScenario unapproved = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2)
                .policy(p -> p.rules(prune(1)).readiness(OUTAGE))
                .child(RuleAction.TRASH, version("cat", 1), c -> c.remembering(m -> m.readiness(waiting)));
        assertThat(unapproved.outcome(child(1))).isEqualTo("ACTIVE STALLED ApprovalRequired TRASH held");
        WorkspaceScenario exceeding = WorkspaceScenario.workspace()
                .policy(p -> p.limits(0, 100).readiness(OUTAGE))
                .active(workflow("w"))
                .claim(TRASHED, workflow("w"));
        assertThat(exceeding.outcome("w")).isEqualTo("ACTIVE STALLED LimitExceeded TRASH held");
    }

    @Test
    void whatCouldGoNowWaitsForTheEndOfAnOutage() {
        WorkspaceScenario free = WorkspaceScenario.workspace()
                .others(9)
                .policy(p -> p.readiness(OUTAGE))
                .active(workflow("w"))
                .claim(TRASHED, workflow("w"));
        assertThat(free.outcome("w")).isEqualTo("ACTIVE RECONCILING PolicyNotReady TRASH held");
    }

    @Test
    void aDigestIsNeverShownBesideAnEmptyPlan() {
        ShownPlan before = shown(pruning(p -> p));
        for (WorkspaceScenario unread : List.of(
                pruning(p -> p.showing(before))
                        .unread(version("cat", 1))
                        .unread(version("cat", 2))
                        .unread(version("cat", 3)),
                pruning(p -> p.showing(before)).unlisted(),
                pruning(p -> p.showing(before).ledgerUnread()),
                pruning(p -> p.showing(before)).justStarted())) {
            PolicyProjection view = seen(unread);
            assertThat(view.trashPlan()).isEmpty();
            assertThat(view.plan()).isEqualTo(before.counts());
        }
    }

    @Test
    void everyBrakeLeavesThePlanToReview() {
        TrashPlan free = seen(pruning(p -> p)).trashPlan().orElseThrow();
        Map<PolicyCondition, WorkspaceScenario> brakes = Map.of(
                PolicyCondition.SUSPENDED, pruning(PolicyBuilder::suspended),
                PolicyCondition.PLAN_ONLY, pruning(PolicyBuilder::planning),
                PolicyCondition.NOT_ALLOWED, pruning(p -> p).allowed());
        brakes.forEach((brake, given) -> {
            PolicyProjection view = seen(given);
            assertThat(view.trashPlan()).as(brake.text()).contains(free);
            assertThat(view.plan().trash()).isEqualTo(3);
            assertThat(view.plan().held()).isEqualTo(3);
            assertThat(view.conditions()).containsOnlyKeys(brake);
            assertThat(given.plan().actions()).isEmpty();
            assertThat(given.outcome(child(1))).isEqualTo("ACTIVE STALLED " + brake.text() + " TRASH held");
        });
    }

    @Test
    void theModeIsWhatIsDoneAtPresent() {
        assertThat(seen(pruning(p -> p)).mode()).isEqualTo(EffectiveMode.ENFORCE);
        assertThat(seen(pruning(PolicyBuilder::planning)).mode()).isEqualTo(EffectiveMode.PLAN);
        assertThat(seen(pruning(p -> p.planning().suspended())).mode()).isEqualTo(EffectiveMode.SUSPENDED);
        assertThat(seen(pruning(p -> p).allowed(ActionKind.RESTORE)).mode()).isEqualTo(EffectiveMode.RESTORE);
        assertThat(seen(pruning(PolicyBuilder::planning).allowed()).mode()).isEqualTo(EffectiveMode.OBSERVE);
    }

    @Test
    void beforeThePlanIsCompleteItsItemsWaitForItAndThenForTheApproval() {
        WorkspaceScenario fresh = pruning(p -> p).justStarted();
        assertThat(fresh.outcome(child(1))).isEqualTo("ACTIVE RECONCILING PlanPending TRASH held");
        assertThat(seen(fresh).plan()).satisfies(plan -> {
            assertThat(plan.trash()).isEqualTo(3);
            assertThat(plan.held())
                    .as("nothing is said to be held before there is a digest")
                    .isZero();
        });
        assertThat(seen(fresh).conditions()).containsOnlyKeys(PolicyCondition.PLAN_PENDING);
        assertThat(message(seen(fresh), PolicyCondition.PLAN_PENDING)).contains("3 of 3 items looked at");
        WorkspaceScenario half = pruning(p -> p).unread(version("cat", 2));
        assertThat(message(seen(half), PolicyCondition.PLAN_PENDING)).contains("2 of 3 items looked at");
        assertThat(seen(pruning(p -> p)).conditions()).containsOnlyKeys(PolicyCondition.APPROVAL_REQUIRED);
    }

    /** Nobody waits for a plan that will not come by itself. */
    @Test
    void aPlanThatAPersonKeepsFromBeingMadeIsMissedWithTheReason() {
        Readiness why = Readiness.stalled(Reason.REJECTED, "The key may not read project dog.");
        WorkspaceScenario given = pruning(p -> p).versions("dog", 1).unreadable(project("dog"), why);
        assertThat(given.outcome(child(1))).isEqualTo("ACTIVE STALLED ApprovalRequired TRASH held");
        assertThat(message(seen(given), PolicyCondition.APPROVAL_REQUIRED))
                .endsWith("There is no plan to approve yet: The key may not read project dog.");
        WorkspaceScenario version = pruning(p -> p).unreadable(version("cat", 2), why);
        assertThat(version.outcome(child(1))).isEqualTo("ACTIVE STALLED ApprovalRequired TRASH held");
    }

    @Test
    void whatALimitSaysStaysWhileThePlanIsMadeAnew() {
        WorkspaceScenario exceeding = pruning(p -> p.limits(1, 100));
        String said = message(seen(exceeding), PolicyCondition.LIMIT_EXCEEDED);
        WorkspaceScenario half =
                pruning(p -> p.limits(1, 100).showing(shown(exceeding))).unread(version("cat", 2));
        assertThat(message(seen(half), PolicyCondition.LIMIT_EXCEEDED)).isEqualTo(said);
    }

    @Test
    void whatWaitedForAnApprovalGoesOnWaitingForItWhileThePlanChanges() {
        Readiness waiting = Readiness.stalled(Reason.APPROVAL_REQUIRED, "Trashing it needs an approval.");
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("cat", 1, 2, 3)
                .policy(p -> p.rules(prune(1)))
                .child(RuleAction.TRASH, version("cat", 1), c -> c.remembering(m -> m.readiness(waiting)))
                .child(RuleAction.TRASH, version("cat", 2))
                .justStarted();
        assertThat(given.outcome(child(1))).isEqualTo("ACTIVE STALLED ApprovalRequired TRASH held");
        assertThat(given.outcome(child(2))).isEqualTo("ACTIVE RECONCILING PlanPending TRASH held");
    }

    @Test
    void theMessageOfAnApprovalHasTheDigestAndTheCommandThatShowsThePlan() {
        PolicyProjection view = seen(pruning(p -> p));
        String digest = view.trashPlan().orElseThrow().digest();
        assertThat(message(view, PolicyCondition.APPROVAL_REQUIRED))
                .contains("3 items wait for an approval", digest)
                .contains("kubectl -n team get configmap policy-plan-" + digest.substring(7, 15)
                        + " -o jsonpath='{.data.review\\.txt}'");
    }

    @Test
    void aLimitIsToldInNumbers() {
        PolicyProjection share = seen(WorkspaceScenario.workspace()
                .policy(p -> p.limits(10, 20))
                .active(workflow("a"))
                .active(workflow("b"))
                .active(workflow("c"))
                .inTrash(workflow("gone"), e -> e.deletedAt(WorkspaceScenario.NOW.minusSeconds(3600)))
                .claim(TRASHED, workflow("a"))
                .claim(TRASHED, workflow("b"))
                .claim(TRASHED, workflow("c")));
        String digest = share.trashPlan().orElseThrow().digest();
        assertThat(message(share, PolicyCondition.LIMIT_EXCEEDED))
                .startsWith(
                        "On hold: 3 workflows to trash + 1 trashed in the last 24h is more than 20 % of 4 (limit 1)."
                                + " Approve plan " + digest + " (ConfigMap policy-plan-" + digest.substring(7, 15)
                                + "), raise spec.limits");
        PolicyProjection all = seen(WorkspaceScenario.workspace()
                .others(9)
                .policy(p -> p.limits(0, 100))
                .active(project("a"))
                .claim(TRASHED, project("a"), c -> c.pinned("id-a")));
        assertThat(message(all, PolicyCondition.LIMIT_EXCEEDED))
                .startsWith("On hold: 1 item to trash is more than limits.maxTrashed (0).");
    }

    @Test
    void whatIsToBeTrashedAndStaysIsCountedByItsReason() {
        WorkspaceScenario given = pruning(p -> p)
                .activeVersion(version("cat", 1), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .activeVersion(version("cat", 2), Optional.of(WorkspaceScenario.LONG_AGO), Tristate.YES, Tristate.NO)
                .policy(p -> p.in("others"))
                .claim(RESTORED, version("cat", 3), c -> c.in("others"));
        PlanCounts plan = seen(given).plan();
        assertThat(plan.kept()).isEqualTo(Map.of(Reason.TRAINED_MODEL, 2, Reason.CONFLICT, 1));
        assertThat(plan.trash()).isZero();
        assertThat(seen(pruning(p -> p)).plan().kept()).isEmpty();
    }

    @Test
    void peopleReadNumbersInTheirOrderWithTheRuleAndTheAge() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .others(9)
                .versions("exp-10", 1, 2)
                .versions("exp-2", 1, 2, 10, 11)
                .policy(p -> p.limits(0, 100).rules(prune(1)))
                .child(RuleAction.TRASH, version("exp-10", 1))
                .child(RuleAction.TRASH, version("exp-2", 1))
                .child(RuleAction.TRASH, version("exp-2", 2))
                .child(RuleAction.TRASH, version("exp-2", 10))
                .claim(TRASHED, workflow("w"))
                .active(workflow("w"));
        assertThat(seen(given).trashPlan().orElseThrow().review())
                .containsExactly(
                        "version exp-2/1   rule prune     created 2025-08-19 (300 days old)",
                        "version exp-2/2   rule prune     created 2025-08-19 (300 days old)",
                        "version exp-2/10  rule prune     created 2025-08-19 (300 days old)",
                        "version exp-10/1  rule prune     created 2025-08-19 (300 days old)",
                        "workflow w        TrashedItem w  created 2025-08-19 (300 days old)");
        assertThat(seen(given).plan().preview())
                .startsWith("Trash version exp-2/1 (rule prune)", "Trash version exp-2/2 (rule prune)");
    }

    @Test
    void whatIsToBeKeptAndIsStalledIsAConditionOfItsPolicyThatLeavesItReady() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p)
                .inTrash(project("dog"))
                .inTrash(version("dog", 1), TrashEntryBuilder::withParent)
                .claim(RESTORED, version("dog", 1))
                .claim(TRASHED, project("nowhere"));
        PolicyProjection view = seen(given);
        assertThat(view.readiness().isReady()).isTrue();
        assertThat(message(view, PolicyCondition.ITEMS_STALLED))
                .contains("version dog/1 (ParentInTrash)", "kubectl -n team get ti -o wide")
                .doesNotContain("nowhere");
    }
}

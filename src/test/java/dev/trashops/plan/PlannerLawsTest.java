package dev.trashops.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.Advice;
import dev.trashops.api.ItemReasons;
import dev.trashops.plan.checks.SupersededClaims;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.RandomWorkspace;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds of every plan, tried on a few thousand random workspaces; a failure names the seed. */
class PlannerLawsTest {
    private static final int WORKSPACES = 3_000;

    private static void everywhere(BiConsumer<PlanInput, Plan> law) {
        for (int seed = 0; seed < WORKSPACES; seed++) {
            PlanInput input = new RandomWorkspace(new Random(seed)).input();
            try {
                law.accept(input, Planner.plan(input));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void theOrderOfTheInputDoesNotMatter() {
        everywhere((input, plan) ->
                assertThat(Planner.plan(PlanInputEdits.shuffled(input))).isEqualTo(plan));
    }

    @Test
    void nothingIsTrashedWithoutATrashedClaimOnExactlyThatItem() {
        everywhere((input, plan) -> trashings(plan)
                .forEach(action -> assertThat(input.claims())
                        .anyMatch(claim -> claim.item().equals(action.item())
                                && !claim.spec().deleting()
                                && claim.spec().desired() == DesiredState.TRASHED)));
    }

    @Test
    void nothingIsTrashedThatSomebodyWantsKeptOrLeftAlone() {
        everywhere((input, plan) -> trashings(plan)
                .forEach(action -> SupersededClaims.released(input.claims()).stream()
                        .filter(claim -> claim.item().equals(action.item())
                                || (action.item().type() == ItemType.PROJECT
                                        && claim.item().parent().equals(Optional.of(action.item()))))
                        .forEach(claim -> {
                            assertThat(claim.wanted()).isNotEqualTo(DesiredState.RESTORED);
                            assertThat(claim.spec().suspended()).isFalse();
                        })));
    }

    @Test
    void noDeletionIsOfAnotherKindThanItsClaim() {
        everywhere((input, plan) -> plan.actions()
                .forEach(action ->
                        assertThat(action.item()).isEqualTo(action.claim().item())));
    }

    @Test
    void anItemHasAtMostOneAction() {
        everywhere((input, plan) ->
                assertThat(plan.actions()).extracting(PlannedAction::item).doesNotHaveDuplicates());
    }

    @Test
    void onlyWhatTheOperatorWasStartedForIsReleased() {
        everywhere((input, plan) ->
                plan.actions().forEach(action -> assertThat(input.allowed()).contains(action.kind())));
    }

    @Test
    void whatIsTrashedAndWhatWasTrashedLatelyStayWithinTheLimits() {
        everywhere((input, plan) -> {
            List<PlannedAction> trashings = trashings(plan);
            if (trashings.isEmpty()) {
                return;
            }
            int max = input.policies().stream()
                    .mapToInt(state -> state.policy().limits().maxTrashed())
                    .min()
                    .orElseThrow();
            long lately = input.trash().orElseThrow().listing().entries().stream()
                    .filter(entry -> entry.deletedAt()
                            .map(at -> at.isAfter(input.now().minus(RandomWorkspace.WINDOW)))
                            .orElse(true))
                    .count();
            assertThat(lately + trashings.size()).isLessThanOrEqualTo(max);
        });
    }

    @Test
    void readyMeansThatWhatIsSeenFitsWhatIsWanted() {
        everywhere((input, plan) -> SupersededClaims.released(input.claims()).forEach(claim -> {
            ClaimStatus claimStatus = view(plan, claim).claimStatus();
            Optional<Readiness> readiness = claimStatus.readiness();
            if (readiness.isEmpty()) {
                return;
            }
            ObservedState seen = claimStatus.observed();
            boolean fits = switch (claim.wanted()) {
                case RESTORED -> seen == ObservedState.ACTIVE;
                case TRASHED ->
                    seen == ObservedState.IN_TRASH || seen == ObservedState.PURGED || seen == ObservedState.LOST;
                case OBSERVED -> seen != ObservedState.MISSING && seen != ObservedState.UNKNOWN;
            };
            boolean exception = !claim.status().equals(ClaimStatus.NONE)
                    || readiness.get().reason() == Reason.CONFLICT
                    || readiness.get().reason() == Reason.IDENTITY_AMBIGUOUS;
            if (readiness.get().isReady() || !exception) {
                assertThat(readiness.get().isReady())
                        .as(claim + " " + claimStatus)
                        .isEqualTo(fits);
            }
        }));
    }

    @Test
    void everyReadinessHasTheKindThatItsReasonAllows() {
        everywhere((input, plan) -> plan.items().values().stream()
                .flatMap(view -> view.claimStatus().readiness().stream())
                .forEach(readiness -> assertThat(ItemReasons.advice(readiness.reason()))
                        .extracting(Advice::readiness)
                        .as(readiness.toString())
                        .contains(readiness.kind())));
    }

    @Test
    void planningAgainASecondLaterChangesNothing() {
        everywhere((input, plan) -> {
            Plan second = Planner.plan(PlanInputEdits.next(PlanInputEdits.later(input, 1), plan, plan.state()));
            Plan third = Planner.plan(PlanInputEdits.next(
                    PlanInputEdits.later(PlanInputEdits.next(input, plan, plan.state()), 2), second, second.state()));
            input.claims()
                    .forEach(claim ->
                            assertThat(view(third, claim)).as(claim.toString()).isEqualTo(view(second, claim)));
        });
    }

    @Test
    void aRestartAtRestChangesNoView() {
        everywhere((input, plan) -> {
            boolean atRest = plan.items().values().stream()
                    .allMatch(view -> view.claimStatus()
                            .readiness()
                            .map(Readiness::isReady)
                            .orElse(false));
            if (!atRest
                    || input.claims().stream().anyMatch(claim -> claim.spec().deleting())) {
                return;
            }
            PlanInput blind = PlanInputEdits.state(
                    PlanInputEdits.seen(input, Optional.empty(), Inventory.NOTHING), PlannerState.EMPTY);
            Plan restarted = Planner.plan(PlanInputEdits.next(blind, plan, PlannerState.EMPTY));
            assertThat(restarted.items()).isEqualTo(plan.items());
            Plan seeing = Planner.plan(PlanInputEdits.next(input, restarted, restarted.state()));
            assertThat(seeing.items()).isEqualTo(plan.items());
        });
    }

    @Test
    void theWorkspacesAreWorthTrying() {
        Set<Reason> seen = new HashSet<>();
        Set<ActionKind> acted = new HashSet<>();
        everywhere((input, plan) -> {
            plan.items().values().stream()
                    .flatMap(view -> view.claimStatus().readiness().stream())
                    .map(Readiness::reason)
                    .forEach(seen::add);
            plan.actions().stream().map(PlannedAction::kind).forEach(acted::add);
        });
        assertThat(acted).containsExactlyInAnyOrder(ActionKind.values());
        assertThat(seen)
                .contains(
                        Reason.CONFLICT,
                        Reason.LIMIT_EXCEEDED,
                        Reason.IDENTITY_MISMATCH,
                        Reason.IDENTITY_AMBIGUOUS,
                        Reason.TRAINED_MODEL,
                        Reason.PARENT_IN_TRASH,
                        Reason.SUSPENDED,
                        Reason.PLAN_ONLY,
                        Reason.NOT_ALLOWED,
                        Reason.DRIFT_FIGHT,
                        Reason.NOT_FOUND);
    }

    private static List<PlannedAction> trashings(Plan plan) {
        return plan.actions().stream()
                .filter(action -> action.kind() == ActionKind.TRASH)
                .toList();
    }

    private static ItemProjection view(Plan plan, Claim claim) {
        return Objects.requireNonNull(plan.items().get(claim.id()));
    }
}

package dev.trashops.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RandomRuleCorpus;
import dev.trashops.plan.testdata.RandomRuleWorkspace;
import dev.trashops.plan.testdata.RandomWorkspace;
import dev.trashops.plan.testdata.RuleBuilder;
import dev.trashops.plan.testdata.WorkspaceScenario;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read with the key of one policy is told to no policy whose own key does not open the workspace. */
class TenantLawsTest {
    private static final PolicyId STRANGER = new PolicyId("others", "policy");
    private static final Readiness REFUSED = Readiness.stalled(Reason.INVALID_CREDENTIALS, "It opens another one.");
    private static final ItemKey CAT = ItemKey.project("cat");
    private static final ItemKey DOG = ItemKey.project("dog");

    /** Whatever is read, a policy that may not see it, and its items, say the same. */
    @ParameterizedTest
    @EnumSource(
            value = KeyProof.class,
            names = {"NONE", "LAPSED"})
    void nothingThatIsReadMakesADifferenceToWhoMayNotSeeIt(KeyProof proof) {
        RandomRuleCorpus.everywhere((seed, input) -> assertBlind(seed, input, proof));
        for (int seed = 0; seed < RandomRuleCorpus.WORKSPACES; seed++) {
            assertBlind(seed, new RandomWorkspace(new Random(seed)).input(), proof);
        }
    }

    private static void assertBlind(int seed, PlanInput input, KeyProof proof) {
        PlanInput here = PlanInputEdits.policies(
                input, state -> state.policy().id().equals(STRANGER) ? refused(state, proof) : state);
        PlanInput other = new RandomRuleWorkspace(seed + RandomRuleCorpus.WORKSPACES).input();
        PlanInput there = PlanInputEdits.seen(here, other.trash(), other.inventory());
        PlanInput nowhere = PlanInputEdits.seen(here, Optional.empty(), Inventory.NOTHING);
        Plan plan = Planner.plan(here);
        for (PlanInput elsewhere : List.of(there, nowhere)) {
            Plan same = Planner.plan(elsewhere);
            assertThat(same.policies().get(STRANGER))
                    .as("seed " + seed)
                    .isEqualTo(plan.policies().get(STRANGER));
            here.claims().stream()
                    .filter(claim -> claim.policy().equals(STRANGER))
                    .forEach(claim -> assertThat(same.items().get(claim.id()))
                            .as("seed " + seed + " " + claim.id())
                            .isEqualTo(plan.items().get(claim.id())));
        }
        assertThat(plan.actions()).noneMatch(action -> action.claim().policy().equals(STRANGER));
    }

    private static PolicyState refused(PolicyState state, KeyProof proof) {
        return new PolicyState(
                state.policy(),
                new PolicyAccess(REFUSED, proof, true, false, false, SecretVersions.NONE),
                state.handledRequest(),
                state.childrenRefused(),
                state.records(),
                state.shown(),
                List.of(),
                state.halt());
    }

    @Test
    void aPolicyWithAForeignKeyShowsNothingOfTheTrash() {
        Plan plan = WorkspaceScenario.workspace()
                .policy(p -> p)
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .readiness(REFUSED)
                        .rules(RuleBuilder.observe("all", match -> match)))
                .inTrash(CAT)
                .plan();
        assertThat(plan.policies().get(STRANGER)).satisfies(view -> {
            assertThat(view.trash()).isEmpty();
            assertThat(view.rules()).allMatch(rule -> rule.matched() == 0);
            assertThat(view.children()).isEmpty();
        });
        assertThat(PlanReader.policy(plan).trash()).map(TrashCounts::projects).contains(1);
    }

    /** Its items keep what they showed while its key worked. */
    @Test
    void itemsOfAPolicyWhoseKeyIsRefusedKeepWhatTheyShowedAndLearnNothing() {
        Plan plan = WorkspaceScenario.workspace()
                .policy(p -> p)
                .policy(p -> p.in("others").lapsed().refused().readiness(REFUSED))
                .claim(
                        DesiredState.OBSERVED,
                        CAT,
                        c -> c.named("cat")
                                .in("others")
                                .remembering(s -> s.trashed(
                                        WorkspaceScenario.NOW.minus(Duration.ofDays(28)),
                                        WorkspaceScenario.NOW.plus(Duration.ofDays(2)))))
                .active(CAT)
                .plan();
        assertThat(PlanReader.view(plan, "others", "cat")).satisfies(view -> {
            assertThat(view.claimStatus().trash())
                    .as("not that it is active again")
                    .isPresent();
            assertThat(view.warning()).as("the purge that was announced").isPresent();
        });
    }

    @Test
    void aPolicyWithAScopeCountsAndNamesOnlyWhatLiesInIt() {
        Plan plan = WorkspaceScenario.workspace()
                .policy(p -> p.projects("d*").workflows())
                .inTrash(CAT, e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(1))))
                .inTrash(ItemKey.version("cat", 2))
                .inTrash(ItemKey.version("dog", 3), e -> e.cleanupAt(WorkspaceScenario.NOW.plus(Duration.ofDays(9))))
                .inTrash(ItemKey.workflow("dogs"))
                .plan();
        assertThat(PlanReader.policy(plan).trash()).hasValueSatisfying(trash -> {
            assertThat(List.of(trash.projects(), trash.versions(), trash.workflows(), trash.other()))
                    .containsExactly(0, 1, 0, 0);
            assertThat(trash.nextCleanupItem()).contains("version dog/3");
            assertThat(trash.nextCleanupAt()).contains(WorkspaceScenario.NOW.plus(Duration.ofDays(9)));
        });
    }

    /** Which entries have no name, and what they are, is nothing for a policy that is limited to some names. */
    @Test
    void entriesWithoutANameAreToldToPoliciesThatMayConcernEveryNameOnly() {
        WorkspaceScenario given = WorkspaceScenario.workspace()
                .policy(p -> p.projects("d*").rules(RuleBuilder.restore("all", match -> match.projects("*"))))
                .policy(p -> p.in("others").rules(RuleBuilder.restore("all", match -> match.projects("*"))))
                .inTrash(CAT, e -> e.id("p_odd").nameless());
        Plan plan = given.plan();
        assertThat(PlanReader.policy(plan).condition(PolicyCondition.RULES_QUESTIONABLE))
                .isEmpty();
        assertThat(Objects.requireNonNull(plan.policies().get(STRANGER)).condition(PolicyCondition.RULES_QUESTIONABLE))
                .hasValueSatisfying(notice -> assertThat(notice.message()).contains("p_odd"));
        assertThat(PlanReader.policy(plan).trash()).map(TrashCounts::projects).contains(0);
    }

    /** Nobody who cannot open the workspace reads there what Roboflow answered, or sets it going again. */
    @Test
    void aHaltIsNeitherToldToNorTakenOffByAPolicyWithAForeignKey() {
        Plan plan = WorkspaceScenario.workspace()
                .policy(p -> p.halted(WorkspaceScenario.NOW.minusSeconds(60)))
                .policy(p ->
                        p.in("others").unproved().refused().readiness(REFUSED).requestedAt("now"))
                .claim(DesiredState.TRASHED, DOG)
                .active(DOG)
                .others(30)
                .plan();
        assertThat(Objects.requireNonNull(plan.policies().get(STRANGER)).halt()).isEmpty();
        assertThat(PlanReader.policy(plan).halt()).isPresent();
        Plan taken = WorkspaceScenario.workspace()
                .policy(p -> p.halted(WorkspaceScenario.NOW.minusSeconds(60)))
                .policy(p -> p.in("others")
                        .unproved()
                        .refused()
                        .readiness(REFUSED)
                        .halted(WorkspaceScenario.NOW.minusSeconds(60))
                        .requestedAt("now"))
                .claim(DesiredState.TRASHED, DOG)
                .active(DOG)
                .others(30)
                .plan();
        assertThat(taken.actions())
                .extracting(PlannedAction::kind)
                .isSubsetOf(Set.of(ActionKind.RESTORE))
                .isEmpty();
        assertThat(PlanReader.policy(taken).halt()).isPresent();
    }
}

package dev.trashops.plan;

import static dev.trashops.Workspaces.us;
import static dev.trashops.plan.testdata.RandomRuleCorpus.TEAM;
import static dev.trashops.plan.testdata.RandomRuleCorpus.WORKSPACES;
import static dev.trashops.plan.testdata.RandomRuleCorpus.allApproved;
import static dev.trashops.plan.testdata.RandomRuleCorpus.byRules;
import static dev.trashops.plan.testdata.RandomRuleCorpus.children;
import static dev.trashops.plan.testdata.RandomRuleCorpus.everywhere;
import static dev.trashops.plan.testdata.RandomRuleCorpus.line;
import static dev.trashops.plan.testdata.RandomRuleCorpus.policy;
import static dev.trashops.plan.testdata.RandomRuleCorpus.published;
import static dev.trashops.plan.testdata.RandomRuleCorpus.rule;
import static dev.trashops.plan.testdata.RandomRuleCorpus.trashings;
import static dev.trashops.plan.testdata.RandomRuleCorpus.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.testdata.ChildClaims;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.plan.testdata.PlanReader;
import dev.trashops.plan.testdata.RandomRuleCorpus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of everything that rules do, tried on a few thousand random workspaces; a failure names the seed. */
class RuleLawsTest {
    @Test
    void anApprovedPlanReleasesExactlyWhatItLists() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, input) -> {
            Optional<TrashPlan> plan = published(with(input, Mode.PLAN, Optional.empty()));
            if (plan.isEmpty() || input.state().times().clockSkewed()) {
                return;
            }
            Plan enforced = Planner.plan(with(input, Mode.ENFORCE, plan));
            List<ItemKey> items = trashings(enforced).map(PlannedAction::item).toList();
            Set<String> released = trashings(enforced)
                    .filter(action -> action.claim().policy().equals(TEAM))
                    .map(RandomRuleCorpus::line)
                    .collect(Collectors.toSet());
            assertThat(plan.get().lines()).containsAll(released);
            plan.get().lines().stream()
                    .filter(line -> !released.contains(line))
                    .forEach(line -> assertThat(items)
                            .as(line)
                            .anyMatch(item -> line.startsWith(item.described() + " ")
                                    || line.startsWith("version " + item.slug() + "/")));
            if (!released.isEmpty()) {
                tried.add(seed);
            }
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 10);
    }

    @Test
    void nothingThatNeedsAnApprovalIsReleasedWithoutItsApprovedLine() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, input) -> {
            Random random = new Random(seed);
            List<String> some = published(with(input, Mode.PLAN, Optional.empty())).stream()
                    .flatMap(plan -> plan.lines().stream())
                    .filter(line -> random.nextBoolean())
                    .toList();
            TrashPlan approved = TrashPlan.of(random.nextInt(5) == 0 ? us("another") : input.workspace(), some);
            Instant until = input.now().plus(Duration.ofDays(random.nextInt(20) - 2));
            boolean inForce = until.isAfter(input.now())
                    && !until.isAfter(input.now().plus(Duration.ofDays(14)))
                    && approved.workspace().equals(input.workspace());
            Plan plan = Planner.plan(PlanInputEdits.policies(
                    input, state -> PlanInputEdits.policy(state, Mode.ENFORCE, false, Optional.of(approved), until)));
            byRules(plan).stream()
                    .filter(action -> rule(input, action).approval() == Approval.REQUIRED)
                    .forEach(action -> {
                        assertThat(inForce).isTrue();
                        assertThat(action.approval()).contains(approved.digest());
                        assertThat(some).contains(line(action));
                        tried.add(seed);
                    });
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 20);
    }

    @Test
    void theFirstRuleThatMatchesTrashesAndNothingThatAnyRuleProtectsOrItsOwnExcludesGoesAlong() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, input) -> {
            RuleMatchOracle reading = new RuleMatchOracle(input);
            Plan plan = allApproved(input);
            byRules(plan).forEach(action -> {
                Policy policy = policy(input, action.claim().policy());
                Rule rule = rule(input, action);
                assertThat(reading.first(policy, action.item())).contains(rule);
                assertThat(reading.goingWith(action.item())).noneMatch(item -> reading.isExcluded(rule, item));
                tried.add(seed);
            });
            trashings(plan)
                    .forEach(action -> reading.goingWith(action.item())
                            .forEach(item -> input.policies()
                                    .forEach(state -> assertThat(reading.first(state.policy(), item)
                                                    .map(Rule::action))
                                            .isNotEqualTo(Optional.of(RuleAction.RESTORE)))));
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 10);
    }

    @Test
    void whatIsTrainedOrTrainingNeverGoesUnacknowledgedAlsoNotByACascade() {
        everywhere((seed, input) -> {
            RuleMatchOracle reading = new RuleMatchOracle(input);
            byRules(allApproved(input)).stream()
                    .filter(action -> rule(input, action).acknowledged().isEmpty())
                    .forEach(action -> reading.goingWith(action.item())
                            .filter(item -> item.type() == ItemType.VERSION)
                            .forEach(item -> assertThat(
                                            input.inventory().versions().get(item))
                                    .isInstanceOfSatisfying(ReadResult.Found.class, found -> {
                                        ActiveVersion version = (ActiveVersion) found.value();
                                        assertThat(version.trained()).isEqualTo(Tristate.NO);
                                        assertThat(version.running()).isEqualTo(Tristate.NO);
                                    })));
        });
    }

    @Test
    void theNewestUsableVersionsOfAProjectAreKept() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, input) -> {
            RuleMatchOracle reading = new RuleMatchOracle(input);
            Map<String, List<PlannedAction>> gone = byRules(allApproved(input)).stream()
                    .filter(action -> action.item().type() == ItemType.VERSION)
                    .collect(Collectors.groupingBy(action -> action.item().slug()));
            gone.forEach((project, actions) -> {
                List<Optional<Integer>> kept = actions.stream()
                        .map(action -> rule(input, action).match().keepLast())
                        .toList();
                if (kept.contains(Optional.<Integer>empty())) {
                    return;
                }
                int fewest = kept.stream()
                        .mapToInt(count -> count.orElseThrow())
                        .min()
                        .orElseThrow();
                List<ItemKey> newest = reading.versions(project).stream()
                        .filter(version -> version.usable() == Tristate.YES)
                        .sorted(Comparator.comparing(ActiveVersion::number).reversed())
                        .limit(fewest)
                        .map(version -> ItemKey.version(project, version.number()))
                        .toList();
                assertThat(newest).hasSize(fewest);
                assertThat(actions).extracting(PlannedAction::item).doesNotContainAnyElementsOf(newest);
                tried.add(seed);
            });
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 20);
    }

    @Test
    void thePlanDoesNotDependOnOrderTimeRestartsOrMemories() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, input) -> {
            PlanInput planning = with(input, Mode.PLAN, Optional.empty());
            Plan plan = Planner.plan(planning);
            Plan shuffled = Planner.plan(PlanInputEdits.shuffled(planning));
            assertThat(shuffled.reads()).isEqualTo(plan.reads());
            assertThat(shuffled).isEqualTo(plan);
            Optional<TrashPlan> published = PlanReader.policy(plan).trashPlan();
            if (published.isEmpty()) {
                return;
            }
            PlanInput remembered = PlanInputEdits.next(planning, plan, plan.state());
            assertThat(published(PlanInputEdits.later(remembered, 200))).isEqualTo(published);
            Plan started =
                    Planner.plan(PlanInputEdits.state(PlanInputEdits.later(remembered, 200), PlannerState.EMPTY));
            assertThat(PlanReader.policy(started).trashPlan()).isEmpty();
            // What is nowhere has to be looked for anew, so there may be none until then, but never another one.
            PlanInput settled = PlanInputEdits.next(PlanInputEdits.later(remembered, 240), started, started.state());
            assertThat(published(settled).orElse(published.get())).isEqualTo(published.get());
            if (published(settled).isPresent()) {
                tried.add(seed);
            }
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 2);
    }

    @Test
    void inModePlanOrSuspendedNothingIsReleased() {
        everywhere((seed, input) -> {
            Optional<TrashPlan> plan = published(with(input, Mode.PLAN, Optional.empty()));
            Instant until = input.now().plusSeconds(60);
            Plan planning = Planner.plan(PlanInputEdits.policies(
                    input, state -> PlanInputEdits.policy(state, Mode.PLAN, false, plan, until)));
            Plan suspended = Planner.plan(PlanInputEdits.policies(
                    input, state -> PlanInputEdits.policy(state, Mode.ENFORCE, true, plan, until)));
            assertThat(planning.actions()).allMatch(PlannedAction::revert);
            assertThat(suspended.actions()).allMatch(PlannedAction::revert);
        });
    }

    @Test
    void adoptedChildrenWantNoFurtherOnesAndRetiredOnesAreNotWantedAgain() {
        Set<Integer> tried = new HashSet<>();
        everywhere((seed, before) -> {
            PlanInput input = ChildClaims.once(before, Planner.plan(before));
            Plan plan = Planner.plan(input);
            assertThat(children(plan)).isEmpty();
            Set<ClaimId> retired = input.claims().stream()
                    .map(Claim::id)
                    .filter(id -> Objects.requireNonNull(plan.items().get(id)).disposition() == Disposition.RETIRE)
                    .collect(Collectors.toSet());
            PlanInput remaining = PlanInputEdits.claims(
                    input,
                    input.claims().stream()
                            .filter(claim -> !retired.contains(claim.id()))
                            .toList());
            assertThat(children(Planner.plan(remaining))).isEmpty();
            if (!retired.isEmpty()) {
                tried.add(seed);
            }
        });
        assertThat(tried).hasSizeGreaterThan(WORKSPACES / 20);
    }

    @Test
    void whatAPersonMadeOfAChildIsNotRetired() {
        everywhere((seed, input) -> {
            Plan plan = Planner.plan(input);
            input.claims().stream()
                    .filter(claim -> claim.spec().origin() == ClaimOrigin.TRASH_RULE
                            && (claim.spec().suspended() || claim.spec().desired() != DesiredState.TRASHED))
                    .forEach(claim -> assertThat(
                                    Objects.requireNonNull(plan.items().get(claim.id()))
                                            .disposition())
                            .as(claim.toString())
                            .isNotEqualTo(Disposition.RETIRE));
        });
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.PolicyView.ItemCounts;
import dev.trashops.plan.model.PolicyView.PlanCounts;
import dev.trashops.plan.model.PolicyView.RuleCounts;
import dev.trashops.plan.model.PolicyView.TrashCounts;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashPlan;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up a workspace for the status of its policies. */
final class PolicyViews {
    private final Map<PolicyId, Estate> estates;
    private final TrashBatch batch;
    private final Proposals proposals;
    private final Optional<TrashCounts> trash;

    PolicyViews(ObservedWorkspace world, Map<PolicyId, Estate> estates, TrashBatch batch, Proposals proposals) {
        this.estates = estates;
        this.batch = batch;
        this.proposals = proposals;
        this.trash = world.trash().map(seen -> seen.index().counts());
    }

    /** The views of all policies. */
    Map<PolicyId, PolicyView> all(IdentityHashMap<Case, Outcome> outcomes, Map<ClaimId, ItemView> items) {
        Map<PolicyId, List<Case>> cases = outcomes.keySet().stream()
                .collect(Collectors.groupingBy(one -> one.claim().policy()));
        return estates.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> of(entry.getValue(), cases.getOrDefault(entry.getKey(), List.of()), outcomes, items)));
    }

    private PolicyView of(
            Estate estate, List<Case> cases, IdentityHashMap<Case, Outcome> outcomes, Map<ClaimId, ItemView> items) {
        Policy policy = estate.state().policy();
        List<ItemView> views = estate.claims().stream()
                .map(claim -> Objects.requireNonNull(items.get(claim.id())))
                .toList();
        List<PlannedLine> planned = cases.stream()
                .flatMap(one -> PlannedLine.of(one, view(one, items)).stream())
                .sorted(PlannedLine.ORDER)
                .toList();
        return new PolicyView(
                policy.generation(),
                policy.requestedAt(),
                estate.state().standing(),
                isHeld(planned, Hold.LIMIT) ? Optional.of(batch.limitMessage()) : Optional.empty(),
                isHeld(planned, Hold.APPROVAL)
                        ? Optional.of("Something waits for an approval to be trashed. "
                                + estate.approvals().remedy())
                        : Optional.empty(),
                estate.household().isTruncated()
                        ? Optional.of("More items match the rules than the " + Household.MOST
                                + " that a policy may keep resources for. Make the rules narrower, or spread"
                                + " them over several policies.")
                        : Optional.empty(),
                trash,
                counts(views),
                rules(estate, planned),
                plan(planned),
                trashPlan(estate, cases, outcomes),
                estate.state().history(),
                estate.household().missing());
    }

    private static ItemView view(Case one, Map<ClaimId, ItemView> items) {
        return Objects.requireNonNull(items.get(one.claim().id()));
    }

    private static boolean isHeld(List<PlannedLine> planned, Hold hold) {
        return planned.stream().anyMatch(line -> line.hold().equals(Optional.of(hold)));
    }

    /** What a model or a training holds is no part of a plan: no approval would release it. */
    private PlanCounts plan(List<PlannedLine> planned) {
        List<PlannedLine> lines = planned.stream()
                .filter(line -> line.kind() == ActionKind.RESTORE || proposals.isProposed(line.claim()))
                .toList();
        return new PlanCounts(
                count(lines, ActionKind.RESTORE),
                count(lines, ActionKind.TRASH),
                (int) lines.stream().filter(PlannedLine::isHeld).count(),
                lines.stream().map(PlannedLine::text).limit(PlanCounts.PREVIEW).toList());
    }

    private static int count(List<PlannedLine> planned, ActionKind kind) {
        return (int) planned.stream().filter(line -> line.kind() == kind).count();
    }

    private static List<RuleCounts> rules(Estate estate, List<PlannedLine> planned) {
        return estate.state().policy().rules().stream()
                .map(rule -> {
                    List<PlannedLine> own = planned.stream()
                            .filter(line -> line.rule().equals(Optional.of(rule.name())))
                            .toList();
                    return new RuleCounts(rule.name(), estate.wants().matched(rule), own.size(), (int)
                            own.stream().filter(PlannedLine::isHeld).count());
                })
                .toList();
    }

    private static ItemCounts counts(List<ItemView> views) {
        List<Standing> standings = views.stream()
                .flatMap(view -> view.memory().standing().stream())
                .toList();
        return new ItemCounts(
                views.size(),
                count(standings, Standing.Kind.READY),
                (int) views.stream()
                        .filter(view -> view.memory().planned().isPresent())
                        .count(),
                count(standings, Standing.Kind.RECONCILING),
                count(standings, Standing.Kind.STALLED));
    }

    private static int count(List<Standing> standings, Standing.Kind kind) {
        return (int)
                standings.stream().filter(standing -> standing.kind() == kind).count();
    }

    /** Only what is certain, at rest and complete is published: a plan that moves cannot be reviewed. */
    private Optional<TrashPlan> trashPlan(Estate estate, List<Case> cases, IdentityHashMap<Case, Outcome> outcomes) {
        PolicyId policy = estate.state().policy().id();
        boolean certain = estate.state().standing().isReady()
                && !estate.state().policy().suspended()
                && estate.isComplete()
                && batch.isSettled()
                && !proposals.isDoubtful(policy)
                && cases.stream().noneMatch(one -> isMoving(one, Objects.requireNonNull(outcomes.get(one))));
        return certain ? Optional.of(proposals.of(policy)) : Optional.empty();
    }

    private static boolean isMoving(Case one, Outcome outcome) {
        boolean trashing = outcome.act() && outcome.planned().equals(Optional.of(ActionKind.TRASH));
        boolean unknown = one.sight().state() == ObservedState.UNKNOWN
                || one.journal().waiting()
                || outcome.standing()
                        .map(standing -> standing.reason() == Reason.SNAPSHOT_PENDING)
                        .orElse(false);
        return trashing || (unknown && one.claim().wanted() == DesiredState.TRASHED);
    }
}

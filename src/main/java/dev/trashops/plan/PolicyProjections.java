package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.RuleCounts;
import dev.trashops.plan.model.PolicyProjection.TrashCounts;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.projection.PlanPreviewLine;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.TrashBatch;
import dev.trashops.plan.rules.RuleChildren;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sums up a workspace for the status of its policies. */
final class PolicyProjections {
    private final Map<PolicyId, PolicyFacts> estates;
    private final TrashBatch batch;
    private final ReviewPlans proposals;
    private final Optional<TrashCounts> trash;

    PolicyProjections(
            ObservedWorkspace world, Map<PolicyId, PolicyFacts> estates, TrashBatch batch, ReviewPlans proposals) {
        this.estates = estates;
        this.batch = batch;
        this.proposals = proposals;
        this.trash = world.trash().map(seen -> seen.index().counts());
    }

    /** The views of all policies. */
    Map<PolicyId, PolicyProjection> all(
            IdentityHashMap<ClaimFacts, Decision> outcomes, Map<ClaimId, ItemProjection> items) {
        Map<PolicyId, List<ClaimFacts>> cases = outcomes.keySet().stream()
                .collect(Collectors.groupingBy(one -> one.claim().policy()));
        return estates.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> of(entry.getValue(), cases.getOrDefault(entry.getKey(), List.of()), outcomes, items)));
    }

    private PolicyProjection of(
            PolicyFacts estate,
            List<ClaimFacts> cases,
            IdentityHashMap<ClaimFacts, Decision> outcomes,
            Map<ClaimId, ItemProjection> items) {
        Policy policy = estate.state().policy();
        List<ItemProjection> views = estate.claims().stream()
                .map(claim -> Objects.requireNonNull(items.get(claim.id())))
                .toList();
        List<PlanPreviewLine> planned = cases.stream()
                .flatMap(one -> PlanPreviewLine.of(one, view(one, items)).stream())
                .sorted(PlanPreviewLine.ORDER)
                .toList();
        return new PolicyProjection(
                policy.generation(),
                policy.requestedAt(),
                estate.state().standing(),
                isHeld(planned, Hold.LIMIT) ? Optional.of(batch.limitMessage()) : Optional.empty(),
                isHeld(planned, Hold.APPROVAL)
                        ? Optional.of("Something waits for an approval to be trashed. "
                                + estate.approvals().remedy())
                        : Optional.empty(),
                estate.household().isTruncated()
                        ? Optional.of("More items match the rules than the " + RuleChildren.MOST
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

    private static ItemProjection view(ClaimFacts one, Map<ClaimId, ItemProjection> items) {
        return Objects.requireNonNull(items.get(one.claim().id()));
    }

    private static boolean isHeld(List<PlanPreviewLine> planned, Hold hold) {
        return planned.stream().anyMatch(line -> line.hold().equals(Optional.of(hold)));
    }

    /** What a model or a training holds is no part of a plan: no approval would release it. */
    private PlanCounts plan(List<PlanPreviewLine> planned) {
        List<PlanPreviewLine> lines = planned.stream()
                .filter(line -> line.kind() == ActionKind.RESTORE || proposals.isProposed(line.claim()))
                .toList();
        return new PlanCounts(
                count(lines, ActionKind.RESTORE),
                count(lines, ActionKind.TRASH),
                (int) lines.stream().filter(PlanPreviewLine::isHeld).count(),
                lines.stream()
                        .map(PlanPreviewLine::text)
                        .limit(PlanCounts.PREVIEW)
                        .toList());
    }

    private static int count(List<PlanPreviewLine> planned, ActionKind kind) {
        return (int) planned.stream().filter(line -> line.kind() == kind).count();
    }

    private static List<RuleCounts> rules(PolicyFacts estate, List<PlanPreviewLine> planned) {
        return estate.state().policy().rules().stream()
                .map(rule -> {
                    List<PlanPreviewLine> own = planned.stream()
                            .filter(line -> line.rule().equals(Optional.of(rule.name())))
                            .toList();
                    return new RuleCounts(rule.name(), estate.wants().matched(rule), own.size(), (int)
                            own.stream().filter(PlanPreviewLine::isHeld).count());
                })
                .toList();
    }

    private static ItemCounts counts(List<ItemProjection> views) {
        List<Readiness> standings = views.stream()
                .flatMap(view -> view.memory().standing().stream())
                .toList();
        return new ItemCounts(
                views.size(),
                count(standings, Readiness.Kind.READY),
                (int) views.stream()
                        .filter(view -> view.memory().planned().isPresent())
                        .count(),
                count(standings, Readiness.Kind.RECONCILING),
                count(standings, Readiness.Kind.STALLED));
    }

    private static int count(List<Readiness> standings, Readiness.Kind kind) {
        return (int)
                standings.stream().filter(standing -> standing.kind() == kind).count();
    }

    /** Only what is certain, at rest and complete is published: a plan that moves cannot be reviewed. */
    private Optional<TrashPlan> trashPlan(
            PolicyFacts estate, List<ClaimFacts> cases, IdentityHashMap<ClaimFacts, Decision> outcomes) {
        PolicyId policy = estate.state().policy().id();
        boolean certain = estate.state().standing().isReady()
                && !estate.state().policy().suspended()
                && estate.isComplete()
                && batch.isSettled()
                && !proposals.isDoubtful(policy)
                && cases.stream().noneMatch(one -> isMoving(one, Objects.requireNonNull(outcomes.get(one))));
        return certain ? Optional.of(proposals.of(policy)) : Optional.empty();
    }

    private static boolean isMoving(ClaimFacts one, Decision outcome) {
        boolean trashing = outcome.act() && outcome.planned().equals(Optional.of(ActionKind.TRASH));
        boolean unknown = one.sight().state() == ObservedState.UNKNOWN
                || one.journal().waiting()
                || outcome.standing()
                        .map(standing -> standing.reason() == Reason.SNAPSHOT_PENDING)
                        .orElse(false);
        return trashing || (unknown && one.claim().wanted() == DesiredState.TRASHED);
    }
}

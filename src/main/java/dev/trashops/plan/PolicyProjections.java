package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.DecidedClaim;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
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
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.projection.PlanPreviewLine;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.release.TrashBatch;
import dev.trashops.plan.rules.RuleChildren;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums up a workspace for the status of each policy. */
final class PolicyProjections {
    private final Map<PolicyId, PolicyFacts> policies;
    private final TrashBatch batch;
    private final ReviewPlans reviewed;
    private final Optional<TrashCounts> trash;

    PolicyProjections(
            ObservedWorkspace workspace, Map<PolicyId, PolicyFacts> policies, TrashBatch batch, ReviewPlans reviewed) {
        this.policies = policies;
        this.batch = batch;
        this.reviewed = reviewed;
        this.trash = workspace.trash().map(seen -> seen.index().counts());
    }

    Map<PolicyId, PolicyProjection> all(List<DecidedClaim> decided, Map<ClaimId, ItemProjection> items) {
        Map<PolicyId, List<DecidedClaim>> byPolicy = decided.stream()
                .collect(Collectors.groupingBy(one -> one.facts().claim().policy()));
        return policies.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> of(entry.getValue(), byPolicy.getOrDefault(entry.getKey(), List.of()), items)));
    }

    private PolicyProjection of(PolicyFacts facts, List<DecidedClaim> decided, Map<ClaimId, ItemProjection> items) {
        Policy policy = facts.state().policy();
        List<PlanPreviewLine> planned = decided.stream()
                .flatMap(one -> PlanPreviewLine.of(one.facts(), item(one.facts().claim(), items)).stream())
                .sorted(PlanPreviewLine.ORDER)
                .toList();
        Set<Hold> holds = planned.stream().flatMap(line -> line.hold().stream()).collect(Collectors.toSet());
        return new PolicyProjection(
                policy.generation(),
                policy.requestedAt(),
                facts.state().readiness(),
                Optional.of(batch.limitMessage()).filter(message -> holds.contains(Hold.LIMIT)),
                Optional.of("Some items wait for an approval. "
                                + facts.approvals().remedy())
                        .filter(message -> holds.contains(Hold.APPROVAL)),
                Optional.of(
                                "The rules match more items than the " + RuleChildren.MOST + " that a policy may have"
                                        + " TrashedItems for. Make the rules narrower, or distribute them over several policies.")
                        .filter(message -> facts.children().truncated()),
                trash,
                counts(facts.claims().stream()
                        .map(claim -> item(claim, items).claimStatus())
                        .toList()),
                rules(facts, planned),
                plan(planned),
                isCertain(facts, decided) ? Optional.of(reviewed.of(policy.id())) : Optional.empty(),
                facts.state().history(),
                facts.children().missing());
    }

    private static ItemProjection item(Claim claim, Map<ClaimId, ItemProjection> items) {
        return Objects.requireNonNull(items.get(claim.id()));
    }

    /** What a model or a training holds is not part of the plan, since no approval would release it. */
    private PlanCounts plan(List<PlanPreviewLine> planned) {
        List<PlanPreviewLine> lines = planned.stream()
                .filter(line -> line.kind() == ActionKind.RESTORE || reviewed.isProposed(line.claim()))
                .toList();
        int restores = count(lines, line -> line.kind() == ActionKind.RESTORE);
        return new PlanCounts(
                restores,
                lines.size() - restores,
                count(lines, PlanPreviewLine::isHeld),
                lines.stream()
                        .limit(PlanCounts.PREVIEW)
                        .map(PlanPreviewLine::text)
                        .toList());
    }

    private static List<RuleCounts> rules(PolicyFacts facts, List<PlanPreviewLine> planned) {
        Map<String, Integer> matched = facts.matches().counts();
        Map<String, List<PlanPreviewLine>> byRule = planned.stream()
                .filter(line -> line.rule().isPresent())
                .collect(Collectors.groupingBy(line -> line.rule().orElseThrow()));
        return facts.state().policy().rules().stream()
                .map(Rule::name)
                .map(rule -> {
                    List<PlanPreviewLine> lines = byRule.getOrDefault(rule, List.of());
                    return new RuleCounts(
                            rule, matched.getOrDefault(rule, 0), lines.size(), count(lines, PlanPreviewLine::isHeld));
                })
                .toList();
    }

    private static ItemCounts counts(List<ClaimStatus> claims) {
        Map<Readiness.Kind, Integer> kinds = claims.stream()
                .flatMap(claim -> claim.readiness().stream())
                .collect(Collectors.groupingBy(Readiness::kind, Collectors.summingInt(one -> 1)));
        return new ItemCounts(
                claims.size(),
                kinds.getOrDefault(Readiness.Kind.READY, 0),
                count(claims, claim -> claim.planned().isPresent()),
                kinds.getOrDefault(Readiness.Kind.RECONCILING, 0),
                kinds.getOrDefault(Readiness.Kind.STALLED, 0));
    }

    private static <T> int count(List<T> all, Predicate<T> which) {
        return (int) all.stream().filter(which).count();
    }

    /** Only a plan that is certain, complete and at rest is published: nobody can review one that keeps changing. */
    private boolean isCertain(PolicyFacts facts, List<DecidedClaim> decided) {
        Policy policy = facts.state().policy();
        return facts.state().readiness().isReady()
                && !policy.suspended()
                && facts.isComplete()
                && batch.isSettled()
                && !reviewed.isPending(policy.id())
                && decided.stream().noneMatch(PolicyProjections::isMoving);
    }

    private static boolean isMoving(DecidedClaim one) {
        ClaimFacts facts = one.facts();
        boolean trashing = one.decision().act() && one.decision().plans(ActionKind.TRASH);
        boolean unknown = facts.observation().state() == ObservedState.UNKNOWN
                || facts.journal().waiting()
                || one.decision()
                        .readiness()
                        .filter(readiness -> readiness.reason() == Reason.SNAPSHOT_PENDING)
                        .isPresent();
        return trashing || (unknown && facts.claim().wanted() == DesiredState.TRASHED);
    }
}

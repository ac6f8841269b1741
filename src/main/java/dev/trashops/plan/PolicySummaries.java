package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.HaltChecks;
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
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.Observation.Uncertain;
import dev.trashops.plan.release.BatchRelease;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.rules.RuleChildren;
import dev.trashops.plan.rules.RuleNotices;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sums up a workspace for the status of each policy. */
record PolicySummaries(
        Map<PolicyId, PolicyFacts> policies,
        BatchRelease checks,
        ReviewPlans reviewed,
        Map<ClaimId, ItemProjection> items,
        Optional<TrashingHalt> halt) {
    private static final String TRUNCATED = "The rules match more items than the " + RuleChildren.MOST
            + " that a policy may have TrashedItems for. Make the rules narrower, or distribute them over several policies.";

    /** A claim with a planned action. */
    private record Planned(ClaimFacts facts, ActionKind kind, Optional<Hold> hold) {
        /** Restores first, by the nearest purge. */
        private static final Comparator<Planned> ORDER = Comparator.comparing(Planned::kind)
                .thenComparing(one -> one.facts.observation().cleanupAt().orElse(Instant.MAX))
                .thenComparing(one -> one.facts.item())
                .thenComparing(one -> one.facts.claim().id().uid());

        private String rule() {
            return facts.rule().map(Rule::name).orElse("");
        }

        private boolean isHeld() {
            return hold.isPresent();
        }

        private String text() {
            return (kind == ActionKind.RESTORE ? "Restore " : "Trash ")
                    + facts.item().described()
                    + (rule().isEmpty() ? "" : " (rule " + rule() + ")");
        }
    }

    Map<PolicyId, PolicyProjection> all(List<Decision> decisions) {
        Map<PolicyId, List<Decision>> byPolicy = decisions.stream()
                .collect(Collectors.groupingBy(decision -> decision.claim().policy()));
        return policies.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> of(entry.getValue(), byPolicy.getOrDefault(entry.getKey(), List.of()))));
    }

    private PolicyProjection of(PolicyFacts facts, List<Decision> decisions) {
        Policy policy = facts.state().policy();
        List<Planned> planned = decisions.stream()
                .map(Decision::facts)
                .flatMap(one ->
                        status(one.claim())
                                .planned()
                                .map(kind -> new Planned(
                                        one, kind, status(one.claim()).hold()))
                                .stream())
                .sorted(Planned.ORDER)
                .toList();
        Set<Hold> holds = planned.stream().flatMap(one -> one.hold().stream()).collect(Collectors.toSet());
        return new PolicyProjection(
                policy.generation(),
                facts.state().handledRequest(),
                readiness(facts.state()),
                facts.state().access().proof(),
                showIf(facts.state().sees() && holds.contains(Hold.LIMIT), checks.limitMessage()),
                showIf(
                        holds.contains(Hold.APPROVAL),
                        "Some items wait for an approval. " + facts.approvals().remedy()),
                showIf(facts.children().truncated(), TRUNCATED),
                facts.state().childrenRefused(),
                facts.state().sees() ? RuleNotices.of(facts.matches(), facts.view()) : Optional.empty(),
                facts.view().trash().map(trash -> trash.counts(policy.scope())),
                counts(facts.claims().stream()
                        .filter(claim -> !claim.id().isUnborn())
                        .map(this::status)
                        .toList()),
                rules(facts, planned),
                plan(planned),
                isCertain(facts, decisions) ? Optional.of(reviewed.of(policy.id())) : Optional.empty(),
                facts.state().history(),
                shown(facts.state()),
                facts.children().missing());
    }

    /** What stops restores, too, is said first; before the first read nothing new is said. */
    private Readiness readiness(PolicyState state) {
        Readiness own = state.readiness();
        boolean first = own.isStalled() || own.reason() == Reason.SNAPSHOT_PENDING;
        return first ? own : shown(state).map(HaltChecks::ofPolicy).orElseGet(() -> withChildren(state, own));
    }

    /** A policy is not in order while its rules cannot have the resources that they need. */
    private static Readiness withChildren(PolicyState state, Readiness own) {
        return state.childrenRefused()
                .filter(message -> own.isReady())
                .map(message -> Readiness.stalled(Reason.CHILDREN_REFUSED, message))
                .orElse(own);
    }

    private Optional<TrashingHalt> shown(PolicyState state) {
        return halt.flatMap(latest -> latest.shownBy(state));
    }

    private static Optional<String> showIf(boolean condition, String message) {
        return condition ? Optional.of(message) : Optional.empty();
    }

    private ClaimStatus status(Claim claim) {
        return Objects.requireNonNull(items.get(claim.id())).claimStatus();
    }

    /** What a model or a training holds is not part of the plan, since no approval would release it. */
    private PlanCounts plan(List<Planned> planned) {
        List<Planned> lines = planned.stream()
                .filter(one -> one.kind() == ActionKind.RESTORE
                        || reviewed.proposed().contains(one.facts().claim().id()))
                .toList();
        int restores = count(lines, one -> one.kind() == ActionKind.RESTORE);
        return new PlanCounts(
                restores,
                lines.size() - restores,
                count(lines, Planned::isHeld),
                lines.stream().limit(PlanCounts.PREVIEW).map(Planned::text).toList());
    }

    private static List<RuleCounts> rules(PolicyFacts facts, List<Planned> planned) {
        Map<String, Integer> matched = facts.matches().counts();
        Map<String, List<Planned>> byRule = planned.stream().collect(Collectors.groupingBy(Planned::rule));
        return facts.state().policy().rules().stream()
                .map(Rule::name)
                .map(rule -> {
                    List<Planned> lines = byRule.getOrDefault(rule, List.of());
                    return new RuleCounts(
                            rule, matched.getOrDefault(rule, 0), lines.size(), count(lines, Planned::isHeld));
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
    private boolean isCertain(PolicyFacts facts, List<Decision> decisions) {
        Policy policy = facts.state().policy();
        return facts.state().readiness().isReady()
                && !policy.suspended()
                && facts.matches().isComplete()
                && !facts.children().lackTrashings()
                && checks.settled()
                && !reviewed.pending().contains(policy.id())
                && decisions.stream().noneMatch(PolicySummaries::isMoving);
    }

    private static boolean isMoving(Decision decision) {
        boolean trashing = decision.act() && decision.plans(ActionKind.TRASH);
        Observation observation = decision.facts().observation();
        // What stays uncertain until a person says what is meant must not keep the rest from being reviewed.
        boolean unknown = (observation.state() == ObservedState.UNKNOWN && !(observation instanceof Uncertain))
                || decision.facts().journal().waiting()
                || decision.readiness()
                        .filter(readiness -> readiness.reason() == Reason.SNAPSHOT_PENDING)
                        .isPresent();
        return trashing || (unknown && decision.claim().wanted() == DesiredState.TRASHED);
    }
}

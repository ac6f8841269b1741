package dev.trashops.plan;

import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.HaltChecks;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.PlanCounts;
import dev.trashops.plan.model.PolicyProjection.RuleReview;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.observe.TrashSnapshot;
import dev.trashops.plan.projection.EndangeredEntries;
import dev.trashops.plan.release.BatchRelease;
import dev.trashops.plan.release.ReviewPlans;
import dev.trashops.plan.rules.RuleNotices;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sums up a workspace for the status of each policy.
 *
 * @param certainties whether the plan of each can be published
 */
record PolicySummaries(
        Map<PolicyId, PolicyFacts> policies,
        BatchRelease.Result released,
        ReviewPlans reviewed,
        Map<PolicyId, PlanCertainty> certainties,
        Map<ClaimId, ItemProjection> items,
        PolicyBrakes brakes,
        Optional<TrashingHalt> halt) {

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
        PlanCertainty certainty = Objects.requireNonNull(certainties.get(policy.id()));
        PlannedLines planned =
                PlannedLines.of(decisions.stream().map(Decision::facts).toList(), one -> status(one.claim()));
        Optional<TrashPlan> plan = certainty.certain() ? Optional.of(reviewed.of(policy.id())) : Optional.empty();
        ShownPlan shown = shown(facts, certainty, planned, plan, decisions);
        RuleReview review = RuleNotices.of(
                policy,
                facts.matches(),
                facts.view(),
                facts.claims(),
                facts.state().sees());
        return new PolicyProjection(
                policy.generation(),
                facts.state().handledRequest(),
                readiness(facts.state()),
                facts.state().access().proof(),
                facts.state().access().secret(),
                brakes.mode(policy),
                conditions(facts, shown, decisions, review),
                review.complete(),
                facts.view().trash().map(trash -> trash.counts(policy.scope(), endangered(facts, trash, decisions))),
                counts(facts.claims().stream()
                        .filter(claim -> !claim.id().isUnborn())
                        .toList()),
                planned.ofRules(policy.rules(), facts.matches().counts()),
                shown.counts(),
                plan,
                facts.state().history(),
                halt(facts.state()),
                facts.children().missing());
    }

    /** What is shown of the plan: what is known now, or what was known last. */
    private ShownPlan shown(
            PolicyFacts facts,
            PlanCertainty certainty,
            PlannedLines planned,
            Optional<TrashPlan> plan,
            List<Decision> decisions) {
        ShownPlan last = facts.state().shown();
        boolean published = certainty.certain() || last.published();
        PlanCounts now = planned.counts(reviewed.proposed(), released.kept(), published);
        if (!certainty.known()) {
            boolean nothing = last.equals(ShownPlan.NONE);
            return new ShownPlan(nothing ? now : last.counts().stale(true), last.published(), last.conditions());
        }
        // While a plan is carried out its lines become fewer; any other doubt leaves what was published as it was.
        boolean current = certainty.certain() || !last.published() || (certainty.carriedOut() && now.trash() > 0);
        PlanNotices notices = new PlanNotices(facts, planned, released.excess(), certainty, plan, last.conditions());
        return new ShownPlan(
                current ? now : last.counts().stale(false),
                plan.map(certain -> !certain.lines().isEmpty()).orElse(last.published()),
                notices.of(decisions));
    }

    private Map<PolicyCondition, Notice> conditions(
            PolicyFacts facts, ShownPlan shown, List<Decision> decisions, RuleReview review) {
        Map<PolicyCondition, Notice> all = PolicyNotices.of(facts, decisions, review);
        all.putAll(brakes.of(facts.state().policy()));
        all.putAll(shown.conditions());
        return all;
    }

    private Endangered.Counts endangered(PolicyFacts facts, TrashSnapshot trash, List<Decision> decisions) {
        return EndangeredEntries.count(
                trash,
                facts.state().policy().scope(),
                decisions,
                items,
                facts.view().moment());
    }

    /** What stops restores, too, is said first; before the first read nothing new is said. */
    private Readiness readiness(PolicyState state) {
        Readiness own = state.readiness();
        boolean first = own.isStalled() || own.reason() == Reason.SNAPSHOT_PENDING;
        return first
                ? own
                : halt(state)
                        .map(latest ->
                                HaltChecks.ofPolicy(latest, state.policy().id()))
                        .orElseGet(() -> withChildren(state, own));
    }

    /** A policy is not in order while its rules cannot have the resources that they need. */
    private static Readiness withChildren(PolicyState state, Readiness own) {
        return state.childrenRefused()
                .filter(message -> own.isReady())
                .map(message -> Readiness.stalled(Reason.CHILDREN_REFUSED, message))
                .orElse(own);
    }

    private Optional<TrashingHalt> halt(PolicyState state) {
        return halt.flatMap(latest -> latest.shownBy(state));
    }

    /** What stays for a reason of its own is not planned, although somebody asks for it. */
    private boolean isPlanned(Claim claim) {
        return status(claim).planned().isPresent() && !released.kept().containsKey(claim.id());
    }

    private ClaimStatus status(Claim claim) {
        return Objects.requireNonNull(items.get(claim.id())).claimStatus();
    }

    private ItemCounts counts(List<Claim> claims) {
        int ready = 0;
        int acting = 0;
        int reconciling = 0;
        int stalled = 0;
        for (Claim claim : claims) {
            Optional<Readiness> readiness = status(claim).readiness();
            if (readiness.isPresent()) {
                switch (readiness.get().kind()) {
                    case READY -> ready++;
                    case RECONCILING -> reconciling++;
                    case STALLED -> stalled++;
                }
            }
            acting += isPlanned(claim) ? 1 : 0;
        }
        return new ItemCounts(claims.size(), ready, acting, reconciling, stalled);
    }
}

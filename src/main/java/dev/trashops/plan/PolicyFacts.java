package dev.trashops.plan;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.history.JournalState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.release.ApprovalGate;
import dev.trashops.plan.rules.RestoreProtection;
import dev.trashops.plan.rules.RuleChildren;
import dev.trashops.plan.rules.RuleFindings;
import dev.trashops.plan.rules.RuleMatches;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that belongs to one policy.
 *
 * @param state the policy
 * @param claims the claims that refer to it
 * @param book what it has trashed so far
 * @param wants what its rules want
 * @param household the claims that its rules keep
 * @param approvals what was approved
 */
record PolicyFacts(
        PolicyState state,
        List<Claim> claims,
        EffectiveDeletions book,
        RuleMatches wants,
        RuleChildren household,
        ApprovalGate approvals) {

    /** Those of all policies of a workspace. */
    static Map<PolicyId, PolicyFacts> all(PlanInput input, ObservedWorkspace world, ReadRequests requests) {
        Map<PolicyId, List<Claim>> claims = input.claims().stream().collect(Collectors.groupingBy(Claim::policy));
        return input.policies().stream()
                .sorted(Comparator.comparing(state -> state.policy().id().toString()))
                .map(state -> of(state, claims.getOrDefault(state.policy().id(), List.of()), world, requests))
                .collect(Collectors.toMap(estate -> estate.state().policy().id(), Function.identity()));
    }

    private static PolicyFacts of(
            PolicyState state, List<Claim> claims, ObservedWorkspace world, ReadRequests requests) {
        EffectiveDeletions book = new EffectiveDeletions(state.book(), claims);
        boolean trashes = state.policy().rules().stream().anyMatch(rule -> rule.action() == RuleAction.TRASH);
        boolean blind = !state.proved() || world.trash().isEmpty() || (trashes && book.isUnread());
        RuleMatches wants = new RuleMatches(state.policy(), world, requests, book, !blind);
        return new PolicyFacts(
                state,
                claims,
                book,
                wants,
                new RuleChildren(state.policy(), wants, claims, blind, world.now()),
                new ApprovalGate(state, world.now()));
    }

    /** What the rules of this policy have to do with a claim that refers to it. */
    RuleFindings ruling(
            Claim claim, Observation seen, JournalState journal, Optional<RestoreProtection.Protector> protector) {
        Optional<Rule> rule = claim.spec().origin() == ClaimOrigin.TRASH_RULE
                ? household.trashRule(claim)
                : seen.entry().flatMap(wants::ruleOf);
        return new RuleFindings(rule, household.isRetired(claim, seen, journal), protector);
    }

    /** Whether nothing is known to be missing from what this policy wants trashed. */
    boolean isComplete() {
        return wants.isComplete() && !household.lacksTrashings();
    }
}

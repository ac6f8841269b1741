package dev.trashops.plan;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Origin;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
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
record Estate(
        PolicyState state, List<Claim> claims, PolicyBook book, Wants wants, Household household, Approvals approvals) {

    /** Those of all policies of a workspace. */
    static Map<PolicyId, Estate> all(PlanInput input, ObservedWorkspace world, ReadRequests requests) {
        Map<PolicyId, List<Claim>> claims = input.claims().stream().collect(Collectors.groupingBy(Claim::policy));
        return input.policies().stream()
                .sorted(Comparator.comparing(state -> state.policy().id().toString()))
                .map(state -> of(state, claims.getOrDefault(state.policy().id(), List.of()), world, requests))
                .collect(Collectors.toMap(estate -> estate.state().policy().id(), Function.identity()));
    }

    private static Estate of(PolicyState state, List<Claim> claims, ObservedWorkspace world, ReadRequests requests) {
        PolicyBook book = new PolicyBook(state.book(), claims);
        boolean trashes = state.policy().rules().stream().anyMatch(rule -> rule.action() == RuleAction.TRASH);
        boolean blind = !state.proved() || world.trash().isEmpty() || (trashes && book.isUnread());
        Wants wants = new Wants(state.policy(), world, requests, book, !blind);
        return new Estate(
                state,
                claims,
                book,
                wants,
                new Household(state.policy(), wants, claims, blind, world.now()),
                new Approvals(state, world.now()));
    }

    /** What the rules of this policy have to do with a claim that refers to it. */
    Ruling ruling(Claim claim, Observation seen, JournalState journal, Optional<Protection.Protector> protector) {
        Optional<Rule> rule = claim.origin() == Origin.TRASH_RULE
                ? household.trashRule(claim)
                : seen.entry().flatMap(wants::ruleOf);
        return new Ruling(rule, household.isRetired(claim, seen, journal), protector);
    }

    /** Whether nothing is known to be missing from what this policy wants trashed. */
    boolean isComplete() {
        return wants.isComplete() && !household.lacksTrashings();
    }
}

package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts.RuleFindings;
import dev.trashops.plan.history.ActionVerifier;
import dev.trashops.plan.history.ActionVerifier.JournalState;
import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.release.ApprovalGate;
import dev.trashops.plan.rules.ProtectingRules.Protector;
import dev.trashops.plan.rules.RuleChildren;
import dev.trashops.plan.rules.RuleMatches;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that belongs to one policy.
 *
 * @param view the workspace as far as it may be told to this policy
 * @param claims the claims that refer to it
 * @param journals what became of the last action of each claim that ever had one
 * @param deletions what it has trashed so far
 */
record PolicyFacts(
        PolicyState state,
        ObservedWorkspace view,
        List<Claim> claims,
        Map<ClaimId, JournalState> journals,
        EffectiveDeletions deletions,
        RuleMatches matches,
        RuleChildren children,
        ApprovalGate approvals) {

    /** Those of all policies of a workspace. */
    static Map<PolicyId, PolicyFacts> all(PlanInput input, ObservedWorkspace workspace, PlannerState known) {
        Map<PolicyId, List<Claim>> claims = input.claims().stream().collect(Collectors.groupingBy(Claim::policy));
        return input.policies().stream()
                .sorted(Comparator.comparing(state -> state.policy().id().toString()))
                .map(state -> of(state, claims.getOrDefault(state.policy().id(), List.of()), workspace, known))
                .collect(Collectors.toMap(facts -> facts.state().policy().id(), facts -> facts));
    }

    private static PolicyFacts of(
            PolicyState state, List<Claim> claims, ObservedWorkspace workspace, PlannerState known) {
        ObservedWorkspace view = state.sees() ? workspace : workspace.unread();
        Map<ClaimId, JournalState> journals = new HashMap<>();
        for (Claim claim : claims) {
            if (claim.status().lastAction().isPresent()) {
                journals.put(claim.id(), ActionVerifier.verify(claim, known.times(), view));
            }
        }
        EffectiveDeletions deletions = new EffectiveDeletions(state.records().ledger(), journals);
        boolean trashes = state.policy().rules().stream().anyMatch(rule -> rule.action() == RuleAction.TRASH);
        boolean blind = view.trash().isEmpty() || (trashes && deletions.isUnread());
        RuleMatches matches = RuleMatches.of(state.policy(), view, known.renames(), deletions, blind);
        return new PolicyFacts(
                state,
                view,
                claims,
                journals,
                deletions,
                matches,
                RuleChildren.of(state.policy(), matches, claims, blind, workspace.moment()),
                new ApprovalGate(state, workspace.moment()));
    }

    JournalState journal(Claim claim) {
        return journals.getOrDefault(claim.id(), JournalState.NOTHING);
    }

    /** What the rules of this policy say about a claim that refers to it. */
    RuleFindings findings(
            Claim claim,
            Observation seen,
            JournalState journal,
            Optional<Protector> protector,
            ObservedWorkspace workspace) {
        boolean trashed = claim.spec().origin() == ClaimOrigin.TRASH_RULE;
        Optional<TrashEntry> entry = seen.entry();
        Optional<Rule> rule = trashed
                ? matches.trashRule(claim.item())
                : entry.isPresent() ? matches.ruleOf(entry.get()) : Optional.empty();
        Optional<ItemKey> formerName =
                trashed ? deletions.formerName(claim.item(), seen.created(), workspace::isNowhere) : Optional.empty();
        return new RuleFindings(rule, children.isRetired(claim, seen, journal), protector, formerName);
    }

    /** Whether its rules keep items from being trashed by others. A key that never proved right protects nothing. */
    boolean protects(WorkspaceId workspace) {
        return mayJoin() || protectingClaims(workspace).findAny().isPresent();
    }

    /** The same for its claims: what was Restored once outlasts failures of the key. */
    Stream<Claim> protectingClaims(WorkspaceId workspace) {
        return claims.stream().filter(claim -> mayJoin() || claim.isOf(workspace));
    }

    private boolean mayJoin() {
        return state.proved() || !state.access().refused();
    }
}

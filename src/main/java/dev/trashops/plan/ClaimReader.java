package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ClaimIndex;
import dev.trashops.plan.history.ActionJournal;
import dev.trashops.plan.history.DriftDetector;
import dev.trashops.plan.history.JournalState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.observe.ItemObserver;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.rules.RestoreProtection;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Gathers the facts about a claim: its item, its last action, what others did, and what rules and other claims say. */
final class ClaimReader {
    private final PlanInput input;
    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final PlannerState state;
    private final ItemObserver observer;
    private final ClaimIndex claims;
    private final RestoreProtection protection;

    ClaimReader(
            PlanInput input,
            ObservedWorkspace workspace,
            ReadRequests requests,
            PlannerState state,
            Map<PolicyId, PolicyFacts> policies) {
        this.input = input;
        this.workspace = workspace;
        this.requests = requests;
        this.state = state;
        this.observer = new ItemObserver(workspace, requests, state.times());
        this.claims = new ClaimIndex(policies.values().stream()
                .flatMap(policy -> policy.protectingClaims(input.workspace()))
                .toList());
        this.protection = new RestoreProtection(
                policies.values().stream()
                        .filter(policy -> policy.protects(input.workspace()))
                        .map(policy -> policy.state().policy())
                        .sorted(Comparator.comparing(Policy::createdAt).thenComparing(Policy::uid))
                        .toList(),
                workspace,
                requests);
    }

    ClaimFacts read(Claim claim, PolicyFacts facts) {
        PolicyState policy = facts.state();
        Optional<Claim> rival = claim.wanted() == DesiredState.TRASHED ? claims.rival(claim) : Optional.empty();
        Observation seen = policy.proved() ? observer.observe(claim) : Observation.Unknown.UNREAD;
        JournalState read = withoutStaleRevert(claim, ActionJournal.read(claim, workspace, requests));
        JournalState journal = vanished(claim, seen) ? read.stillWaiting() : read;
        // A reversal counted while the decision is put off would hold nothing later.
        Observation certain = journal.waiting() ? Observation.Unknown.UNREAD : seen;
        boolean toBeTrashed = claim.wanted() == DesiredState.TRASHED && seen.state() == ObservedState.ACTIVE;
        Optional<RestoreProtection.Protector> protector =
                toBeTrashed ? protection.of(claim.item(), seen.created()) : Optional.empty();
        return new ClaimFacts(
                claim,
                policy,
                seen,
                journal,
                DriftDetector.of(claim, policy.policy().createdAt(), certain, rival.isPresent(), input.now()),
                rival,
                claims.isSuspended(claim),
                state.backoffs().of(claim.id()),
                facts.findings(claim, seen, journal, protector),
                facts.deletions(),
                input.now());
    }

    /** An item that was just restored is not restored again because of an older listing. */
    private JournalState withoutStaleRevert(Claim claim, JournalState journal) {
        Instant touched = state.times().touched().getOrDefault(claim.item(), Instant.MIN);
        boolean listedBefore =
                input.trash().map(seen -> !seen.begunAt().isAfter(touched)).orElse(false);
        if (journal.revert().isEmpty() || !listedBefore) {
            return journal;
        }
        requests.want(new ReadTarget.Trash(), touched.plusMillis(1));
        return journal.withoutRevert();
    }

    /** Right after our own change, an item that is nowhere is not yet believed to be gone. */
    private boolean vanished(Claim claim, Observation seen) {
        boolean recent = claim.status()
                .lastAction()
                .map(last -> input.now().isBefore(last.at().plus(ActionJournal.GRACE)))
                .orElse(false);
        boolean vanished = recent && seen instanceof Observation.Gone;
        if (vanished) {
            requests.want(new ReadTarget.Projects(), input.now().minus(ReadRequest.LOOK_AGAIN));
        }
        return vanished;
    }
}

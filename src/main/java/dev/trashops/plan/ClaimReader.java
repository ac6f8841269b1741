package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ClaimIndex;
import dev.trashops.plan.checks.GoneHints;
import dev.trashops.plan.history.ActionVerifier;
import dev.trashops.plan.history.ActionVerifier.JournalState;
import dev.trashops.plan.history.DriftDetector;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.FinalLook;
import dev.trashops.plan.observe.ItemObserver;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.rules.ProtectingRules;
import dev.trashops.plan.rules.ProtectingRules.Protector;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers the facts about a claim: its item, its last action, what others did, and what rules and other claims say. */
final class ClaimReader {
    private final PlanInput input;
    private final ObservedWorkspace workspace;
    private final PlannerState state;
    private final ItemObserver observer;
    private final ClaimIndex claims;
    private final ProtectingRules protection;
    private final Optional<TrashingHalt> halt;
    private final HintFinder hints;

    /** The policies whose keys open the workspace, or did. */
    private final Set<PolicyId> joined;

    private boolean lookAwaited;

    ClaimReader(
            PlanInput input,
            ObservedWorkspace workspace,
            PlannerState state,
            Collection<PolicyFacts> policies,
            Optional<TrashingHalt> halt) {
        this.input = input;
        this.workspace = workspace;
        this.state = state;
        this.halt = halt;
        this.hints = new HintFinder(workspace, input.claims());
        this.joined = policies.stream()
                .map(PolicyFacts::state)
                .filter(PolicyState::proved)
                .map(policy -> policy.policy().id())
                .collect(Collectors.toUnmodifiableSet());
        this.observer = new ItemObserver(workspace, state.times(), state.renames(), input.claims());
        this.claims = new ClaimIndex(Stream.concat(
                        policies.stream().flatMap(policy -> policy.protectingClaims(input.workspace())),
                        withoutPolicy(input, policies))
                .toList());
        this.protection = new ProtectingRules(
                policies.stream()
                        .filter(policy -> policy.protects(input.workspace()))
                        .map(policy -> policy.state().policy())
                        .sorted(Comparator.comparing(Policy::createdAt).thenComparing(Policy::uid))
                        .toList(),
                workspace);
    }

    /** What was seen in this workspace and lost its policy since: that says nothing about who wants to keep it. */
    private static Stream<Claim> withoutPolicy(PlanInput input, Collection<PolicyFacts> policies) {
        Set<PolicyId> present =
                policies.stream().map(policy -> policy.state().policy().id()).collect(Collectors.toUnmodifiableSet());
        return input.claims().stream()
                .filter(claim -> !present.contains(claim.policy()) && claim.isOf(input.workspace()));
    }

    ClaimFacts read(Claim claim, PolicyFacts facts) {
        PolicyState policy = facts.state();
        boolean trashes = claim.wanted() == DesiredState.TRASHED;
        Optional<Claim> rival = trashes ? claims.rival(claim) : Optional.empty();
        Observation seen = policy.sees() ? observer.observe(claim) : Observation.Unknown.UNREAD;
        JournalState verified = facts.journal(claim);
        JournalState journal = policy.sees() ? settled(claim, seen, verified) : verified;
        // A reversal counted while the decision is put off would hold nothing later.
        Observation certain = journal.waiting() ? Observation.Unknown.UNREAD : seen;
        FinalLook last = state.times().finalLook(claim.id(), facts.view());
        if (claim.spec().deleting() && !last.taken()) {
            state.times()
                    .deletingSince(claim.id())
                    .ifPresent(since -> facts.view().request(new ReadTarget.Trash(), since.plusMillis(1)));
        }
        Optional<Protector> protector = trashes && seen.state() == ObservedState.ACTIVE
                ? protection.of(claim.item(), seen.created())
                : Optional.empty();
        return new ClaimFacts(
                claim,
                policy,
                input.allowed(),
                seen,
                journal,
                DriftDetector.of(
                        claim, policy.policy().createdAt(), certain, isConflicting(policy, rival), workspace.moment()),
                rival,
                claims.isSuspended(claim),
                Optional.ofNullable(state.backoffs().get(claim.id())),
                facts.findings(claim, seen, journal, protector, workspace),
                facts.deletions(),
                halt,
                !policy.sees() || isLookedAt(claim),
                last,
                seen instanceof Gone gone ? hints.of(claim, policy, gone) : GoneHints.NONE,
                workspace.moment());
    }

    /** Whether any claim waits for the next look at the Trash to end. */
    boolean isLookAwaited() {
        return lookAwaited;
    }

    private Tristate isConflicting(PolicyState policy, Optional<Claim> rival) {
        if (rival.isEmpty()) {
            return Tristate.NO;
        }
        return policy.sees() && joined.contains(rival.get().policy()) ? Tristate.YES : Tristate.UNKNOWN;
    }

    private boolean isLookedAt(Claim claim) {
        if (claim.spec().requestedAt().equals(claim.status().handledRequest())) {
            return true;
        }
        boolean looked = input.lookedAt()
                .filter(at -> state.times().isNoticedBy(claim.id(), at))
                .isPresent();
        lookAwaited |= !looked;
        return looked;
    }

    private JournalState settled(Claim claim, Observation seen, JournalState journal) {
        if (journal.equals(JournalState.NOTHING)) {
            return journal;
        }
        Instant touched = state.times().touched().getOrDefault(claim.item(), Instant.MIN);
        // An item that was just restored is not restored again because of an older listing.
        boolean stale = journal.revert().isPresent()
                && workspace.trash().isPresent()
                && !workspace.reads().isBegunAfter(new ReadTarget.Trash(), touched);
        if (stale) {
            workspace.request(new ReadTarget.Trash(), touched.plusMillis(1));
        }
        // Right after our own change, an item that is nowhere is not yet believed to be gone.
        boolean vanished = seen instanceof Gone
                && claim.status()
                        .lastAction()
                        .map(last -> state.times().begunAt(claim.id(), last))
                        .filter(begun -> !workspace.moment().reached(begun.plus(ActionVerifier.GRACE)))
                        .isPresent();
        if (vanished) {
            workspace.request(new ReadTarget.Projects(), ReadRequest.LOOK_AGAIN);
        }
        return stale || vanished
                ? new JournalState(journal.entry(), true, stale ? Optional.empty() : journal.revert())
                : journal;
    }
}

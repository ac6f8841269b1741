package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.Proofs;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Whose turn it is among the actions of a plan, and what follows from each. */
final class ActionTurns {
    private final WorkspaceId workspace;
    private final LoopPorts ports;
    private final PolicyCredentials credentials;
    private final LoopMemory memory;
    private final ActionExecutor executor;
    private final Set<ReadTarget> confirmation = new LinkedHashSet<>();
    private Optional<Turn> turn = Optional.empty();

    /** The reads before one action, which are under way since then. */
    private record Turn(ClaimId claim, ActionKind kind, Instant since) {
        private boolean isOf(PlannedAction action) {
            return claim.equals(action.claim().id()) && kind == action.kind();
        }
    }

    ActionTurns(
            WorkspaceId workspace,
            LoopPorts ports,
            PolicyCredentials credentials,
            LoopMemory memory,
            ActionExecutor executor) {
        this.workspace = workspace;
        this.ports = ports;
        this.credentials = credentials;
        this.memory = memory;
        this.executor = executor;
    }

    /** Whether the action whose turn it is still lacks proofs. */
    boolean isProving(Plan plan, ObservationCache observations, Instant now) {
        return turn.isPresent()
                && first(plan, now)
                        .filter(turn.get()::isOf)
                        .flatMap(action -> missing(action, observations, now))
                        .isPresent();
    }

    /** The first action whose key may be used now; none while a restore waits for its key. Any other one's turn is over. */
    Optional<PlannedAction> next(Plan plan, Instant now) {
        Optional<PlannedAction> next = first(plan, now);
        turn = turn.filter(known -> next.filter(known::isOf).isPresent());
        return next;
    }

    private Optional<PlannedAction> first(Plan plan, Instant now) {
        if (plan.actions().isEmpty() || !ports.stores().leading().getAsBoolean()) {
            return Optional.empty();
        }
        Optional<PlannedAction> first =
                plan.actions().stream().filter(action -> isReady(action, now)).findFirst();
        boolean restoreWaits = plan.actions().stream()
                .anyMatch(action -> action.kind() == ActionKind.RESTORE && !isReady(action, now));
        return first.filter(action -> action.kind() == ActionKind.RESTORE || !restoreWaits);
    }

    private boolean isReady(PlannedAction action, Instant now) {
        return credentials
                .of(action.claim().policy())
                .filter(credential -> !credential.isHeld(now))
                .flatMap(Credential::inUse)
                .isPresent();
    }

    /** The read that an action still lacks as proof. */
    Optional<ReadTarget> missing(PlannedAction action, ObservationCache observations, Instant now) {
        Optional<Instant> since = turn.filter(known -> known.isOf(action) && !Proofs.isOver(known.since(), now))
                .map(Turn::since);
        return action.proofs().missing(observations::begunAt, since, now);
    }

    /** Such a read is made now. */
    void prove(PlannedAction action, Instant now) {
        turn = turn.filter(known -> !Proofs.isOver(known.since(), now))
                .or(() -> Optional.of(new Turn(action.claim().id(), action.kind(), now)));
    }

    /** Executes an action, or holds its key until the request budget allows it; whether it was executed. */
    boolean execute(PlannedAction action) {
        Credential credential = credentials.of(action.claim().policy()).orElseThrow();
        ApiKey key = credential.inUse().orElseThrow();
        Duration wait = ports.gateway().reader(workspace, key).budgetWait(Lane.URGENT, 1);
        if (!wait.isZero()) {
            credential.hold(ports.now().plus(wait));
            return false;
        }
        turn = Optional.empty();
        ActionResult result = executor.act(action, credential.policy(), key);
        memory.acted(action, credential.policy(), result, ports.now());
        if (result.mayHaveChanged()) {
            confirmation.addAll(action.confirmation());
        }
        result.failure()
                .filter(RoboflowFailure.Unauthorized.class::isInstance)
                .ifPresent(failure -> credential.failed(failure, ports.now()));
        return true;
    }

    /** Whether the plan has been carried out, and what became of that is to be read before another one is made. */
    boolean isConfirming(Plan plan) {
        return plan.actions().isEmpty() && !confirmation.isEmpty();
    }

    /** The next read of that; each is tried once. */
    ReadTarget confirm() {
        ReadTarget next = confirmation.iterator().next();
        confirmation.remove(next);
        return next;
    }

    /** After another plan was made, which asks for what it lacks itself. */
    void planned() {
        confirmation.clear();
    }
}

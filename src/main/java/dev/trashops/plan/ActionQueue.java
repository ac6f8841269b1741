package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.ObservedWorkspace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders released actions. */
record ActionQueue(ObservedWorkspace workspace, Map<ClaimId, ItemProjection> items) {
    /**
     * Undoing a wrong DELETE first, then restores by the nearest purge, then trashings with policies taking turns. If
     * several claims agree, the oldest acts.
     */
    List<PlannedAction> ordered(List<Decision> decisions) {
        Set<Object> taken = new HashSet<>();
        Map<ActionKind, List<PlannedAction>> actions = decisions.stream()
                .filter(Decision::act)
                .sorted(Comparator.comparing(Decision::claim, Claim.OLDEST_FIRST))
                .filter(decision -> taken.add(decision.claim().item()))
                .map(this::action)
                // Claims may mean the same item by different names.
                .filter(action ->
                        action.entry().map(TrashEntry::identity).map(taken::add).orElse(true))
                .collect(Collectors.groupingBy(PlannedAction::kind));
        Stream<PlannedAction> restores = actions.getOrDefault(ActionKind.RESTORE, List.of()).stream()
                .sorted(Comparator.comparing((PlannedAction action) -> !action.revert())
                        .thenComparing(action -> action.cleanupAt().orElse(Instant.MAX))
                        .thenComparing(PlannedAction::item));
        // After trouble, too, restores go first.
        List<PlannedAction> trashings = decisions.stream().anyMatch(ActionQueue::isRestoreWaiting)
                ? List.of()
                : actions.getOrDefault(ActionKind.TRASH, List.of());
        return Stream.concat(restores, inTurn(trashings).stream()).toList();
    }

    /** Whether a restore waits for another try, or for its outcome, and will go on by itself. */
    private static boolean isRestoreWaiting(Decision decision) {
        ClaimFacts facts = decision.facts();
        boolean open = facts.journal()
                .entry()
                .filter(last -> last.outcome() == LastAction.Outcome.STARTED)
                .isPresent();
        return decision.plans(ActionKind.RESTORE)
                && !decision.act()
                && decision.readiness()
                        .filter(readiness -> readiness.kind() == Readiness.Kind.RECONCILING)
                        .isPresent()
                && (facts.isBackingOff() || open);
    }

    private static List<PlannedAction> inTurn(List<PlannedAction> actions) {
        Map<String, Deque<PlannedAction>> byPolicy = new TreeMap<>();
        actions.stream()
                .sorted(Comparator.comparing(PlannedAction::item))
                .forEach(action -> byPolicy.computeIfAbsent(
                                action.claim().policy().toString(), any -> new ArrayDeque<>())
                        .add(action));
        List<PlannedAction> inTurn = new ArrayList<>();
        while (inTurn.size() < actions.size()) {
            byPolicy.values().stream().filter(queue -> !queue.isEmpty()).forEach(queue -> inTurn.add(queue.remove()));
        }
        return inTurn;
    }

    /** A version is restored with the id of its project as the entry gives it, else as it is known otherwise. */
    private static Optional<InternalId> projectId(ClaimFacts facts, Optional<TrashEntry> revert) {
        Optional<InternalId> known = facts.observation() instanceof InTrash seen
                ? seen.projectId()
                : facts.claim().expectedId();
        return revert.flatMap(TrashEntry::internalId)
                .or(() -> known)
                .filter(any -> facts.item().type() == ItemType.VERSION);
    }

    private PlannedAction action(Decision decision) {
        ClaimFacts facts = decision.facts();
        Claim claim = facts.claim();
        ActionKind kind = decision.planned().orElseThrow();
        Optional<TrashEntry> revert = facts.journal().revert();
        boolean restores = kind == ActionKind.RESTORE;
        return new PlannedAction(
                kind,
                facts.item(),
                claim.withStatus(Objects.requireNonNull(items.get(claim.id())).claimStatus()),
                restores ? revert.or(() -> facts.observation().entry()) : Optional.empty(),
                projectId(facts, revert),
                claim.expectedId(),
                facts.observation().created(),
                facts.rule().map(Rule::name),
                decision.approval(),
                revert.isPresent(),
                facts.observation().cleanupAt(),
                new FreshReads(workspace, kind).before(facts));
    }
}

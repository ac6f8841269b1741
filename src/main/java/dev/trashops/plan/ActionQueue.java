package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts released actions in order and says which fresh looks each needs first. */
final class ActionQueue {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration FRESH_ITEM = Duration.ofSeconds(30);
    private static final Duration FRESH_DETAIL = Duration.ofSeconds(60);
    private static final Duration PER_DETAIL = Duration.ofMillis(500);

    private final PlanInput input;

    ActionQueue(PlanInput input) {
        this.input = input;
    }

    /**
     * Undoing a wrong DELETE first, then restores by the nearest purge, then trashings, policy by policy in turn; of
     * several claims that agree the oldest acts.
     */
    List<PlannedAction> ordered(
            IdentityHashMap<ClaimFacts, Decision> outcomes, IdentityHashMap<Claim, Claim> remembered) {
        Set<ItemKey> taken = new HashSet<>();
        List<PlannedAction> restores = new ArrayList<>();
        List<PlannedAction> trashes = new ArrayList<>();
        outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().act())
                .sorted(Comparator.comparing(entry -> entry.getKey().claim(), Claim.OLDEST_FIRST))
                .filter(entry -> taken.add(entry.getKey().item()))
                .forEach(entry -> {
                    ClaimFacts one = entry.getKey();
                    ActionKind kind = entry.getValue().planned().orElseThrow();
                    Claim claim = remembered.getOrDefault(one.claim(), one.claim());
                    (kind == ActionKind.RESTORE ? restores : trashes)
                            .add(action(kind, one, claim, entry.getValue().approval()));
                });
        restores.sort(Comparator.comparing((PlannedAction action) -> !action.revert())
                .thenComparing(action -> action.cleanupAt().orElse(Instant.MAX))
                .thenComparing(PlannedAction::item));
        restores.addAll(inTurn(trashes));
        return restores;
    }

    private static List<PlannedAction> inTurn(List<PlannedAction> actions) {
        Map<String, Deque<PlannedAction>> byPolicy = new TreeMap<>();
        actions.stream()
                .sorted(Comparator.comparing(PlannedAction::item))
                .forEach(action -> byPolicy.computeIfAbsent(policy(action).toString(), any -> new ArrayDeque<>())
                        .add(action));
        List<PlannedAction> inTurn = new ArrayList<>();
        while (inTurn.size() < actions.size()) {
            byPolicy.values().stream().filter(queue -> !queue.isEmpty()).forEach(queue -> inTurn.add(queue.remove()));
        }
        return inTurn;
    }

    private static PolicyId policy(PlannedAction action) {
        return action.claim().policy();
    }

    private PlannedAction action(ActionKind kind, ClaimFacts one, Claim claim, Optional<String> approval) {
        boolean revert = one.journal().revert().isPresent();
        Optional<TrashEntry> entry = one.journal().revert().or(() -> one.sight().entry());
        return new PlannedAction(
                kind,
                one.item(),
                claim,
                kind == ActionKind.RESTORE ? entry : Optional.empty(),
                one.claim().expectedId(),
                one.sight().created(),
                one.claim().spec().origin().isRule() ? one.ruling().rule().map(Rule::name) : Optional.empty(),
                approval,
                revert,
                one.sight().cleanupAt(),
                kind == ActionKind.RESTORE ? List.of(listing()) : proofs(one));
    }

    private ReadRequest listing() {
        return new ReadRequest(new ReadTarget.Trash(), input.now().minus(FRESH));
    }

    /** The slow looks come first, so that the quick ones are still fresh when the call is made. */
    private List<ReadRequest> proofs(ClaimFacts one) {
        String slug = one.item().slug();
        Instant fresh = input.now().minus(FRESH_ITEM);
        List<ReadRequest> proofs = new ArrayList<>();
        boolean details = !one.acknowledged().containsAll(Set.of(Acknowledgement.values()));
        switch (one.item().type()) {
            case WORKFLOW -> proofs.add(new ReadRequest(new ReadTarget.Workflows(), fresh));
            case VERSION -> {
                if (details) {
                    proofs.add(new ReadRequest(
                            new ReadTarget.Version(slug, one.item().version()), fresh));
                }
                proofs.add(new ReadRequest(new ReadTarget.Project(slug), fresh));
            }
            case PROJECT -> {
                if (details) {
                    proofs.addAll(details(slug));
                }
                proofs.add(new ReadRequest(new ReadTarget.Project(slug), fresh));
            }
        }
        proofs.add(listing());
        return proofs;
    }

    private List<ReadRequest> details(String slug) {
        if (!(input.inventory().contents().get(slug) instanceof ReadResult.Found<ProjectContents> found)) {
            return List.of();
        }
        int versions = found.value().versions().size();
        Instant fresh = input.now().minus(FRESH_DETAIL).minus(PER_DETAIL.multipliedBy(versions));
        return found.value().versions().stream()
                .map(version -> new ReadRequest(new ReadTarget.Version(slug, version.number()), fresh))
                .toList();
    }
}

package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.DecidedClaim;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Orders released actions and lists the fresh reads that each needs first. */
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
     * Undoing a wrong DELETE first, then restores by the nearest purge, then trashings with policies taking turns. If
     * several claims agree, the oldest acts.
     */
    List<PlannedAction> ordered(List<DecidedClaim> decided, Map<ClaimId, ItemProjection> items) {
        Set<ItemKey> taken = new HashSet<>();
        List<PlannedAction> actions = decided.stream()
                .filter(facts -> facts.decision().act())
                .sorted(Comparator.comparing(facts -> facts.facts().claim(), Claim.OLDEST_FIRST))
                .filter(facts -> taken.add(facts.facts().item()))
                .map(facts -> action(facts, items))
                .toList();
        Stream<PlannedAction> restores = actions.stream()
                .filter(action -> action.kind() == ActionKind.RESTORE)
                .sorted(Comparator.comparing((PlannedAction action) -> !action.revert())
                        .thenComparing(action -> action.cleanupAt().orElse(Instant.MAX))
                        .thenComparing(PlannedAction::item));
        List<PlannedAction> trashings = actions.stream()
                .filter(action -> action.kind() == ActionKind.TRASH)
                .toList();
        return Stream.concat(restores, inTurn(trashings).stream()).toList();
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

    private PlannedAction action(DecidedClaim one, Map<ClaimId, ItemProjection> items) {
        ClaimFacts facts = one.facts();
        Claim claim = facts.claim();
        ActionKind kind = one.decision().planned().orElseThrow();
        Optional<TrashEntry> revert = facts.journal().revert();
        boolean restores = kind == ActionKind.RESTORE;
        return new PlannedAction(
                kind,
                facts.item(),
                claim.withStatus(Objects.requireNonNull(items.get(claim.id())).claimStatus()),
                restores ? revert.or(() -> facts.observation().entry()) : Optional.empty(),
                claim.expectedId(),
                facts.observation().created(),
                facts.rule().map(Rule::name),
                one.decision().approval(),
                revert.isPresent(),
                facts.observation().cleanupAt(),
                restores ? List.of(listing()) : proofs(facts));
    }

    private ReadRequest listing() {
        return new ReadRequest(new ReadTarget.Trash(), input.now().minus(FRESH));
    }

    /** The slow reads come first, so that the quick ones are still fresh when the call is made. */
    private List<ReadRequest> proofs(ClaimFacts facts) {
        String slug = facts.item().slug();
        Instant fresh = input.now().minus(FRESH_ITEM);
        List<ReadRequest> proofs = new ArrayList<>();
        boolean details = !facts.acknowledged().containsAll(Set.of(Acknowledgement.values()));
        switch (facts.item().type()) {
            case WORKFLOW -> proofs.add(new ReadRequest(new ReadTarget.Workflows(), fresh));
            case VERSION -> {
                if (details) {
                    proofs.add(new ReadRequest(
                            new ReadTarget.Version(slug, facts.item().version()), fresh));
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

package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemType;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders released actions and lists the fresh reads that each needs first. */
record ActionQueue(PlanInput input, Map<ClaimId, ItemProjection> items) {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration FRESH_ITEM = Duration.ofSeconds(30);
    private static final Duration FRESH_DETAIL = Duration.ofSeconds(60);
    private static final Duration PER_DETAIL = Duration.ofMillis(500);

    /**
     * Undoing a wrong DELETE first, then restores by the nearest purge, then trashings with policies taking turns. If
     * several claims agree, the oldest acts.
     */
    List<PlannedAction> ordered(List<Decision> decisions) {
        Set<ItemKey> taken = new HashSet<>();
        Map<ActionKind, List<PlannedAction>> actions = decisions.stream()
                .filter(Decision::act)
                .sorted(Comparator.comparing(Decision::claim, Claim.OLDEST_FIRST))
                .filter(decision -> taken.add(decision.claim().item()))
                .map(this::action)
                .collect(Collectors.groupingBy(PlannedAction::kind));
        Stream<PlannedAction> restores = actions.getOrDefault(ActionKind.RESTORE, List.of()).stream()
                .sorted(Comparator.comparing((PlannedAction action) -> !action.revert())
                        .thenComparing(action -> action.cleanupAt().orElse(Instant.MAX))
                        .thenComparing(PlannedAction::item));
        List<PlannedAction> trashings = actions.getOrDefault(ActionKind.TRASH, List.of());
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
                claim.expectedId(),
                facts.observation().created(),
                facts.rule().map(Rule::name),
                decision.approval(),
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
        Stream<ReadRequest> details = facts.acknowledgesEverything() ? Stream.empty() : details(facts.item());
        ReadTarget itself =
                facts.item().type() == ItemType.WORKFLOW ? new ReadTarget.Workflows() : new ReadTarget.Project(slug);
        return Stream.concat(details, Stream.of(new ReadRequest(itself, fresh), listing()))
                .toList();
    }

    private Stream<ReadRequest> details(ItemKey item) {
        Instant now = input.now();
        return switch (item.type()) {
            case WORKFLOW -> Stream.empty();
            case VERSION -> Stream.of(detail(item.slug(), item.version(), now.minus(FRESH_ITEM)));
            case PROJECT -> {
                List<ActiveVersion> versions = Optional.ofNullable(
                                input.inventory().contents().get(item.slug()))
                        .flatMap(ReadResult::found)
                        .map(ProjectContents::versions)
                        .orElse(List.of());
                Instant fresh = now.minus(FRESH_DETAIL).minus(PER_DETAIL.multipliedBy(versions.size()));
                yield versions.stream().map(version -> detail(item.slug(), version.number(), fresh));
            }
        };
    }

    private static ReadRequest detail(String project, int version, Instant begunAfter) {
        return new ReadRequest(new ReadTarget.Version(project, version), begunAfter);
    }
}

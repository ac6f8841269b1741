package dev.trashops.observability;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.WorkspaceProjection;
import io.micrometer.core.instrument.Tags;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many items are how, by policy. */
final class ItemCounts {
    private static final Set<Outcome> FAILED = EnumSet.of(Outcome.FAILED, Outcome.REVERTED);

    private ItemCounts() {}

    static Tags policyTags(WorkspaceProjection projection, ClaimId id) {
        return Metrics.tags(projection.subject(id).policy());
    }

    /** TrashedItems, by the state that their item was seen in. */
    static Map<Tags, Integer> states(WorkspaceProjection projection) {
        Map<Tags, Integer> counts = new HashMap<>();
        projection.items().forEach((id, item) -> {
            String state = CamelCase.of(item.claimStatus().observed());
            counts.merge(policyTags(projection, id).and("state", state), 1, Integer::sum);
        });
        return counts;
    }

    /** Items that are about to be purged: one that several TrashedItems are about is lost only once. */
    static Map<Tags, Integer> endangered(WorkspaceProjection projection) {
        Map<Tags, Set<Object>> items = new HashMap<>();
        projection
                .items()
                .forEach((id, item) -> item.warning().ifPresent(warning -> {
                    Tags tags = policyTags(projection, id)
                            .and("stage", warning.stage().text());
                    items.computeIfAbsent(tags, any -> new HashSet<>()).add(identity(projection, id, item));
                }));
        Map<Tags, Integer> counts = new HashMap<>();
        items.forEach((tags, which) -> counts.put(tags, which.size()));
        return counts;
    }

    /** People may name the same item differently, so its id goes before its name. */
    private static Object identity(WorkspaceProjection projection, ClaimId id, ItemProjection item) {
        ItemKey named = projection.subject(id).item();
        return item.claimStatus()
                .fingerprint()
                .flatMap(known -> known.internalId(named.type()))
                .<Object>map(known -> ItemId.of(named, known))
                .orElse(named);
    }

    /** TrashedItems whose last action failed and that are not in order since. */
    static Map<Tags, Integer> failed(WorkspaceProjection projection) {
        Map<Tags, Integer> counts = new HashMap<>();
        projection.items().forEach((id, item) -> {
            Optional<Readiness> unready = item.claimStatus().readiness().filter(readiness -> !readiness.isReady());
            Optional<LastAction> failure =
                    item.claimStatus().lastAction().filter(last -> FAILED.contains(last.outcome()));
            if (unready.isPresent() && failure.isPresent()) {
                Tags tags = policyTags(projection, id)
                        .and("verb", CamelCase.of(failure.get().action()))
                        .and("reason", unready.get().reason().text());
                counts.merge(tags, 1, Integer::sum);
            }
        });
        return counts;
    }
}

package dev.trashops.plan;

import dev.trashops.plan.checks.GoneHints;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ProjectRenames.Successor;
import dev.trashops.plan.observe.SimilarSlugs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks for what may help with items that are not there. Many of them may have the same wrong slug. */
final class HintFinder {
    private record Question(Scope scope, ItemKey whole) {}

    private final ObservedWorkspace workspace;
    private final List<Claim> claims;
    private final Map<Question, List<ItemKey>> similar = new HashMap<>();
    private Optional<Map<ItemKey, List<Claim>>> byItem = Optional.empty();

    HintFinder(ObservedWorkspace workspace, List<Claim> claims) {
        this.workspace = workspace;
        this.claims = claims;
    }

    GoneHints of(Claim claim, PolicyState policy, Gone gone) {
        Optional<ItemKey> successor = gone.successor().filter(Successor::active).map(Successor::item);
        boolean unknown =
                gone.state() == ObservedState.MISSING && gone.successor().isEmpty() && !gone.namesake();
        if (!unknown) {
            return new GoneHints(List.of(), Optional.empty(), successor.flatMap(name -> heir(claim, name)));
        }
        Optional<ItemKey> parent =
                claim.item().ancestors().stream().filter(workspace::isActive).findFirst();
        ItemKey whole = claim.item().type() == ItemType.WORKFLOW
                ? claim.item()
                : ItemKey.project(claim.item().slug());
        List<ItemKey> names = parent.isPresent()
                ? List.of()
                : similar.computeIfAbsent(
                        new Question(policy.policy().scope(), whole),
                        question -> new SimilarSlugs(workspace, question.scope()).to(question.whole()));
        return new GoneHints(names, parent, Optional.empty());
    }

    private Optional<ClaimId> heir(Claim claim, ItemKey successor) {
        Map<ItemKey, List<Claim>> index =
                byItem.orElseGet(() -> claims.stream().collect(Collectors.groupingBy(Claim::item)));
        byItem = Optional.of(index);
        return index.getOrDefault(successor, List.of()).stream()
                .filter(other -> other.id().namespace().equals(claim.id().namespace())
                        && other.wanted() == claim.wanted()
                        && !other.spec().deleting()
                        && !other.id().isUnborn())
                .min(Claim.OLDEST_FIRST)
                .map(Claim::id);
    }
}

package dev.trashops.plan.projection;

import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Moment;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.TrashSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of the Trash is lost soon although a policy does not want it trashed. An entry that the policy has a claim on is what
 * that claim says of it; of every other one nobody said that it may go.
 */
public final class EndangeredEntries {
    private EndangeredEntries() {}

    /** How many there are within a scope, given what became of the policy's claims. */
    public static Endangered.Counts count(
            TrashSnapshot trash,
            Scope scope,
            Collection<Decision> decisions,
            Map<ClaimId, ItemProjection> items,
            Moment now) {
        Map<TrashEntry.Identity, Optional<Endangered>> claimed = new HashMap<>();
        for (Decision decision : decisions) {
            Optional<TrashEntry> entry = decision.facts().observation().entry();
            if (entry.isPresent()) {
                Optional<Endangered> said =
                        Optional.ofNullable(items.get(decision.claim().id())).flatMap(ItemProjection::endangered);
                claimed.merge(entry.get().identity(), said, EndangeredEntries::sooner);
            }
        }
        List<Endangered> found = new ArrayList<>();
        for (TrashEntry entry : trash.within(scope)) {
            Optional<Endangered> said = claimed.get(entry.identity());
            Optional<Endangered> soon =
                    said == null ? trash.cleanupAt(entry).flatMap(at -> Endangered.of(at, now)) : said;
            soon.ifPresent(found::add);
        }
        return Endangered.Counts.of(found);
    }

    private static Optional<Endangered> sooner(Optional<Endangered> one, Optional<Endangered> other) {
        return Stream.concat(one.stream(), other.stream()).min(Endangered::compareTo);
    }
}

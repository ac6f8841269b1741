package dev.trashops.plan.rules;

import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.Tristate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An item as the rules see it.
 *
 * @param entry its entry of the Trash; absent for an active item
 * @param created when it was created; the Trash does not tell
 * @param newer how many newer versions of its project are certainly usable
 * @param perhapsNewer how many newer versions of its project may be usable
 */
record RuleCandidate(ItemKey item, Optional<TrashEntry> entry, Optional<Instant> created, int newer, int perhapsNewer) {
    /** An entry of the Trash. */
    static RuleCandidate inTrash(ItemKey item, TrashEntry entry) {
        return new RuleCandidate(item, Optional.of(entry), Optional.empty(), 0, 0);
    }

    /** An active project or workflow. */
    static RuleCandidate active(ItemKey item, Optional<Instant> created) {
        return new RuleCandidate(item, Optional.empty(), created, 0, 0);
    }
    /** All active versions of a project, in the given order. */
    static List<RuleCandidate> activeVersions(String project, List<ActiveVersion> all) {
        Map<Integer, RuleCandidate> candidates = new HashMap<>();
        int newer = 0;
        int perhapsNewer = 0;
        for (ActiveVersion version : all.stream()
                .sorted(Comparator.comparing(ActiveVersion::number).reversed())
                .toList()) {
            ItemKey item = ItemKey.version(project, version.number());
            candidates.put(
                    version.number(),
                    new RuleCandidate(item, Optional.empty(), version.created(), newer, perhapsNewer));
            newer += version.usable() == Tristate.YES ? 1 : 0;
            perhapsNewer += version.usable() != Tristate.NO ? 1 : 0;
        }
        return all.stream()
                .map(version -> Objects.requireNonNull(candidates.get(version.number())))
                .toList();
    }

    /** A version of a project about which nothing is known: what holds for it holds for all of them. */
    static RuleCandidate anyVersion(String project) {
        return new RuleCandidate(ItemKey.version(project, 1), Optional.empty(), Optional.empty(), 0, Integer.MAX_VALUE);
    }

    /** Whether it is in the Trash. */
    boolean isInTrash() {
        return entry.isPresent();
    }
}

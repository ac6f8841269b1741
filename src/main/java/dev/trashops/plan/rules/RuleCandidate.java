package dev.trashops.plan.rules;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.TrashEntry;
import java.time.Instant;
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

    /** A version of a project about which nothing is known: what holds for it holds for all of them. */
    static RuleCandidate anyVersion(String project) {
        return new RuleCandidate(ItemKey.version(project, 1), Optional.empty(), Optional.empty(), 0, Integer.MAX_VALUE);
    }

    /** The same for a training. No training has an id like that. */
    static RuleCandidate anyTraining(String project) {
        return new RuleCandidate(
                ItemKey.training(project, 1, "?"), Optional.empty(), Optional.empty(), 0, Integer.MAX_VALUE);
    }

    /** Whether it stands for every version, or every training, of its project. */
    boolean isAny() {
        return equals(anyVersion(item.slug())) || equals(anyTraining(item.slug()));
    }

    /** The same under another slug. */
    RuleCandidate called(String slug) {
        return new RuleCandidate(item.withSlug(slug), entry, created, newer, perhapsNewer);
    }

    /** Whether it is in the Trash. */
    boolean isInTrash() {
        return entry.isPresent();
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that may be made now, once its proofs are fresh and a new plan still contains it.
 *
 * @param claim the claim it is done for, with the status that the plan gave it
 * @param entry the entry of the Trash to restore
 * @param projectId the internal id of a version's project, which a restore needs
 * @param expectedId the internal id that a DELETE is expected to hit (for a version its project's)
 * @param created when the item was created, as far as known
 * @param rule the rule that made the claim
 * @param approval the digest of the approved plan that released it
 * @param revert whether it undoes a DELETE that hit the wrong item
 * @param cleanupAt when the entry may be purged
 * @param proofs the reads that must be fresh right before the call
 */
public record PlannedAction(
        ActionKind kind,
        ItemKey item,
        Claim claim,
        Optional<TrashEntry> entry,
        Optional<InternalId> projectId,
        Optional<InternalId> expectedId,
        Optional<Instant> created,
        Optional<String> rule,
        Optional<String> approval,
        boolean revert,
        Optional<Instant> cleanupAt,
        Proofs proofs) {
    /**
     * The reads that show what became of it, in order. By its id an item is told in the Trash at once; by its name only if no active one
     * has it.
     */
    public List<ReadTarget> confirmation() {
        ReadTarget active = item.type() == ItemType.WORKFLOW ? new ReadTarget.Workflows() : new ReadTarget.Projects();
        boolean told = kind == ActionKind.TRASH && (item.isPart() || expectedId.isPresent());
        return told ? List.of(new ReadTarget.Trash()) : List.of(new ReadTarget.Trash(), active);
    }

    /** Whether a version is to be restored whose entry does not tell its project: Roboflow may not find it by the known id. */
    public boolean isByKnownIdAlone() {
        return entry.filter(TrashEntry::isUnplacedVersion).isPresent();
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.plan.model.TrashingHalt;
import java.util.List;
import java.util.Optional;

/**
 * What the answer to an action means.
 *
 * <p>Another id than expected, and nothing else, means that the name went to another item after it was last read: that item
 * is restored, and trashing goes on. Anything else that was not asked for halts the trashing of the workspace.
 *
 * @param journal the entry of the action
 * @param mistaken what a DELETE hit instead of the item that was meant, to be restored at once
 */
record AnswerVerdict(LastAction journal, Optional<RestoreTarget> mistaken) {

    static AnswerVerdict ofRestore(PlannedAction action, LastAction begun, List<Contradiction> contradictions) {
        String renamed = action.claim()
                .renamed()
                .map(name -> " It was renamed to " + name + ".")
                .orElse("");
        String doubt = contradictions.isEmpty()
                ? ""
                : " But Roboflow answered with " + Contradiction.described(contradictions) + ".";
        LastAction journal = action.revert() ? begun : unconfirmed(begun, "Restored from the Trash." + renamed + doubt);
        return new AnswerVerdict(journal, Optional.empty());
    }

    static AnswerVerdict ofDelete(PlannedAction action, LastAction begun, TrashAnswer answer) {
        Optional<RestoreTarget> mistaken =
                answer.restorable().filter(target -> isAnother(target, action.item(), begun.expectedId(), answer));
        String answered = "Roboflow answered the DELETE with " + Contradiction.described(answer.contradictions());
        boolean otherId = begun.expectedId().isPresent()
                && answer.id().isPresent()
                && !begun.expectedId().equals(answer.id());
        if (mistaken.isPresent() || otherId) {
            String message = answer.contradictions().isEmpty()
                    ? "The DELETE hit another item with that name, which is being restored."
                    : answered + "; what it names is being restored.";
            return new AnswerVerdict(begun.ended(Outcome.REVERTED, message), mistaken);
        }
        if (answer.contradictions().isEmpty()) {
            return new AnswerVerdict(unconfirmed(begun, answer.sentence(action.item())), Optional.empty());
        }
        // What was hit is open if the answer does not name it; deleted for good is as over as trashed.
        LastAction journal = answer.isAboutAnother()
                ? begun.ended(Outcome.STARTED, answered + ". A listing of the Trash decides what it did.")
                : unconfirmed(begun, answered + ": it may be deleted for good.");
        return new AnswerVerdict(journal, Optional.empty());
    }

    private static boolean isAnother(
            RestoreTarget target, ItemKey item, Optional<InternalId> expected, TrashAnswer answer) {
        if (expected.isEmpty()) {
            return answer.isAboutAnother();
        }
        boolean version = target.type() == ItemType.VERSION;
        Optional<InternalId> id = version ? target.parentId() : Optional.of(new InternalId(target.id()));
        boolean sameNumber = !version || target.id().equals(String.valueOf(item.version()));
        return target.type() != item.type() || !id.equals(expected) || !sameNumber;
    }

    /** Roboflow says it was done; a listing has to show it. */
    private static LastAction unconfirmed(LastAction begun, String message) {
        return begun.ended(Outcome.DONE, message).withUnconfirmed(begun.unconfirmed() + 1);
    }

    /** What halts the trashing of the workspace, if anything does. */
    static Optional<TrashingHalt> halt(
            PlannedAction action,
            LastAction begun,
            ActionKind kind,
            List<Contradiction> contradictions,
            Region region) {
        String request = kind == ActionKind.RESTORE ? "restore" : "DELETE";
        return contradictions.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrashingHalt(
                        begun.at(),
                        region.roboflow() + " answered the " + request + " of "
                                + action.item().described() + " with " + Contradiction.described(contradictions) + ".",
                        Optional.of(action.claim().policy()),
                        Optional.empty()));
    }
}

package dev.trashops.plan.checks;

import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.NamesakeDetector;
import dev.trashops.plan.observe.Observation.NameProof;
import java.util.Optional;

/** Whether the item is the one that the claim means: a namesake, above all a newer one, is never touched. */
final class IdentityChecks {
    private IdentityChecks() {}

    static Optional<Readiness> nameIsUnique(ClaimFacts facts) {
        return facts.observation().name() == NameProof.AMBIGUOUS ? Optional.of(ambiguous(facts)) : Optional.empty();
    }

    static Readiness ambiguous(ClaimFacts facts) {
        return Readiness.stalled(
                Reason.IDENTITY_AMBIGUOUS,
                "There is more than one item named " + facts.item()
                        + " (several in the Trash, or one there and one active), so the name does not tell which one is"
                        + " meant. Set item.id to the internal id of that item; the Trash listing shows it.");
    }

    static Optional<Readiness> nameIsProved(ClaimFacts facts) {
        return facts.observation().name() == NameProof.UNREAD ? Optional.of(facts.pending()) : Optional.empty();
    }

    static Optional<Readiness> lastDeleteHitIt(ClaimFacts facts) {
        return facts.journal().entry().map(LastAction::outcome).equals(Optional.of(LastAction.Outcome.REVERTED))
                ? Optional.of(mismatch("The active " + facts.item().described()
                        + " is not the item that this resource means: when it was trashed, it had another internal id,"
                        + " so it was restored. Create a new TrashedItem for the item you mean."))
                : Optional.empty();
    }

    static Optional<Readiness> isOfThisWorkspace(ClaimFacts facts) {
        WorkspaceId workspace = facts.policy().policy().workspace();
        return facts.claim()
                .status()
                .fingerprint()
                .filter(known -> !known.workspace().equals(workspace))
                .map(known -> mismatch(
                        "This resource was created for an item of another workspace than the one its policy names now"
                                + (known.workspace().region() == workspace.region()
                                        ? ""
                                        : ", in region " + known.workspace().region())
                                + ", so "
                                + facts.item().described()
                                + " is left alone. If you do mean it, create a new TrashedItem."));
    }

    static Optional<Readiness> ageIsKnown(ClaimFacts facts) {
        return facts.observation().created().isPresent()
                        || facts.claim().expectedId().isPresent()
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.IDENTITY_AMBIGUOUS,
                        "Roboflow does not report when " + facts.item().described()
                                + " was created, so it could be a newer item of the same name. Set item.id to its"
                                + " internal id."));
    }

    static Optional<Readiness> isOldEnough(ClaimFacts facts) {
        return facts.observation()
                .created()
                .filter(created -> NamesakeDetector.isCreatedAfter(facts.claim(), created))
                .map(created -> mismatch("The active " + facts.item().described()
                        + " was created after this resource (or after item.createdBefore), so it is not the item that"
                        + " was meant and is left alone. If you do mean it, create a new TrashedItem."));
    }

    private static Readiness mismatch(String message) {
        return Readiness.stalled(Reason.IDENTITY_MISMATCH, message);
    }
}

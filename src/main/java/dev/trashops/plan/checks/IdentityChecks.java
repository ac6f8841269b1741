package dev.trashops.plan.checks;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.NamesakeDetector;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.Uncertain;
import java.util.List;
import java.util.Optional;

/** Whether the item is the one that the claim means: a namesake, above all a newer one, is never touched. */
final class IdentityChecks {
    private static final int MOST_NAMED = 5;

    private IdentityChecks() {}

    static Optional<Readiness> isAddressable(ClaimFacts facts) {
        return facts.item().isAddressable()
                ? Optional.empty()
                : Optional.of(Readiness.stalled(
                        Reason.REJECTED,
                        "Roboflow reserves the slug of " + facts.item().described()
                                + " for a route of its own, or would take it for another address, so it is never trashed"
                                + " from here. Rename it in the Roboflow app and create a new TrashedItem."));
    }

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

    /** Entries that tell no name, one of which may be the item: until that is known, nothing is said to be gone. */
    static Readiness uncertain(ClaimFacts facts, Uncertain uncertain) {
        List<String> ids = uncertain.candidates().stream()
                .map(entry -> entry.type() + " " + entry.id())
                .distinct()
                .sorted()
                .toList();
        return Readiness.stalled(
                Reason.IDENTITY_AMBIGUOUS,
                "It was not found under its name, but the Trash lists entries without names ("
                        + String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())))
                        + (ids.size() > MOST_NAMED ? " and others" : "")
                        + "), one of which may be " + facts.item().described()
                        + " or what it lies in. Set item.id to its"
                        + " internal id (for a version, that of its project)" + facts.letGoHint() + ".");
    }

    /** A DELETE goes by name, so an item that was renamed is out of reach of a resource that names it as it was. */
    static Optional<Readiness> nameFits(ClaimFacts facts) {
        return facts.observation()
                .renamed()
                .map(name -> mismatch(facts.item().described() + " was renamed to " + name
                        + ", and nothing is trashed under another name than the one its resource gives. To trash it, create"
                        + " a TrashedItem that names " + name + "."));
    }

    /** A restore of a version needs the id of its project, which the listing may leave out. */
    static Optional<Readiness> projectIdIsKnown(ClaimFacts facts) {
        return facts.observation() instanceof InTrash seen
                        && facts.item().type() == ItemType.VERSION
                        && seen.projectId().isEmpty()
                ? Optional.of(Readiness.stalled(
                        Reason.IDENTITY_AMBIGUOUS,
                        "The Trash lists " + facts.item().described()
                                + " without the internal id of its project, which a restore needs. Set item.id to that id;"
                                + " Roboflow shows it once the project itself was in the Trash" + facts.letGoHint()
                                + "."))
                : Optional.empty();
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

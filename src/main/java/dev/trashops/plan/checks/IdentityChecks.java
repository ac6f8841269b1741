package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.NamesakeDetector;
import dev.trashops.plan.observe.Observation.InTrash;
import dev.trashops.plan.observe.Observation.NameProof;
import dev.trashops.plan.observe.Observation.OutOfSight;
import dev.trashops.plan.observe.Observation.Uncertain;
import java.util.List;
import java.util.Optional;

/** Whether the item is the one that the claim means: a namesake, above all a newer one, is never touched. */
final class IdentityChecks {
    private static final int MOST_NAMED = 5;

    /** What a person can do about any type. */
    private static final String BY_HAND =
            "Look for it in the Trash of the Roboflow app, and restore it there if it has to stay";

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
                        + " meant. "
                        + (mayTakeId(facts)
                                ? "Set item.id to the internal id of " + whatHasTheId(facts)
                                        + "; the Trash listing shows it."
                                : BY_HAND + "."));
    }

    /** Whether an id in the spec would tell more: trainings have no such field, and an id that is known is not enough. */
    private static boolean mayTakeId(ClaimFacts facts) {
        return facts.item().type() != ItemType.TRAINING
                && facts.claim().expectedId().isEmpty();
    }

    private static String whatHasTheId(ClaimFacts facts) {
        return facts.item().type() == ItemType.VERSION ? "the project of that version" : "that item";
    }

    /** Entries that tell no name, one of which may be the item: until that is known, nothing is said to be gone. */
    static Readiness uncertain(ClaimFacts facts, Uncertain uncertain) {
        List<String> ids = uncertain.candidates().stream()
                .map(entry -> entry.type() + " " + entry.id())
                .distinct()
                .sorted()
                .map(Excerpt::of)
                .toList();
        return Readiness.stalled(
                Reason.IDENTITY_AMBIGUOUS,
                "It was not found under its name, but the Trash lists entries without names ("
                        + String.join(", ", ids.subList(0, Math.min(MOST_NAMED, ids.size())))
                        + (ids.size() > MOST_NAMED ? " and others" : "")
                        + "), one of which may be " + facts.item().described()
                        + " or what it lies in. "
                        + (mayTakeId(facts)
                                ? "Set item.id to the internal id of " + whatHasTheId(facts)
                                : BY_HAND + orItsProject(uncertain))
                        + facts.letGoHint() + ".");
    }

    /** A project is told by its id, whatever its name is. */
    private static String orItsProject(Uncertain uncertain) {
        return uncertain.candidates().stream().anyMatch(entry -> entry.is(ItemType.PROJECT))
                ? "; a project, also with a TrashedItem of type Project that has its id as item.id"
                : "";
    }

    /** Where Roboflow's own routes are in the way. */
    static Readiness outOfSight(ClaimFacts facts, OutOfSight seen) {
        return Readiness.stalled(
                Reason.REJECTED,
                facts.item().described()
                        + " is not in the Trash. Whether it is active can't be seen: Roboflow reserves the"
                        + " slug " + seen.item().slug()
                        + " for a route of its own, or would take it for another address. Look in the Roboflow app, and"
                        + " rename the project there; then create a TrashedItem with its new slug.");
    }

    /** An entry that tells only the number of a version is tried once with the known id of the project. */
    static Optional<Readiness> isFoundByItsId(ClaimFacts facts) {
        boolean unplaced = facts.observation()
                .entry()
                .filter(TrashEntry::isUnplacedVersion)
                .isPresent();
        boolean tried = facts.journal()
                .entry()
                .filter(last -> last.action() == ActionKind.RESTORE && last.isUnshown())
                .isPresent();
        return unplaced && tried
                ? Optional.of(Readiness.stalled(
                        Reason.IDENTITY_AMBIGUOUS,
                        "The Trash lists a version " + facts.item().version()
                                + " without its project, and to restore it as "
                                + facts.item().described()
                                + " by the known id of that project had no effect, so it may belong to another one. "
                                + BY_HAND + facts.letGoHint() + ". To try again: "
                                + Kubectl.reconcile(facts.claim().id())))
                : Optional.empty();
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
                                + " Roboflow shows it once the project itself was in the Trash. Or restore the version in the"
                                + " Roboflow app"
                                + facts.letGoHint()
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
                .seenOutside(workspace)
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
                                + " was created, so it could be a newer item of the same name. Set item.id to the"
                                + " internal id of " + whatHasTheId(facts) + "."));
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

package dev.trashops.plan.checks;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashEntry;
import java.util.List;
import java.util.Optional;

/** What a version or training says that cannot be restored before the project or version that it lies in. */
record ParentReadiness(RestoreWishes wishes) {

    Readiness of(ClaimFacts facts) {
        ItemKey parent = parent(facts);
        Optional<TrashEntry> entry = facts.observation().parent();
        return wishes.forParent(facts, parent, entry)
                .map(wish -> waiting(facts, parent, wish))
                .orElseGet(() -> unwanted(facts, parent, entry));
    }

    /** What it is in the Trash with. */
    static ItemKey parent(ClaimFacts facts) {
        ItemKey part = facts.observation().renamed().orElse(facts.item());
        ItemKey project = ItemKey.project(part.slug());
        return facts.observation()
                .parent()
                .filter(entry -> entry.is(ItemType.PROJECT))
                .map(entry -> project)
                .or(part::parent)
                .orElse(project);
    }

    private static Readiness waiting(ClaimFacts facts, ItemKey parent, RestoreWishes.Wish wish) {
        return wish instanceof RestoreWishes.Wish.Held held
                ? Readiness.stalled(
                        Reason.WAITING_FOR_PARENT,
                        "It is in the Trash with " + parent.described() + ", which has to be restored first. "
                                + held(facts, held.by()))
                : Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT, "Waiting for " + parent.described() + " to be restored first.");
    }

    /** Who asks for it already, and is held. */
    private static String held(ClaimFacts facts, RestoreWishes.Wisher wisher) {
        ClaimId by = wisher.facts().claim().id();
        String reason = wisher.why()
                .map(readiness -> " (" + readiness.reason().text() + ")")
                .orElse("");
        if (!by.namespace().equals(facts.claim().id().namespace())) {
            return "That is asked for in another namespace, and held there. Whoever is in charge there sees why; or restore"
                    + " it in the web app" + facts.letGoHint() + ".";
        }
        String follows = ". Follow its conditions, or restore it in the web app" + facts.letGoHint() + ".";
        return by.isUnborn()
                ? "A rule of RoboflowTrashPolicy "
                        + wisher.facts().claim().policy().name() + " asks for that, and is held" + reason + follows
                : "TrashedItem " + by.name() + " asks for that, and is held" + reason + follows + " To see them: "
                        + Kubectl.describe(by);
    }

    private Readiness unwanted(ClaimFacts facts, ItemKey parent, Optional<TrashEntry> entry) {
        if (facts.isNew()) {
            return Readiness.reconciling(
                    Reason.SNAPSHOT_PENDING,
                    "It is in the Trash with " + parent.described()
                            + ". Waiting for a moment whether another resource restores that.");
        }
        String noun = parent.type().noun();
        String first = "It is in the Trash with " + parent.described()
                + ", which has to be restored first. Restore the " + noun + " in the web app" + facts.letGoHint()
                + ", or ";
        String how = wishes.rowOf(facts, parent, entry)
                .map(row -> "set desiredState: Restored on TrashedItem " + row.name() + ": "
                        + Kubectl.restore(row.namespace(), List.of(row.name())))
                .orElseGet(() -> "create a TrashedItem with desiredState: Restored for that " + noun
                        + Kubectl.createRestored(facts.claim().policy(), parent)
                                .map(command -> ": " + command)
                                .orElse("."));
        return Readiness.stalled(Reason.PARENT_IN_TRASH, first + how);
    }
}

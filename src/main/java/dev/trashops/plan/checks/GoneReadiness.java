package dev.trashops.plan.checks;

import static dev.trashops.plan.model.Readiness.ready;
import static dev.trashops.plan.model.Readiness.stalled;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.ProjectRenames.Successor;
import java.util.List;
import java.util.Optional;

/** What is said of an item that is neither active nor in the Trash, and what is left to do about it. */
final class GoneReadiness {
    private static final String LOST =
            "It left the Trash before its cleanup date and is not active under its name: it was deleted for good in the"
                    + " web app, or restored and renamed, or the API key that reads the workspace no longer sees it (one may be"
                    + " limited to folders).";

    private static final String REMOVE = " Remove this resource.";

    private GoneReadiness() {}

    /** Of a claim that wanted it restored. */
    static Readiness restored(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case PURGED ->
                stalled(
                        Reason.PURGED,
                        "It was purged from the Trash and cannot be restored." + namesakeHint(facts) + REMOVE);
            case LOST -> stalled(Reason.LOST, LOST + namesakeHint(facts) + " " + afterLoss(facts));
            default -> notFound(facts);
        };
    }

    /** Of a claim that wanted it trashed. */
    static Readiness trashed(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case PURGED ->
                ready(
                        Reason.PURGED,
                        "It is gone from the Trash for good." + namesakeHint(facts) + successorHint(facts));
            case LOST -> ready(Reason.PURGED, LOST + namesakeHint(facts) + successorHint(facts));
            default -> notFound(facts);
        };
    }

    /** Of a claim that only observes it. */
    static Readiness observed(ClaimFacts facts) {
        return switch (facts.observation().state()) {
            case PURGED -> ready(Reason.OBSERVED, "It was purged from the Trash.");
            case LOST -> ready(Reason.OBSERVED, LOST + successorHint(facts));
            default -> notFound(facts);
        };
    }

    static String namesakeHint(ClaimFacts facts) {
        return facts.observation().namesake()
                ? " Another item of the same name exists and is left alone; to protect it, create a new TrashedItem."
                : "";
    }

    private static String afterLoss(ClaimFacts facts) {
        return successor(facts)
                .map(found -> hint(facts, found).trim() + (found.active() ? "" : REMOVE))
                .orElse("If it was renamed, create a TrashedItem with the new slug. Otherwise remove this resource.");
    }

    private static Readiness notFound(ClaimFacts facts) {
        String item = facts.item().described();
        String successor = successorHint(facts);
        if (!successor.isEmpty()) {
            return stalled(
                    Reason.NOT_FOUND,
                    "There is no " + item + " in this workspace any more, neither active nor in the Trash." + successor
                            + namesakeHint(facts));
        }
        if (facts.observation().namesake()) {
            return stalled(
                    Reason.NOT_FOUND,
                    "The " + item
                            + " that this resource means is not there any more. Another one of that name is, and is"
                            + " left alone."
                            + (facts.claim().spec().pinnedId().isPresent() ? " Check spec.item.id." : "")
                            + " If you mean the one that is there, create a new TrashedItem for it; in any case, remove this"
                            + " resource.");
        }
        return stalled(
                Reason.NOT_FOUND,
                "There is no " + item + " in this workspace, neither active nor in the Trash."
                        + facts.hints()
                                .parent()
                                .map(whole -> " The " + whole.described() + " is there.")
                                .orElse("")
                        + didYouMean(facts)
                        + " Check spec.item, the workspace of the policy, and what the policy's key has access to.");
    }

    /** What a resource names can't be changed. */
    private static String didYouMean(ClaimFacts facts) {
        List<String> names = facts.hints().similar().stream()
                .map(found -> isOfTheSameKind(found, facts.item()) ? found.toString() : found.described())
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        String last = names.get(names.size() - 1);
        String meant = names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " or " + last;
        return " Did you mean " + meant + "? If so, create a TrashedItem that names it, and delete this one.";
    }

    private static boolean isOfTheSameKind(ItemKey one, ItemKey other) {
        return (one.type() == ItemType.WORKFLOW) == (other.type() == ItemType.WORKFLOW);
    }

    private static Optional<Successor> successor(ClaimFacts facts) {
        return facts.observation() instanceof Gone gone ? gone.successor() : Optional.empty();
    }

    /** What an item that is gone was probably renamed to. Only projects tell when they were created. */
    private static String successorHint(ClaimFacts facts) {
        return successor(facts).map(found -> hint(facts, found)).orElse("");
    }

    private static String hint(ClaimFacts facts, Successor successor) {
        ItemKey item = facts.item();
        String renamed = item.type() == ItemType.PROJECT
                ? " " + successor.item().described()
                        + " was created in the same second, so it was probably renamed to that"
                : " " + ItemKey.project(item.slug()).described() + " was probably renamed to "
                        + successor.item().slug();
        return successor.active() ? renamed + ": " + follow(facts, successor) : renamed + ".";
    }

    /** What is left to do, which is little where another resource or a rule goes by the new name. */
    private static String follow(ClaimFacts facts, Successor successor) {
        if (facts.claim().spec().origin().isRule()) {
            return "if so, the rules go by the new name, and condition RulesQuestionable of RoboflowTrashPolicy "
                    + facts.claim().policy().name() + " says which do so no more. Delete this resource.";
        }
        return facts.hints()
                .heir()
                .map(heir -> "if so, TrashedItem " + heir.name() + " asks for the same, and you can delete this one.")
                .orElse("if so, create a TrashedItem that names " + successor.item() + ", and delete this one.");
    }
}

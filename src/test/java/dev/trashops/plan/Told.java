package dev.trashops.plan;

import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.Standing;
import java.util.List;

/** Reads plans in few words. */
final class Told {
    private Told() {}

    /** The view of the claim of that name in namespace {@code team}. */
    static ItemView view(Plan plan, String name) {
        return view(plan, "team", name);
    }

    static ItemView view(Plan plan, String namespace, String name) {
        ItemView view = plan.items().get(new ClaimId("uid-" + namespace + "-" + name, namespace, name));
        if (view == null) {
            throw new AssertionError("nothing is said of " + name);
        }
        return view;
    }

    static Standing standing(Plan plan, String name) {
        return view(plan, name).memory().standing().orElseThrow();
    }

    /** Such as {@code ACTIVE STALLED LimitExceeded TRASH held}. */
    static String of(Plan plan, String name) {
        Memory memory = view(plan, name).memory();
        String standing = memory.standing()
                .map(one -> one.kind() + " " + one.reason().text())
                .orElse("nothing said");
        boolean sent = plan.actions().stream()
                .anyMatch(action -> action.claim().id().name().equals(name)
                        && action.claim().id().namespace().equals("team"));
        return memory.observed() + " " + standing
                + memory.planned()
                        .map(kind -> " " + kind + (sent ? " sent" : " held"))
                        .orElse(sent ? " sent" : "");
    }

    /** The released actions in order, such as {@code TRASH cat/3}. */
    static List<String> actions(Plan plan) {
        return plan.actions().stream()
                .map(action -> action.kind() + " " + action.item())
                .toList();
    }
}

package dev.trashops.plan.testdata;

import dev.trashops.plan.Plan;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.Readiness;
import java.util.List;
import java.util.Objects;

/** Reads plans in few words. */
public final class PlanReader {
    private PlanReader() {}

    /** The view of the claim of that name in namespace {@code team}. */
    public static ItemProjection view(Plan plan, String name) {
        return view(plan, "team", name);
    }

    public static ItemProjection view(Plan plan, String namespace, String name) {
        ItemProjection view = plan.items().get(new ClaimId("uid-" + namespace + "-" + name, namespace, name));
        if (view == null) {
            throw new AssertionError("nothing is said of " + name);
        }
        return view;
    }

    public static Readiness readiness(Plan plan, String name) {
        return view(plan, name).claimStatus().readiness().orElseThrow();
    }

    /** Such as {@code ACTIVE STALLED LimitExceeded TRASH held}. */
    public static String of(Plan plan, String name) {
        ClaimStatus claimStatus = view(plan, name).claimStatus();
        String readiness = claimStatus
                .readiness()
                .map(one -> one.kind() + " " + one.reason().text())
                .orElse("nothing said");
        boolean sent = plan.actions().stream()
                .anyMatch(action -> action.claim().id().name().equals(name)
                        && action.claim().id().namespace().equals("team"));
        return claimStatus.observed() + " " + readiness
                + claimStatus
                        .planned()
                        .map(kind -> " " + kind + (sent ? " sent" : " held"))
                        .orElse(sent ? " sent" : "");
    }

    /** The released actions in order, such as {@code TRASH cat/3}. */
    public static List<String> actions(Plan plan) {
        return plan.actions().stream()
                .map(action -> action.kind() + " " + action.item())
                .toList();
    }

    /** What is said of policy {@code policy} in namespace {@code team}. */
    public static PolicyProjection policy(Plan plan) {
        return Objects.requireNonNull(plan.policies().get(new PolicyId("team", "policy")));
    }

    /** The claims that rules want, such as {@code TRASH cat/3 by prune}. */
    public static List<String> children(Plan plan) {
        return policy(plan).children().stream()
                .map(child -> child.action() + " " + child.item() + " by " + child.rule())
                .toList();
    }

    /** The lines of the plan that is published; fails when none is certain. */
    public static List<String> lines(Plan plan) {
        return policy(plan).trashPlan().orElseThrow().lines();
    }
}

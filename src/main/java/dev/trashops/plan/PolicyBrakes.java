package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.EffectiveMode;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What keeps a policy from acting as its items ask, by somebody's decision.
 *
 * @param allowed which actions the operator may take
 */
record PolicyBrakes(Set<ActionKind> allowed) {
    private static final String SUSPENDED =
            "spec.suspend is true, so nothing is restored or trashed for this policy; it goes on watching, planning and"
                    + " warning. Review status.plan, then go on: ";
    private static final String PLAN =
            "spec.mode is Plan, so everything is planned and published and nothing is changed in Roboflow. Review"
                    + " status.plan, then have it done: ";
    private static final String OBSERVE =
            "This operator only observes, whatever its policies ask for. To let it act, its administrator sets"
                    + " TRASHOPS_ALLOW=restore or all.";
    private static final String RESTORE =
            "This operator restores and does not trash, whatever its policies ask for. To let it trash, its administrator sets"
                    + " TRASHOPS_ALLOW=all or, where it is set, grants the rights that it lacks in another namespace; /readyz"
                    + " names that namespace.";

    EffectiveMode mode(Policy policy) {
        if (policy.suspended()) {
            return EffectiveMode.SUSPENDED;
        }
        if (!allowed.contains(ActionKind.RESTORE)) {
            return EffectiveMode.OBSERVE;
        }
        if (policy.mode() == Mode.PLAN) {
            return EffectiveMode.PLAN;
        }
        return allowed.contains(ActionKind.TRASH) ? EffectiveMode.ENFORCE : EffectiveMode.RESTORE;
    }

    Map<PolicyCondition, Notice> of(Policy policy) {
        Map<PolicyCondition, Notice> on = new EnumMap<>(PolicyCondition.class);
        if (policy.suspended()) {
            put(on, PolicyCondition.SUSPENDED, SUSPENDED + Kubectl.resume(policy.id()));
        }
        if (policy.mode() == Mode.PLAN) {
            put(on, PolicyCondition.PLAN_ONLY, PLAN + Kubectl.enforce(policy.id()));
        }
        if (!allowed.contains(ActionKind.RESTORE)) {
            put(on, PolicyCondition.NOT_ALLOWED, OBSERVE);
        } else if (!allowed.contains(ActionKind.TRASH)) {
            put(on, PolicyCondition.NOT_ALLOWED, RESTORE);
        }
        return on;
    }

    private static void put(Map<PolicyCondition, Notice> on, PolicyCondition type, String message) {
        on.put(type, new Notice(type.text(), message));
    }
}

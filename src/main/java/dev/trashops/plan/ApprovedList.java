package dev.trashops.plan;

import dev.trashops.plan.model.TrashPlan;

/** What is known of the plan that a policy's {@code approvedPlan} names. */
public sealed interface ApprovedList {
    /** No plan is approved. */
    record None() implements ApprovedList {}

    /** It has not been read yet, or could not be. */
    record Unread() implements ApprovedList {}

    /** No plan of that digest was published. */
    record Missing() implements ApprovedList {}

    /** It was published, and lists this. */
    record Found(TrashPlan plan) implements ApprovedList {}
}

package dev.trashops.plan.model;

/** What is known of the plan that a policy's {@code approvedPlan} names. */
public sealed interface ApprovedPlanLookup {
    /** No plan is approved. */
    record None() implements ApprovedPlanLookup {}

    /** It has not been read yet, or the API server could not be asked. */
    record Unread() implements ApprovedPlanLookup {}

    /** This policy has published no such plan, or what is there is not what was published. */
    record Missing() implements ApprovedPlanLookup {}

    /** It was published, and lists this; its digest was computed anew from what was read. */
    record Found(TrashPlan plan) implements ApprovedPlanLookup {}
}

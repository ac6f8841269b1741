package dev.trashops.workspace.port;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemManagers;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.model.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kubernetes as the loop needs it: reads claims and policies, and takes projections. */
public interface ClaimStore {

    /**
     * The policies and claims of a workspace as the informers have them, or empty until every informer has synced.
     * A claim belongs to the workspace of the policy it refers to; a claim that is being deleted and waits for its
     * finalizer belongs to the workspace its status names, even if the policy is gone.
     *
     * <p>While nothing has changed it is the same object, at no cost. After a change, a claim, its spec, its status, a policy
     * and each list and map that say what they said before are the same objects still.
     */
    Optional<Workload> workload(WorkspaceId workspace);

    /** Rereads a claim and its policy, uncached, right before an action. Empty if either is gone or cannot be read. */
    Optional<Fresh> reread(ClaimId claim, PolicyId policy);

    /** Rereads a policy, uncached. Empty if it is gone or cannot be read. */
    Optional<FreshPolicy> reread(PolicyId policy);

    /**
     * Journals that an action starts, provided that the claim is still at that resource version. False if it has changed
     * or the write failed: then nothing may be sent.
     */
    boolean begin(ClaimId claim, String resourceVersion, ItemProjection projection);

    /** Takes the projections of the loop; statuses that differ are written in the background. */
    void publish(WorkspaceProjection projection);

    /**
     * The policies and claims of a workspace.
     *
     * @param claims each once, also one that the informers returned again when its policy changed between two lookups
     * @param histories earlier actions as the statuses of the policies list them, newest first
     * @param renames what the statuses of its policies say was renamed out of reach of their rules
     * @param halts the halts of trashing that the statuses of its policies show, also of policies that are invalid now
     * @param partlyUnknown whether policies or items of it may lie in namespaces that were never listed: they may protect anything
     * @param plans what the statuses of its policies show of their plans
     * @param refused why Kubernetes refuses to store TrashedItems for the rules of policies, and what to do
     */
    record Workload(
            List<Policy> policies,
            List<Claim> claims,
            Map<PolicyId, List<PastAction>> histories,
            List<Rename> renames,
            Map<PolicyId, TrashingHalt> halts,
            Map<PolicyId, ShownPlan> plans,
            Map<PolicyId, String> refused,
            boolean partlyUnknown) {
        /** Nothing is refused, and no plan was shown. */
        public Workload(
                List<Policy> policies,
                List<Claim> claims,
                Map<PolicyId, List<PastAction>> histories,
                List<Rename> renames,
                Map<PolicyId, TrashingHalt> halts) {
            this(policies, claims, histories, renames, halts, Map.of(), Map.of(), false);
        }

        /** Whether it is this very one, as it is while nothing has changed. */
        @SuppressWarnings("ReferenceEquality")
        public boolean isVery(Workload other) {
            return this == other;
        }

        public Workload {
            policies = List.copyOf(policies);
            claims = distinct(claims);
            histories = Map.copyOf(histories);
            renames = List.copyOf(renames);
            halts = Map.copyOf(halts);
            plans = Map.copyOf(plans);
            refused = Map.copyOf(refused);
        }

        /** Without policies, claims and anything that is remembered. */
        public boolean isEmpty() {
            return policies.isEmpty() && claims.isEmpty() && renames.isEmpty() && halts.isEmpty() && plans.isEmpty();
        }

        /** The same, or the earlier one if that says the same; else with the lists and maps of that one that do. */
        public Workload keeping(Workload before) {
            Workload kept = new Workload(
                    kept(before.policies, policies),
                    kept(before.claims, claims),
                    kept(before.histories, histories),
                    kept(before.renames, renames),
                    kept(before.halts, halts),
                    kept(before.plans, plans),
                    kept(before.refused, refused),
                    partlyUnknown);
            return kept(before, kept);
        }

        private static <T> T kept(T before, T now) {
            return before.equals(now) ? before : now;
        }

        /** The same list if it can be. */
        private static List<Claim> distinct(List<Claim> claims) {
            Map<ClaimId, Claim> once = new LinkedHashMap<>();
            claims.forEach(claim -> once.putIfAbsent(claim.id(), claim));
            return List.copyOf(once.size() == claims.size() ? claims : once.values());
        }
    }

    /** A policy as the API server has it now, and who set its fields. */
    record FreshPolicy(Policy policy, PolicyManagers managers) {}

    /**
     * A claim and its policy as the API server has them now.
     *
     * @param managers who set the fields of the TrashedItem
     * @param policy empty if a claim that is being deleted has outlived its policy
     * @param resourceVersion of the TrashedItem
     */
    record Fresh(Claim claim, ItemManagers managers, Optional<FreshPolicy> policy, String resourceVersion) {

        /** Whether both ask for the same as when an action was planned for that claim and policy. */
        public boolean isUnchanged(Claim before, Policy policyBefore) {
            boolean policySame = policy.map(now -> isUnchanged(now.policy(), policyBefore))
                    .orElse(before.spec().deleting());
            return policySame
                    && claim.id().equals(before.id())
                    && claim.spec().generation() == before.spec().generation()
                    && claim.spec().deleting() == before.spec().deleting()
                    && claim.spec().suspended() == before.spec().suspended()
                    && claim.spec().desired() == before.spec().desired()
                    && claim.item().equals(before.item())
                    && !before.status().isBehind(claim.status())
                    && claim.spec().origin() == before.spec().origin();
        }

        /** Whether a policy asks for the same as before. */
        public static boolean isUnchanged(Policy now, Policy before) {
            return now.uid().equals(before.uid())
                    && now.generation() == before.generation()
                    && now.suspended() == before.suspended()
                    && now.mode() == before.mode();
        }
    }
}

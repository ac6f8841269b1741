package dev.trashops.controller;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.Fingerprint;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.NewChild;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.PolicyView.ItemCounts;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Says of each claim what the test has it say, whenever it is woken. */
final class FakeLoop implements Consumer<String> {
    private final ClaimStore store;
    private final List<String> wakes = new CopyOnWriteArrayList<>();
    private volatile Function<Claim, Optional<ItemView>> opinion = claim -> Optional.of(ready(claim, "As desired."));

    private volatile BiFunction<Policy, PolicyView, PolicyView> policyOpinion = (policy, view) -> view;

    private volatile Standing standing = Standing.ready(Reason.AVAILABLE, "The workspace can be read.");

    FakeLoop(ClaimStore store) {
        this.store = store;
    }

    @Override
    public void accept(String workspace) {
        wakes.add(workspace);
        pass(workspace);
    }

    /** How often it was woken. */
    int wakes() {
        return wakes.size();
    }

    /** What it says of a claim from now on. */
    void says(Function<Claim, Optional<ItemView>> newer) {
        opinion = newer;
    }

    /** How all policies stand from now on. */
    void policiesStand(Standing newer) {
        standing = newer;
    }

    /** What it says of a policy from now on, instead of that nothing is planned. */
    void saysOfPolicies(BiFunction<Policy, PolicyView, PolicyView> newer) {
        policyOpinion = newer;
    }

    /** One pass: everything is said again. */
    synchronized void pass(String workspace) {
        store.workload(workspace).ifPresent(workload -> {
            Map<ClaimId, ItemView> items = new HashMap<>();
            workload.claims().forEach(claim -> opinion.apply(claim).ifPresent(view -> items.put(claim.id(), view)));
            Map<PolicyId, PolicyView> policies = new HashMap<>();
            workload.policies()
                    .forEach(policy -> policies.put(
                            policy.id(),
                            policyOpinion.apply(
                                    policy, view(policy, workload.claims().size()))));
            store.publish(new WorkspaceView(workspace, items, policies));
        });
    }

    private PolicyView view(Policy policy, int claims) {
        return policyView(policy, standing, claims, Optional.empty());
    }

    /** A view of a policy for which that is to be trashed. */
    static PolicyView policyView(Policy policy, Optional<TrashPlan> plan) {
        return policyView(policy, Standing.ready(Reason.AVAILABLE, "Fine."), 0, plan);
    }

    /** The same view with a plan and children. */
    static PolicyView with(PolicyView view, Optional<TrashPlan> plan, List<NewChild> children) {
        return new PolicyView(
                view.generation(),
                view.handledRequest(),
                view.standing(),
                view.limitExceeded(),
                view.approvalRequired(),
                view.truncated(),
                view.trash(),
                view.items(),
                view.rules(),
                view.plan(),
                plan,
                view.history(),
                children);
    }

    private static PolicyView policyView(Policy policy, Standing standing, int claims, Optional<TrashPlan> plan) {
        return new PolicyView(
                policy.generation(),
                policy.requestedAt(),
                standing,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ItemCounts(claims, 0, 0, 0, 0),
                List.of(),
                PolicyView.PlanCounts.NOTHING,
                plan,
                List.of(),
                List.of());
    }

    /** Done with, and nothing wants it any more. */
    static ItemView retired(Claim claim) {
        Memory gone =
                view(claim, Standing.ready(Reason.PURGED, "It was purged.")).memory();
        return new ItemView(gone, Optional.empty(), false, false, true);
    }

    static ItemView ready(Claim claim, String message) {
        return view(claim, Standing.ready(Reason.RESTORED, message));
    }

    static ItemView view(Claim claim, Standing standing) {
        Memory memory = new Memory(
                claim.generation(),
                claim.requestedAt(),
                ObservedState.ACTIVE,
                Optional.empty(),
                Hold.of(standing),
                Optional.of(standing),
                Optional.of(new Fingerprint(
                        "acme",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(claim.item().slug()),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                claim.memory().lastAction(),
                Drift.NONE);
        return new ItemView(memory, Optional.empty(), false, false, false);
    }

    static ItemView letGo(Claim claim, boolean orphaned) {
        ItemView view = ready(claim, "It may go.");
        return new ItemView(view.memory(), Optional.empty(), true, orphaned, false);
    }
}

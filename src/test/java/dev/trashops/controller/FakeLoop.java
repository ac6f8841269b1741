package dev.trashops.controller;

import static dev.trashops.Workspaces.us;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.PolicyProjection.ItemCounts;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Says of each claim what the test has it say, whenever it is woken. */
final class FakeLoop implements Consumer<WorkspaceId> {
    private final ClaimStore store;
    private final List<WorkspaceId> wakes = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<CountDownLatch>> keeper = new AtomicReference<>(Optional.empty());
    private volatile Function<Claim, Optional<ItemProjection>> opinion =
            claim -> Optional.of(ready(claim, "As desired."));

    private volatile BiFunction<Policy, PolicyProjection, PolicyProjection> policyOpinion = (policy, view) -> view;

    private volatile Readiness readiness = Readiness.ready(Reason.AVAILABLE, "The workspace can be read.");

    FakeLoop(ClaimStore store) {
        this.store = store;
    }

    @Override
    public void accept(WorkspaceId workspace) {
        Optional<CountDownLatch> kept = keeper.getAndSet(Optional.empty());
        wakes.add(workspace);
        kept.ifPresent(FakeLoop::await);
        pass(workspace);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does not let the next caller go before that. */
    void keepsTheNextCaller(CountDownLatch until) {
        keeper.set(Optional.of(until));
    }

    /** How often it was woken. */
    int wakes() {
        return wakes.size();
    }

    /** What it says of a claim from now on. */
    void says(Function<Claim, Optional<ItemProjection>> newer) {
        opinion = newer;
    }

    /** How all policies stand from now on. */
    void policiesStand(Readiness newer) {
        readiness = newer;
    }

    /** What it says of a policy from now on, instead of that nothing is planned. */
    void saysOfPolicies(BiFunction<Policy, PolicyProjection, PolicyProjection> newer) {
        policyOpinion = newer;
    }

    /** One pass over a workspace of the US: everything is said again. */
    void pass(String slug) {
        pass(us(slug));
    }

    private synchronized void pass(WorkspaceId workspace) {
        store.workload(workspace).ifPresent(workload -> {
            Map<ClaimId, ItemProjection> items = new HashMap<>();
            workload.claims().forEach(claim -> opinion.apply(claim).ifPresent(view -> items.put(claim.id(), view)));
            Map<PolicyId, PolicyProjection> policies = new HashMap<>();
            workload.policies()
                    .forEach(policy -> policies.put(
                            policy.id(),
                            policyOpinion.apply(
                                    policy, view(policy, workload.claims().size()))));
            store.publish(WorkspaceProjection.of(workspace, workload.claims(), items, policies));
        });
    }

    private PolicyProjection view(Policy policy, int claims) {
        return policyView(policy, readiness, claims, Optional.empty());
    }

    /** A view of a policy for which that is to be trashed. */
    static PolicyProjection policyView(Policy policy, Optional<TrashPlan> plan) {
        return policyView(policy, Readiness.ready(Reason.AVAILABLE, "Fine."), 0, plan);
    }

    /** The same view with a plan and children. */
    static PolicyProjection with(PolicyProjection view, Optional<TrashPlan> plan, List<ChildToCreate> children) {
        return PolicyProjectionBuilder.like(view)
                .trashPlan(plan)
                .children(children)
                .build();
    }

    private static PolicyProjection policyView(
            Policy policy, Readiness readiness, int claims, Optional<TrashPlan> plan) {
        return PolicyProjectionBuilder.of(readiness)
                .generation(policy.generation())
                .handled(policy.requestedAt())
                .items(new ItemCounts(claims, 0, 0, 0, 0))
                .trashPlan(plan)
                .build();
    }

    /** Done with, and nothing wants it any more. */
    static ItemProjection retired(Claim claim) {
        ClaimStatus gone =
                view(claim, Readiness.ready(Reason.PURGED, "It was purged.")).claimStatus();
        return new ItemProjection(gone, Optional.empty(), Disposition.RETIRE);
    }

    static ItemProjection ready(Claim claim, String message) {
        return view(claim, Readiness.ready(Reason.RESTORED, message));
    }

    /** Restored, and seen in that workspace. */
    static ItemProjection seenIn(WorkspaceId workspace, Claim claim) {
        return view(workspace, claim, Readiness.ready(Reason.RESTORED, "It is active."));
    }

    /** Restored, and called that now. */
    static ItemProjection called(String slug, Claim claim) {
        return view(
                us("acme"),
                slug,
                claim,
                Readiness.ready(Reason.RESTORED, "It is active. It was renamed to " + slug + "."));
    }

    static ItemProjection view(Claim claim, Readiness readiness) {
        return view(us("acme"), claim, readiness);
    }

    private static ItemProjection view(WorkspaceId workspace, Claim claim, Readiness readiness) {
        return view(workspace, claim.item().slug(), claim, readiness);
    }

    private static ItemProjection view(WorkspaceId workspace, String slug, Claim claim, Readiness readiness) {
        ClaimStatus claimStatus = new ClaimStatus(
                claim.spec().generation(),
                claim.spec().requestedAt(),
                ObservedState.ACTIVE,
                Optional.empty(),
                Hold.of(readiness),
                Optional.of(readiness),
                Optional.of(new ItemIdentity(
                        workspace,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(slug),
                        Optional.empty(),
                        Optional.empty())),
                Optional.empty(),
                claim.status().lastAction(),
                Drift.NONE);
        return new ItemProjection(claimStatus, Optional.empty(), Disposition.KEEP);
    }

    static ItemProjection letGo(Claim claim, boolean orphaned) {
        ItemProjection view = ready(claim, "It may go.");
        return new ItemProjection(
                view.claimStatus(), Optional.empty(), orphaned ? Disposition.ORPHAN : Disposition.LET_GO);
    }
}

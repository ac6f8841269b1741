package dev.trashops.controller;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.ResourceFeed;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.WorkspaceChanges;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.mapping.PlanSummaryMapper;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyStatusMapper;
import dev.trashops.controller.policy.ChildCreator;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The workload of each workspace, made anew only after something of that workspace has changed. */
final class Workloads implements ResourceFeed.Listener<TrashedItem> {

    /**
     * A workload, and what it was made from that no informer tells of.
     *
     * @param after the last change before it was made
     * @param terminating whether the namespaces are being deleted in which items wait for us
     */
    private record Made(long after, Set<String> unlisted, Map<String, Boolean> terminating, Workload workload) {}

    private final ResourceIndex index;
    private final Claims claims;
    private final UnaryOperator<TrashedItem> newest;
    private final ChildCreator children;
    private final WorkspaceChanges changes;
    private final ConcurrentMap<WorkspaceId, Made> known = new ConcurrentHashMap<>();

    /** {@code newest} is the newer one of an item that the informer has and what this process wrote. */
    Workloads(
            ResourceIndex index,
            WorkspaceChanges changes,
            Claims claims,
            UnaryOperator<TrashedItem> newest,
            ChildCreator children) {
        this.index = index;
        this.changes = changes;
        this.claims = claims;
        this.newest = newest;
        this.children = children;
    }

    /** The workload of a workspace. Only its loop asks. */
    Workload of(WorkspaceId workspace) {
        long last = changes.last(workspace);
        Optional<Made> before = Optional.ofNullable(known.get(workspace));
        Made made = before.filter(earlier -> earlier.after() == last && isCurrent(earlier))
                .orElseGet(() -> made(workspace, last, before));
        if (made.workload().isEmpty()) {
            known.remove(workspace);
            changes.forget(workspace);
        } else {
            known.put(workspace, made);
        }
        return made.workload();
    }

    @Override
    public void changed(TrashedItem now, Optional<TrashedItem> before) {
        before.ifPresent(changes::changed);
        changes.changed(now);
        // The informer may have what was written by now, which need not be kept then.
        TrashedItem unused = newest.apply(now);
    }

    @Override
    public void gone(TrashedItem last) {
        claims.forget(last);
        changes.changed(last);
    }

    private boolean isCurrent(Made made) {
        return made.unlisted().equals(index.unlisted())
                && made.workload().refused().equals(refused(made.workload().policies()))
                && made.terminating().entrySet().stream()
                        .allMatch(known -> known.getValue() == claims.isTerminating(known.getKey()));
    }

    private Made made(WorkspaceId workspace, long last, Optional<Made> before) {
        Set<String> unlisted = index.unlisted();
        Map<String, Boolean> terminating = new HashMap<>();
        List<RoboflowTrashPolicy> found = index.policiesOf(workspace);
        List<Claim> claimed = new ArrayList<>();
        for (RoboflowTrashPolicy policy : found) {
            index.itemsOf(PolicyMapper.id(policy))
                    .forEach(item -> claims.of(newest.apply(item), Optional.of(policy), terminating)
                            .ifPresent(claimed::add));
        }
        Set<PolicyId> known = found.stream().map(PolicyMapper::id).collect(Collectors.toSet());
        for (TrashedItem item : index.keptIn(workspace, known)) {
            Optional<PolicyId> named = ClaimMapper.policy(item);
            Optional<RoboflowTrashPolicy> policy = named.flatMap(index::policy);
            boolean lost = named.isPresent()
                    && policy.flatMap(one -> index.reading(one).valid()).isEmpty();
            // Where nobody trashes anything, nothing has to be kept from it.
            if (lost && (!found.isEmpty() || item.hasFinalizer(ApiNames.RESTORE_FINALIZER))) {
                claims.of(newest.apply(item), policy, terminating).ifPresent(claimed::add);
            }
        }
        Workload now = workload(found, claimed, !unlisted.isEmpty());
        Workload kept = before.map(earlier -> now.keeping(earlier.workload())).orElse(now);
        return new Made(last, unlisted, terminating, kept);
    }

    private Workload workload(List<RoboflowTrashPolicy> found, List<Claim> claimed, boolean partlyUnknown) {
        List<Policy> valid = new ArrayList<>();
        Map<PolicyId, List<PastAction>> histories = new HashMap<>();
        List<Rename> renames = new ArrayList<>();
        Map<PolicyId, TrashingHalt> halts = new HashMap<>();
        Map<PolicyId, ShownPlan> plans = new HashMap<>();
        for (RoboflowTrashPolicy policy : found) {
            PolicyId id = PolicyMapper.id(policy);
            PolicyStatusMapper.halt(policy).ifPresent(halt -> halts.put(id, halt));
            PlanSummaryMapper.shownPlan(policy.getStatus()).ifPresent(plan -> plans.put(id, plan));
            renames.addAll(PolicyStatusMapper.renames(policy.getStatus()));
            index.reading(policy).valid().ifPresent(read -> {
                valid.add(read);
                histories.put(id, PolicyStatusMapper.history(policy.getStatus()));
            });
        }
        return new Workload(valid, claimed, histories, renames, halts, plans, refused(valid), partlyUnknown);
    }

    private Map<PolicyId, String> refused(List<Policy> policies) {
        Map<PolicyId, String> refused = new HashMap<>();
        policies.forEach(policy ->
                children.refusal(policy.id()).ifPresent(refusal -> refused.put(policy.id(), refusal.message())));
        return refused;
    }
}

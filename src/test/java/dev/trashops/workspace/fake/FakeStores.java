package dev.trashops.workspace.fake;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.CredentialStore;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.RecordStore;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One operator process towards Kubernetes: its informer, which may lag behind, and its controller, which brings about in
 * the background what the loop says.
 */
public final class FakeStores implements ClaimStore, CredentialStore, RecordStore {
    private final FakeKubernetes kube;
    private final FaultInjector faults;
    private final ManualClock clock;
    private final Map<String, ItemProjection> items = new HashMap<>();
    private final Map<String, PolicyProjection> policies = new HashMap<>();
    private Optional<WorkspaceProjection> published = Optional.empty();
    private final Map<String, Integer> pages = new HashMap<>();
    private Workload informer;
    private Map<String, Integer> versions;
    private boolean leads = true;
    private boolean behind;
    private boolean readsLedgers = true;
    private int refusedEntries;
    private int overtakenStarts;
    private boolean refusesToForget;
    private int forgotten;
    private Runnable whileEntering = () -> {};

    public FakeStores(FakeKubernetes kube, ManualClock clock) {
        this.kube = kube;
        this.faults = kube.faults();
        this.clock = clock;
        this.informer = kube.workload();
        this.versions = kube.versions();
    }

    /** Kubernetes as this process sees it. */
    public LoopStores stores() {
        return new LoopStores(this, this, this, () -> leads);
    }

    public void lead(boolean newLeads) {
        leads = newLeads;
    }

    /** Whether books can be read. */
    public void readLedgers(boolean can) {
        readsLedgers = can;
    }

    /** The next entries are refused, so many. */
    public void refuseEntries(int count) {
        refusedEntries = count;
    }

    /** The next starts of actions find that their items have just changed, so many. */
    public void overtakeStarts(int count) {
        overtakenStarts = count;
    }

    /** How long it takes to make an entry. */
    public void entryTakes(Duration time) {
        whileEntering(() -> clock.advance(time));
    }

    /** What happens while an entry is made. */
    public void whileEntering(Runnable what) {
        whileEntering = what;
    }

    /** Entries cannot be removed. */
    public void refuseToForget() {
        refusesToForget = true;
    }

    /** How often entries were to be removed. */
    public int forgotten() {
        return forgotten;
    }

    /** The informer catches up. */
    public void look() {
        informer = kube.workload();
        versions = kube.versions();
    }

    /** What the informer knows. */
    public Workload known() {
        return informer;
    }

    /** The controller gets round to its work; now and then it compares everything again. */
    public void control() {
        behind = false;
        items.forEach(this::remember);
        for (Policy policy : informer.policies()) {
            Optional.ofNullable(policies.get(policy.uid()))
                    .filter(view -> kube.policy(policy.id())
                            .filter(now -> now.uid().equals(policy.uid()) && now.generation() == view.generation())
                            .isPresent())
                    .ifPresent(view -> bringAbout(policy, view));
        }
        informer.claims().forEach(this::retire);
        informer.claims().forEach(this::letGo);
    }

    /** Removes the finalizer of what the loop lets go, if it is still what the loop has seen. */
    private void letGo(Claim claim) {
        String uid = claim.id().uid();
        Optional.ofNullable(items.get(uid))
                .map(ItemProjection::disposition)
                .filter(disposition -> claim.spec().deleting()
                        && (disposition == Disposition.LET_GO || disposition == Disposition.ORPHAN))
                .filter(any -> kube.version(uid) == versions.getOrDefault(uid, 0))
                .ifPresent(disposition -> {
                    faults.mayCrash();
                    kube.release(uid, disposition);
                });
    }

    private void remember(String uid, ItemProjection view) {
        boolean outdated = kube.claim(uid)
                .filter(claim -> view.claimStatus().isBehind(claim.status()))
                .isPresent();
        if (outdated) {
            return;
        }
        boolean current = kube.version(uid) == versions.getOrDefault(uid, 0);
        kube.remember(uid, view.claimStatus());
        if (current) {
            learn(uid);
        }
    }

    private void learn(String uid) {
        Map<String, Integer> more = new HashMap<>(versions);
        more.put(uid, kube.version(uid));
        versions = Map.copyOf(more);
    }

    private void bringAbout(Policy policy, PolicyProjection view) {
        view.trashPlan().ifPresent(plan -> kube.configMaps().publish(policy.id(), plan));
        boolean firstGlimpse = view.readiness().reason() == Reason.SNAPSHOT_PENDING
                && kube.shown(policy)
                        .filter(shown -> shown.generation() == view.generation())
                        .isPresent();
        if (!firstGlimpse) {
            kube.remember(policy, asShown(view, kube.shown(policy)));
        }
        kube.adopt(policy);
        for (ChildToCreate child : view.children()) {
            faults.mayCrash();
            kube.create(policy, child, clock.instant());
        }
    }

    /** Statuses list no resources to create, and what they tell of a workspace that may not be seen any more stays as it is. */
    private static PolicyProjection asShown(PolicyProjection view, Optional<PolicyProjection> before) {
        PolicyProjection seen = view.proof() == KeyProof.CURRENT ? view : before.orElse(view);
        return PolicyProjectionBuilder.like(view)
                .conditions(conditions(view, seen))
                .rulesReviewed(seen.rulesReviewed())
                .trash(seen.trash())
                .rules(seen.rules())
                .trashPlan(view.trashPlan().or(() -> before.flatMap(PolicyProjection::trashPlan)))
                .children(List.of())
                .build();
    }

    private static Map<PolicyCondition, Notice> conditions(PolicyProjection view, PolicyProjection seen) {
        Map<PolicyCondition, Notice> conditions = new EnumMap<>(PolicyCondition.class);
        conditions.putAll(view.conditions());
        seen.condition(PolicyCondition.RULES_QUESTIONABLE)
                .ifPresent(doubt -> conditions.put(PolicyCondition.RULES_QUESTIONABLE, doubt));
        return conditions;
    }

    /** Deletes what nothing wants any more, if it is still what the loop has seen and its status says all of it. */
    private void retire(Claim claim) {
        String uid = claim.id().uid();
        Optional<ClaimStatus> claimStatus = kube.claim(uid).map(Claim::status);
        Optional.ofNullable(items.get(uid))
                .filter(projection -> projection.disposition() == Disposition.RETIRE)
                .filter(view ->
                        view.claimStatus().observedGeneration() == claim.spec().generation())
                .filter(view -> claimStatus.equals(Optional.of(view.claimStatus())))
                .filter(view -> kube.version(uid) == versions.getOrDefault(uid, 0))
                .ifPresent(view -> {
                    faults.mayCrash();
                    kube.delete(uid);
                });
    }

    @Override
    public Optional<Workload> workload(WorkspaceId workspace) {
        faults.mayCrash();
        if (behind) {
            getRound();
        }
        if (!faults.chance(0.3)) {
            look();
        }
        return Optional.of(informer);
    }

    @Override
    public KeyLookup key(Policy policy) {
        faults.mayCrash();
        return faults.fails() ? new KeyLookup.Unreadable("The API server did not answer.", false) : kube.key(policy);
    }

    @Override
    public Optional<Fresh> reread(ClaimId id, PolicyId policy) {
        faults.mayCrash();
        return kube.claim(id.uid())
                .filter(claim -> !faults.fails())
                .map(claim -> new Fresh(
                        claim, kube.managers(id), kube.fresh(policy), String.valueOf(kube.version(id.uid()))));
    }

    @Override
    public Optional<FreshPolicy> reread(PolicyId policy) {
        faults.mayCrash();
        return faults.fails() ? Optional.empty() : kube.fresh(policy);
    }

    @Override
    public boolean begin(ClaimId id, String resourceVersion, ItemProjection view) {
        faults.mayCrash();
        boolean overtaken = overtakenStarts > 0;
        overtakenStarts -= overtaken ? 1 : 0;
        boolean current = !overtaken && resourceVersion.equals(String.valueOf(kube.version(id.uid())));
        if (current) {
            kube.remember(id.uid(), view.claimStatus());
        }
        faults.mayCrash();
        return current && !faults.fails();
    }

    @Override
    public Optional<DeletionLedger> ledger(Policy policy) {
        faults.mayCrash();
        pages.remove(policy.uid());
        if (faults.fails() || !readsLedgers) {
            return Optional.empty();
        }
        pages.put(policy.uid(), kube.configMaps().version(policy.id()));
        return Optional.of(kube.configMaps().ledger(policy.id()));
    }

    /** On top of what this process has read last, or not at all; whether it was written is not always heard. */
    @Override
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        faults.mayCrash();
        whileEntering.run();
        Integer page = pages.remove(policy.uid());
        if (refusedEntries > 0) {
            refusedEntries--;
            return false;
        }
        if (!Objects.equals(page, kube.configMaps().version(policy.id())) || faults.fails()) {
            return false;
        }
        kube.configMaps().enter(policy.id(), entry);
        faults.mayCrash();
        if (faults.fails()) {
            return false;
        }
        pages.put(policy.uid(), kube.configMaps().version(policy.id()));
        return true;
    }

    @Override
    public boolean forget(Policy policy, Set<ItemKey> gone) {
        faults.mayCrash();
        forgotten++;
        Integer page = pages.remove(policy.uid());
        if (refusesToForget || !Objects.equals(page, kube.configMaps().version(policy.id())) || faults.fails()) {
            return false;
        }
        kube.configMaps().forget(policy.id(), gone);
        pages.put(policy.uid(), kube.configMaps().version(policy.id()));
        return true;
    }

    @Override
    public ApprovedPlanLookup plan(Policy policy, String digest) {
        faults.mayCrash();
        if (faults.fails()) {
            return new ApprovedPlanLookup.Unread();
        }
        return kube.configMaps()
                .plan(policy.id(), digest)
                .<ApprovedPlanLookup>map(ApprovedPlanLookup.Found::new)
                .orElseGet(ApprovedPlanLookup.Missing::new);
    }

    @Override
    public void publish(WorkspaceProjection view) {
        faults.mayCrash();
        published = Optional.of(view);
        items.clear();
        view.items().forEach((id, item) -> items.put(id.uid(), item));
        policies.clear();
        informer.policies()
                .forEach(policy -> Optional.ofNullable(view.policies().get(policy.id()))
                        .ifPresent(said -> policies.put(policy.uid(), said)));
        behind = true;
        getRound();
    }

    /** What the loop has said last. */
    public Optional<WorkspaceProjection> published() {
        return published;
    }

    private void getRound() {
        if (!faults.chance(0.2)) {
            control();
        }
    }
}

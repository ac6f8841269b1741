package dev.trashops.workspace.fake;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemManagers;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.ChildToCreate;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.TrashingHalt;
import dev.trashops.plan.testdata.ChildClaims;
import dev.trashops.plan.testdata.ClaimEdits;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore.FreshPolicy;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.CredentialStore.KeyLookup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The API server: policies, claims with a resource version, and who owns which claim. */
public final class FakeKubernetes {
    private final FaultInjector faults;
    private final FakeConfigMaps configMaps = new FakeConfigMaps();
    private final Map<String, Claim> claims = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private String refusal = "";
    private final Map<PolicyId, Policy> policies = new LinkedHashMap<>();
    private final Map<String, PolicyProjection> policyStatuses = new HashMap<>();
    private final Map<String, List<PastAction>> histories = new HashMap<>();
    private final Map<String, ItemManagers> itemManagers = new HashMap<>();
    private final Map<PolicyId, PolicyManagers> policyManagers = new HashMap<>();
    private final Map<String, KeyLookup> keys = new HashMap<>();
    private KeyLookup key = new KeyLookup.Found(new ApiKey("key"));
    private final List<ClaimStatus> statusWrites = new ArrayList<>();
    private int policyWrites;
    private int keyReads;
    private int uids;
    private Runnable editWitness = () -> {};
    private Consumer<Claim> deletionWitness = claim -> {};
    private BiConsumer<Claim, Disposition> releaseWitness = (claim, disposition) -> {};

    public FakeKubernetes(FaultInjector faults) {
        this.faults = faults;
    }

    public FaultInjector faults() {
        return faults;
    }

    public FakeConfigMaps configMaps() {
        return configMaps;
    }

    /** Creates or replaces a policy. */
    public void policy(Policy policy) {
        policies.put(policy.id(), policy);
    }

    /** With its policy its resources go too, though not at once: see {@link #collectGarbage()}. */
    public void removePolicy(PolicyId id) {
        policies.remove(id);
    }

    public void removePolicies() {
        policies.clear();
    }

    public List<Policy> policies() {
        return List.copyOf(policies.values());
    }

    public Optional<Policy> policy(PolicyId id) {
        return Optional.ofNullable(policies.get(id));
    }

    /** Who set the fields of a resource, as {@code managedFields} would tell. */
    public void managers(ClaimId id, ItemManagers managers) {
        itemManagers.put(id.uid(), managers);
    }

    ItemManagers managers(ClaimId id) {
        return itemManagers.getOrDefault(id.uid(), ItemManagers.NONE);
    }

    public void managers(PolicyId id, PolicyManagers managers) {
        policyManagers.put(id, managers);
    }

    Optional<FreshPolicy> fresh(PolicyId id) {
        return policy(id).map(policy -> new FreshPolicy(policy, policyManagers.getOrDefault(id, PolicyManagers.NONE)));
    }

    /** The key in the Secret of every namespace that has none of its own. */
    public void key(KeyLookup found) {
        key = found;
    }

    public void key(String namespace, KeyLookup found) {
        keys.put(namespace, found);
    }

    public KeyLookup key(Policy policy) {
        keyReads++;
        return keys.getOrDefault(policy.id().namespace(), key);
    }

    /** How often a Secret was read. */
    public int keyReads() {
        return keyReads;
    }

    private String nextUid() {
        return "uid-" + uids++;
    }

    public List<Claim> claims() {
        return claims.values().stream().map(this::placed).toList();
    }

    public Optional<Claim> claim(String uid) {
        return Optional.ofNullable(claims.get(uid)).map(this::placed);
    }

    /** A rule's claim belongs to the policy that owns it, or to one of the same name that came later and takes it over. */
    private Claim placed(Claim claim) {
        boolean owned =
                !owners.containsKey(claim.id().uid()) || policy(claim.policy()).isPresent();
        return owned ? claim : ClaimEdits.from(claim, ClaimOrigin.LEFTOVER);
    }

    /** What concerns the loop now. */
    public Workload workload() {
        return new Workload(
                policies(),
                claims().stream()
                        .filter(claim -> policies.containsKey(claim.policy())
                                || claim.spec().deleting()
                                || claim.spec().deletion() == DeletionPolicy.RESTORE)
                        .toList(),
                policies().stream()
                        .collect(Collectors.toMap(
                                Policy::id, policy -> histories.getOrDefault(policy.uid(), List.of()))),
                policies().stream()
                        .flatMap(policy ->
                                shown(policy)
                                        .flatMap(shown -> shown.condition(PolicyCondition.RULES_QUESTIONABLE))
                                        .stream())
                        .flatMap(notice -> notice.renames().stream())
                        .toList(),
                halts(),
                policies().stream()
                        .filter(policy -> shown(policy).isPresent())
                        .collect(Collectors.toMap(
                                Policy::id,
                                policy -> shown(policy).orElseThrow().shownPlan(ShownPlan.NONE))),
                refusal.isEmpty()
                        ? Map.of()
                        : policies().stream().collect(Collectors.toMap(Policy::id, any -> refusal)),
                false);
    }

    /** No TrashedItems of rules are stored any more, which the API server explains with those words. */
    public void refuseChildren(String words) {
        refusal = words;
    }

    public void acceptChildren() {
        refusal = "";
    }

    private Map<PolicyId, TrashingHalt> halts() {
        Map<PolicyId, TrashingHalt> shown = new HashMap<>();
        policies()
                .forEach(policy ->
                        shown(policy).flatMap(PolicyProjection::halt).ifPresent(halt -> shown.put(policy.id(), halt)));
        return shown;
    }

    public void apply(Claim claim) {
        editWitness.run();
        String uid = claim.id().uid();
        Claim before = claims.get(uid);
        claims.put(uid, before == null ? claim : claim.withStatus(before.status()));
        versions.merge(uid, 1, Integer::sum);
    }

    /** Creates a rule's claim, unless something of that name is there. */
    public void create(Policy owner, ChildToCreate child, Instant now) {
        boolean taken = claims.values().stream()
                .anyMatch(claim -> claim.id().name().equals(child.name())
                        && claim.id().namespace().equals(owner.id().namespace()));
        if (!taken && refusal.isEmpty()) {
            Claim claim = ChildClaims.claim(nextUid(), owner.id(), child, seconds(now));
            owners.put(claim.id().uid(), owner.uid());
            apply(claim);
        }
    }

    /** A person writes a resource. */
    public void write(PolicyId policy, ItemKey item, DesiredState desired, Instant now) {
        write(policy, item, Optional.empty(), Set.of(), desired, DeletionPolicy.ORPHAN, now);
    }

    /** A person writes a resource that pins an id and acknowledges what is lost. */
    public void write(
            PolicyId policy,
            ItemKey item,
            Optional<InternalId> id,
            Set<Acknowledgement> acknowledged,
            DesiredState desired,
            DeletionPolicy deletion,
            Instant now) {
        String uid = nextUid();
        apply(new Claim(
                new ClaimSpec(
                        new ClaimId(uid, policy.namespace(), "item-" + uid),
                        1,
                        seconds(now),
                        policy,
                        item,
                        id,
                        Optional.empty(),
                        desired,
                        DriftPolicy.CORRECT,
                        acknowledged,
                        deletion,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.PERSON),
                ClaimStatus.NONE));
    }

    /** Kubernetes keeps whole seconds of when something was created. */
    private static Instant seconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Somebody deletes a resource: it is gone at once, or once our finalizer is. */
    public void delete(String uid) {
        editWitness.run();
        Claim claim = claims.get(uid);
        if (claim == null || claim.spec().deletion() == DeletionPolicy.ORPHAN) {
            claims.remove(uid);
        } else if (!claim.spec().deleting()) {
            deletionWitness.accept(claim);
            apply(ClaimEdits.deleted(claim));
        }
    }

    /** Our finalizer is removed. */
    void release(String uid, Disposition disposition) {
        claim(uid).ifPresent(claim -> releaseWitness.accept(claim, disposition));
        claims.remove(uid);
    }

    /** Who learns that something will be edited, of each resource that somebody deletes and our finalizer holds, and of each that is let go. */
    public void witness(Runnable edits, Consumer<Claim> deletions, BiConsumer<Claim, Disposition> releases) {
        editWitness = edits;
        deletionWitness = deletions;
        releaseWitness = releases;
    }

    /** Deletes what belonged to policies that are gone. */
    public void collectGarbage() {
        claims().stream()
                .filter(claim -> claim.spec().origin() == ClaimOrigin.LEFTOVER)
                .forEach(claim -> delete(claim.id().uid()));
    }

    /** The same, before a policy that came later has taken over what belonged to one of its name. */
    public void collectOrphans() {
        Set<String> uids = policies.values().stream().map(Policy::uid).collect(Collectors.toSet());
        Set<String> orphans = new HashSet<>();
        owners.forEach((uid, owner) -> {
            if (!uids.contains(owner)) {
                orphans.add(uid);
            }
        });
        claims.keySet().removeAll(orphans);
    }

    /** A policy owns what it found of one of its name. */
    void adopt(Policy policy) {
        claims.values().stream()
                .filter(claim -> claim.policy().equals(policy.id()))
                .map(claim -> claim.id().uid())
                .forEach(uid -> owners.computeIfPresent(uid, (any, owner) -> policy.uid()));
    }

    /** Everything is brought to another cluster: with other uids, and with statuses or without. */
    public void move(boolean statuses, UnaryOperator<Policy> anew) {
        policies.replaceAll((id, policy) -> anew.apply(policy));
        List<Claim> old = List.copyOf(claims.values());
        claims.clear();
        old.stream().filter(claim -> !claim.spec().deleting()).forEach(claim -> {
            String uid = nextUid();
            Optional.ofNullable(owners.remove(claim.id().uid())).ifPresent(owner -> owners.put(uid, owner));
            claims.put(uid, ClaimEdits.moved(claim, uid, statuses ? claim.status() : ClaimStatus.NONE));
            versions.merge(uid, 1, Integer::sum);
        });
    }

    public int version(String uid) {
        return versions.getOrDefault(uid, 0);
    }

    public Map<String, Integer> versions() {
        return Map.copyOf(versions);
    }

    public void remember(String uid, ClaimStatus claimStatus) {
        Claim claim = claims.get(uid);
        if (claim != null && !claim.status().equals(claimStatus)) {
            claims.put(uid, claim.withStatus(claimStatus));
            versions.merge(uid, 1, Integer::sum);
            statusWrites.add(claimStatus);
        }
    }

    /** How many statuses of claims were written. */
    public int statusWrites() {
        return statusWrites.size();
    }

    /** The statuses of claims that were written after so many. */
    public List<ClaimStatus> statusesSince(int writes) {
        return statusWrites.subList(writes, statusWrites.size());
    }

    /** Writes what is said of a policy into its status. */
    public void remember(Policy policy, PolicyProjection view) {
        if (!view.equals(policyStatuses.put(policy.uid(), view))) {
            policyWrites++;
        }
        histories.put(policy.uid(), view.history());
    }

    /** The status of a policy tells nothing of earlier actions any more. */
    public void forgetHistory(Policy policy) {
        histories.remove(policy.uid());
    }

    public Optional<PolicyProjection> shown(Policy policy) {
        return Optional.ofNullable(policyStatuses.get(policy.uid()));
    }

    /** How many statuses of policies were written. */
    public int policyWrites() {
        return policyWrites;
    }
}

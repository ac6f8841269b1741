package dev.trashops.workspace;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.ItemView;
import dev.trashops.plan.model.Memory;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyView;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.WorkspaceView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The API server: claims with a resource version, and for each operator process an informer that may lag behind. */
final class SimKube {
    private final Chaos chaos;
    private final Map<String, Claim> claims = new TreeMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final List<Policy> policies = new ArrayList<>();
    private final Map<PolicyId, PolicyView> policyViews = new HashMap<>();
    private ClaimStore.KeyLookup key = new ClaimStore.KeyLookup.Found(new ApiKey("key"));
    private final Map<String, DeletionBook> books = new HashMap<>();
    private final Map<String, TrashPlan> plans = new HashMap<>();
    private int statusWrites;
    private int uids;

    SimKube(Chaos chaos) {
        this.chaos = chaos;
    }

    void policy(Policy policy) {
        policies.removeIf(one -> one.id().equals(policy.id()));
        policies.add(policy);
    }

    void key(ClaimStore.KeyLookup found) {
        key = found;
    }

    void removePolicy() {
        policies.clear();
    }

    List<Claim> claims() {
        return List.copyOf(claims.values());
    }

    int statusWrites() {
        return statusWrites;
    }

    Map<PolicyId, PolicyView> policyViews() {
        return policyViews;
    }

    String nextUid() {
        return "uid-" + uids++;
    }

    void apply(Claim claim) {
        String uid = claim.id().uid();
        Claim before = claims.get(uid);
        claims.put(uid, before == null ? claim : claim.remembering(before.memory()));
        versions.merge(uid, 1, Integer::sum);
    }

    void delete(String uid) {
        claims.remove(uid);
    }

    private void remember(String uid, Memory memory) {
        Claim claim = claims.get(uid);
        if (claim != null && !claim.memory().equals(memory)) {
            claims.put(uid, claim.remembering(memory));
            versions.merge(uid, 1, Integer::sum);
            statusWrites++;
        }
    }

    /** One process: its informer, and what it means to write into statuses. */
    final class OneProcess implements ClaimStore {
        private List<Claim> informer = claims();
        private final Map<String, Memory> latest = new HashMap<>();
        private boolean leads = true;

        void lead(boolean newLeads) {
            leads = newLeads;
        }

        /** The background writer gets round to its work; now and then it compares everything again. */
        void write() {
            latest.forEach(SimKube.this::remember);
        }

        @Override
        public Optional<Workload> workload(String workspace) {
            chaos.mayCrash();
            if (!chaos.chance(0.3)) {
                informer = claims();
            }
            return Optional.of(new Workload(policies, informer));
        }

        @Override
        public KeyLookup key(Policy policy) {
            chaos.mayCrash();
            return key;
        }

        @Override
        public Optional<Fresh> reread(ClaimId id, PolicyId policy) {
            chaos.mayCrash();
            return Optional.ofNullable(claims.get(id.uid()))
                    .map(claim -> new Fresh(
                            claim,
                            policies.stream()
                                    .filter(one -> one.id().equals(policy))
                                    .findFirst(),
                            String.valueOf(versions.get(id.uid()))));
        }

        @Override
        public boolean begin(ClaimId id, String resourceVersion, ItemView view) {
            chaos.mayCrash();
            boolean current = resourceVersion.equals(String.valueOf(versions.get(id.uid())));
            if (current && claims.containsKey(id.uid())) {
                remember(id.uid(), view.memory());
            }
            chaos.mayCrash();
            return current;
        }

        @Override
        public Optional<DeletionBook> book(Policy policy) {
            chaos.mayCrash();
            return Optional.of(books.getOrDefault(policy.uid(), DeletionBook.EMPTY));
        }

        @Override
        public boolean enter(Policy policy, DeletionBook.Entry entry) {
            chaos.mayCrash();
            books.merge(policy.uid(), DeletionBook.EMPTY.with(entry), (book, any) -> book.with(entry));
            chaos.mayCrash();
            return true;
        }

        @Override
        public PlanLookup plan(Policy policy, String digest) {
            chaos.mayCrash();
            TrashPlan plan = plans.get(digest);
            return plan == null ? new PlanLookup.Missing() : new PlanLookup.Found(plan);
        }

        @Override
        public boolean leading() {
            return leads;
        }

        @Override
        public void publish(WorkspaceView view) {
            chaos.mayCrash();
            view.items().forEach((id, item) -> latest.put(id.uid(), item.memory()));
            policyViews.putAll(view.policies());
            view.policies()
                    .values()
                    .forEach(policy -> policy.trashPlan().ifPresent(plan -> plans.put(plan.digest(), plan)));
            if (!chaos.chance(0.2)) {
                write();
            }
        }
    }
}

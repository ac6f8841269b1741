package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState.TrashRecords;
import dev.trashops.workspace.port.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The records of each policy: the ledger of what it has trashed, and the plan it approves. */
final class PolicyRecords {
    private static final Duration REREAD = Duration.ofSeconds(5);
    /** Nothing depends on it: what a ledger holds too much is only too long. */
    private static final Duration FORGET_AGAIN = Duration.ofHours(1);

    private final RecordStore store;
    private final Map<String, Cached> byPolicy = new HashMap<>();

    PolicyRecords(RecordStore store) {
        this.store = store;
    }

    private static final class Cached {
        private Optional<DeletionLedger> ledger = Optional.empty();
        private Instant readLedgerAt = Instant.MIN;
        private Optional<String> digest = Optional.empty();
        private ApprovedPlanLookup approvedPlan = new ApprovedPlanLookup.None();
        private Instant readPlanAt = Instant.MIN;
        private Instant forgetAt = Instant.MIN;

        private boolean lacksPlan() {
            return approvedPlan instanceof ApprovedPlanLookup.Unread
                    || approvedPlan instanceof ApprovedPlanLookup.Missing;
        }
    }

    /** What was due at some time of a clock that was set since is due now. */
    void clockSet() {
        byPolicy.values().forEach(cached -> {
            cached.readLedgerAt = Instant.MIN;
            cached.readPlanAt = Instant.MIN;
            cached.forgetAt = Instant.MIN;
        });
    }

    /** Reads what has not been read yet or was missing the last time. */
    void update(List<Policy> policies, Instant now) {
        byPolicy.keySet().retainAll(policies.stream().map(Policy::uid).toList());
        for (Policy policy : policies) {
            Cached cached = byPolicy.computeIfAbsent(policy.uid(), any -> new Cached());
            if (cached.ledger.isEmpty() && !now.isBefore(cached.readLedgerAt)) {
                cached.ledger = store.ledger(policy);
                cached.readLedgerAt = now.plus(REREAD);
            }
            readApprovedPlan(cached, policy, now);
        }
    }

    private void readApprovedPlan(Cached cached, Policy policy, Instant now) {
        Optional<String> digest = policy.approvedPlan().map(ApprovedPlan::digest);
        if (!digest.equals(cached.digest)) {
            cached.digest = digest;
            cached.approvedPlan = digest.isPresent() ? new ApprovedPlanLookup.Unread() : new ApprovedPlanLookup.None();
            cached.readPlanAt = Instant.MIN;
        }
        if (digest.isPresent() && cached.lacksPlan() && !now.isBefore(cached.readPlanAt)) {
            cached.approvedPlan = store.plan(policy, digest.get());
            cached.readPlanAt = now.plus(REREAD);
        }
    }

    /** The records of a policy; {@link TrashRecords#UNREAD} if it was never read. */
    TrashRecords of(Policy policy) {
        return Optional.ofNullable(byPolicy.get(policy.uid()))
                .map(cached -> new TrashRecords(cached.ledger, cached.approvedPlan))
                .orElse(TrashRecords.UNREAD);
    }

    /** Enters a DELETE into the ledger before it is sent; on false nothing may be sent. */
    boolean enter(Policy policy, PlannedAction action, Instant begun) {
        Cached cached = byPolicy.get(policy.uid());
        if (cached == null || cached.ledger.isEmpty()) {
            return false;
        }
        DeletionLedger ledger = cached.ledger.get();
        DeletionLedger.Entry next = ledger.next(new DeletionLedger.Entry(
                action.item(),
                action.created(),
                begun.truncatedTo(ChronoUnit.MILLIS),
                action.claim().id().uid(),
                action.rule(),
                action.approval()));
        boolean entered = store.enter(policy, next);
        cached.ledger = entered ? Optional.of(ledger.with(next)) : Optional.empty();
        return entered;
    }

    /** Drops what the ledgers still hold of items that are gone for good. */
    void forget(Map<PolicyId, Set<ItemKey>> gone, List<Policy> policies, Instant now) {
        policies.forEach(
                policy -> Optional.ofNullable(gone.get(policy.id())).ifPresent(items -> forget(policy, items, now)));
    }

    /**
     * Drops the entries of items that are gone for good. Where the ledger may not be changed, it goes on being used as long as it
     * still says what the last plan rests on.
     */
    private void forget(Policy policy, Set<ItemKey> gone, Instant now) {
        Cached cached = byPolicy.get(policy.uid());
        if (cached == null || cached.ledger.isEmpty() || now.isBefore(cached.forgetAt)) {
            return;
        }
        DeletionLedger ledger = cached.ledger.get();
        if (store.forget(policy, gone)) {
            cached.ledger = Optional.of(ledger.without(gone));
        } else {
            cached.forgetAt = now.plus(FORGET_AGAIN);
            cached.ledger = store.ledger(policy).filter(ledger::equals);
        }
    }

    /** When to read again; some times may have passed. */
    Stream<Instant> wakeTimes() {
        return byPolicy.values().stream()
                .flatMap(cached -> Stream.concat(
                        cached.ledger.isEmpty() ? Stream.of(cached.readLedgerAt) : Stream.empty(),
                        cached.lacksPlan() ? Stream.of(cached.readPlanAt) : Stream.empty()));
    }
}

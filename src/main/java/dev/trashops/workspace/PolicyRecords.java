package dev.trashops.workspace;

import dev.trashops.plan.model.ApprovedPlan;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.TrashRecords;
import dev.trashops.workspace.port.RecordStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows what is kept on paper for each policy: the book of what it has trashed, and the plan that it approves. */
final class PolicyRecords {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final RecordStore store;
    private final Map<String, File> files = new HashMap<>();

    PolicyRecords(RecordStore store) {
        this.store = store;
    }

    /** The papers of one policy. */
    private static final class File {
        private Optional<DeletionLedger> book = Optional.empty();
        private Instant readBookAt = Instant.MIN;
        private Optional<ApprovedPlan> approved = Optional.empty();
        private ApprovedPlanLookup list = new ApprovedPlanLookup.None();
        private Instant readListAt = Instant.MIN;

        private boolean lacksList() {
            return list instanceof ApprovedPlanLookup.Unread || list instanceof ApprovedPlanLookup.Missing;
        }
    }

    /** Reads what is not known yet, or was not there the last time. */
    void update(List<Policy> policies, Instant now) {
        Set<String> present = policies.stream().map(Policy::uid).collect(Collectors.toSet());
        files.keySet().retainAll(present);
        for (Policy policy : policies) {
            File file = files.computeIfAbsent(policy.uid(), any -> new File());
            if (file.book.isEmpty() && !now.isBefore(file.readBookAt)) {
                file.book = store.book(policy);
                file.readBookAt = now.plus(AGAIN);
            }
            readList(file, policy, now);
        }
    }

    private void readList(File file, Policy policy, Instant now) {
        if (!file.approved
                .map(ApprovedPlan::digest)
                .equals(policy.approvedPlan().map(ApprovedPlan::digest))) {
            file.list =
                    policy.approvedPlan().isPresent() ? new ApprovedPlanLookup.Unread() : new ApprovedPlanLookup.None();
            file.readListAt = Instant.MIN;
        }
        file.approved = policy.approvedPlan();
        if (file.approved.isPresent() && file.lacksList() && !now.isBefore(file.readListAt)) {
            file.list = store.plan(policy, file.approved.get().digest());
            file.readListAt = now.plus(AGAIN);
        }
    }

    /** What is on record for a policy; nothing counts as read of one that was never asked for. */
    TrashRecords of(Policy policy) {
        return Optional.ofNullable(files.get(policy.uid()))
                .map(file -> new TrashRecords(file.book, file.list))
                .orElse(TrashRecords.UNREAD);
    }

    /** Enters a DELETE that is about to be sent; false when that failed, and nothing may be sent. */
    boolean enter(Policy policy, DeletionLedger.Entry entry) {
        File file = files.get(policy.uid());
        if (file == null || file.book.isEmpty()) {
            return false;
        }
        DeletionLedger book = file.book.get();
        DeletionLedger.Entry next = book.next(entry);
        boolean entered = store.enter(policy, next);
        file.book = entered ? Optional.of(book.with(next)) : Optional.empty();
        return entered;
    }

    /** The times at which something is to be read again; some may have passed. */
    Stream<Instant> wakeTimes() {
        return files.values().stream()
                .flatMap(file -> Stream.concat(
                        file.book.isEmpty() ? Stream.of(file.readBookAt) : Stream.empty(),
                        file.lacksList() ? Stream.of(file.readListAt) : Stream.empty()));
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.ApprovedList;
import dev.trashops.plan.PolicyState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.ClaimStore.KeyLookup;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows the policies of a workspace, their keys and what each key has proved. A key is used only after Roboflow has
 * named this workspace for it.
 */
final class PolicyDesk {
    private static final Duration REFUSED_REREAD = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LEAST_LONGEST_RETRY = Duration.ofMinutes(1);

    private final String workspace;
    private final ClaimStore store;
    private final RoboflowGateway gateway;
    private final Map<PolicyId, Entry> entries = new HashMap<>();

    PolicyDesk(String workspace, ClaimStore store, RoboflowGateway gateway) {
        this.workspace = workspace;
        this.store = store;
        this.gateway = gateway;
    }

    /** One policy and its key. */
    private static final class Entry {
        private Policy policy;
        private Optional<ApiKey> key = Optional.empty();
        private Optional<ApiKey> verified = Optional.empty();
        private Standing standing = Standings.starting();
        private boolean proved;
        private boolean refused;
        private Instant readKeyAt = Instant.MIN;
        private Instant verifyAt = Instant.MIN;
        private int failures;
        private Optional<Standing> lookFailure = Optional.empty();
        private Instant lookAt = Instant.MIN;
        private int lookFailures;
        private Instant heldUntil = Instant.MIN;
        private boolean present = true;
        private boolean awaited;

        private Entry(Policy policy) {
            this.policy = policy;
        }

        private Standing shown(Optional<Standing> look) {
            return standing.isReady() ? lookFailure.or(() -> look).orElse(standing) : standing;
        }

        private boolean usable() {
            return key.isPresent() && key.equals(verified);
        }

        /** The key in use; for a resource that waits to be restored also the last one that worked. */
        private Optional<ApiKey> inUse() {
            return usable() || (awaited && key.isEmpty()) ? verified : Optional.empty();
        }
    }

    /**
     * Takes in the policies as they are now. A deleted one is remembered while a resource may need it to be restored: the
     * files of a folder are deleted one after the other, the policy perhaps long before its items.
     */
    void update(Workload workload, Instant now) {
        Set<PolicyId> needed = policies(workload, Claim::deleting);
        Set<PolicyId> owed = policies(workload, claim -> claim.deletion() == DeletionPolicy.RESTORE);
        Set<PolicyId> present = workload.policies().stream().map(Policy::id).collect(Collectors.toSet());
        entries.keySet().removeIf(id -> !present.contains(id) && !needed.contains(id) && !owed.contains(id));
        for (Policy policy : workload.policies()) {
            Entry entry = entries.computeIfAbsent(policy.id(), any -> new Entry(policy));
            if (changed(entry.policy, policy)) {
                entry.readKeyAt = Instant.MIN;
                entry.verifyAt = Instant.MIN;
                entry.lookAt = Instant.MIN;
            }
            entry.policy = policy;
        }
        for (Entry entry : entries.values()) {
            entry.present = present.contains(entry.policy.id());
            entry.awaited = needed.contains(entry.policy.id());
            if (entry.present && !now.isBefore(entry.readKeyAt)) {
                readKey(entry, now);
            }
        }
    }

    private static Set<PolicyId> policies(Workload workload, Predicate<Claim> which) {
        return workload.claims().stream().filter(which).map(Claim::policy).collect(Collectors.toSet());
    }

    private static boolean changed(Policy before, Policy after) {
        return !before.uid().equals(after.uid())
                || before.generation() != after.generation()
                || !before.requestedAt().equals(after.requestedAt());
    }

    private void readKey(Entry entry, Instant now) {
        KeyLookup lookup = store.key(entry.policy);
        boolean working = entry.usable() && entry.standing.isReady();
        entry.readKeyAt = now.plus(working ? entry.policy.interval() : REFUSED_REREAD);
        if (lookup instanceof KeyLookup.Found found) {
            if (!entry.key.equals(Optional.of(found.key()))) {
                entry.key = Optional.of(found.key());
                entry.standing = entry.usable() ? Standings.available() : Standings.starting();
                entry.verifyAt = now;
                entry.failures = 0;
                entry.lookFailure = Optional.empty();
                entry.lookFailures = 0;
            }
        } else if (lookup instanceof KeyLookup.Missing missing) {
            entry.key = Optional.empty();
            entry.standing = Standing.stalled(Reason.SECRET_NOT_FOUND, missing.message());
        }
    }

    /** A policy whose key is to be verified now. */
    Optional<PolicyId> toVerify(Instant now) {
        return ordered()
                .filter(entry -> entry.key.isPresent() && !entry.usable() && !now.isBefore(entry.verifyAt))
                .map(entry -> entry.policy.id())
                .findFirst();
    }

    /** Asks Roboflow which workspace the key of that policy opens. */
    void verify(PolicyId id, Instant now) throws RoboflowException {
        Entry entry = entries.get(id);
        if (entry == null || entry.key.isEmpty()) {
            return;
        }
        try {
            String opened = gateway.reader(workspace, entry.key.get()).workspaceOfKey();
            if (opened.equals(workspace)) {
                entry.verified = entry.key;
                entry.standing = Standings.available();
                entry.proved = true;
                entry.refused = false;
                entry.failures = 0;
            } else {
                refuse(entry, Standings.otherWorkspace(entry.policy), now);
            }
        } catch (RoboflowException e) {
            if (e.failure() instanceof Failure.OverBudget over) {
                entry.verifyAt = now.plus(over.delay());
            } else {
                trouble(entry, e.failure(), now);
            }
            throw e;
        }
    }

    private static void refuse(Entry entry, Standing standing, Instant now) {
        entry.standing = standing;
        entry.refused = true;
        entry.verified = Optional.empty();
        postpone(entry, now);
    }

    private static void postpone(Entry entry, Instant now) {
        entry.failures++;
        entry.verifyAt = now.plus(Backoff.after(entry.failures, FIRST_RETRY, longestRetry(entry)));
        if (entry.readKeyAt.isAfter(now.plus(REFUSED_REREAD))) {
            entry.readKeyAt = now.plus(REFUSED_REREAD);
        }
    }

    /** A key that does not work costs no more requests than one that does. */
    private static Duration longestRetry(Entry entry) {
        Duration interval = entry.policy.interval();
        return interval.compareTo(LEAST_LONGEST_RETRY) > 0 ? interval : LEAST_LONGEST_RETRY;
    }

    private static void trouble(Entry entry, Failure failure, Instant now) {
        Standing standing = Standings.ofLook(failure, entry.policy);
        if (failure instanceof Failure.Unauthorized || failure instanceof Failure.NotFound) {
            refuse(entry, standing, now);
        } else {
            entry.standing = standing;
            entry.verified = Optional.empty();
            postpone(entry, now);
        }
    }

    /** A look at the workspace with the key of that policy failed in a way that concerns this key. */
    void failed(PolicyId id, Failure failure, Instant now) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return;
        }
        if (failure instanceof Failure.Unauthorized) {
            trouble(entry, failure, now);
            return;
        }
        entry.lookFailures++;
        entry.lookFailure = Optional.of(Standings.ofLook(failure, entry.policy));
        entry.lookAt = now.plus(Backoff.after(entry.lookFailures, FIRST_RETRY, longestRetry(entry)));
    }

    /** A look at the workspace with the key of that policy succeeded. */
    void looked(PolicyId id) {
        Optional.ofNullable(entries.get(id)).ifPresent(entry -> {
            entry.lookFailure = Optional.empty();
            entry.lookFailures = 0;
        });
    }

    /** Which policy's key to look with: first those that failed and whose turn it is, so that their recovery is seen. */
    Optional<PolicyId> looker(Instant now) {
        return ordered()
                .filter(entry -> entry.inUse().isPresent())
                .filter(entry -> !now.isBefore(entry.heldUntil))
                .filter(entry -> entry.lookFailure.isEmpty() || !now.isBefore(entry.lookAt))
                .min(Comparator.comparing((Entry entry) -> entry.lookFailure.isEmpty())
                        .thenComparing(entry -> !entry.usable()))
                .map(entry -> entry.policy.id());
    }

    /** The budget of that policy's key is used up until then; other keys are not concerned. */
    void hold(PolicyId id, Instant until) {
        Optional.ofNullable(entries.get(id)).ifPresent(entry -> entry.heldUntil = until);
    }

    /** Whether the budget of that policy's key is used up. */
    boolean isHeld(PolicyId id, Instant now) {
        return Optional.ofNullable(entries.get(id))
                .map(entry -> now.isBefore(entry.heldUntil))
                .orElse(false);
    }

    /** The verified key of a policy. */
    Optional<ApiKey> key(PolicyId id) {
        return Optional.ofNullable(entries.get(id)).flatMap(Entry::inUse);
    }

    /** Every policy that has a say, also one that is gone but remembered. */
    List<Policy> policies() {
        return ordered().map(entry -> entry.policy).toList();
    }

    /** The policy as last seen, also when it is gone but remembered. */
    Optional<Policy> policy(PolicyId id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.policy);
    }

    /**
     * How the policies stand.
     *
     * @param look how every policy whose key works stands for the time being, if looking at the workspace fails or has
     *     not succeeded yet
     */
    List<PolicyState> states(Optional<Standing> look) {
        return ordered()
                .map(entry -> new PolicyState(
                        entry.policy,
                        entry.shown(look),
                        entry.proved,
                        entry.refused,
                        entry.key.isEmpty() && entry.verified.isEmpty() && entry.standing.isStalled(),
                        Optional.of(DeletionBook.EMPTY),
                        new ApprovedList.None()))
                .toList();
    }

    /** The shortest interval of the policies that have joined. */
    Duration interval() {
        return ordered()
                .filter(entry -> entry.proved)
                .map(entry -> entry.policy.interval())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** The times at which something may be done here; some may have passed. */
    Stream<Instant> wakeTimes() {
        return entries.values().stream()
                .filter(entry -> entry.present)
                .flatMap(entry -> Stream.of(
                                Optional.of(entry.readKeyAt),
                                Optional.of(entry.heldUntil),
                                Optional.of(entry.verifyAt).filter(at -> entry.key.isPresent() && !entry.usable()),
                                Optional.of(entry.lookAt).filter(at -> entry.lookFailure.isPresent()))
                        .flatMap(Optional::stream));
    }

    private Stream<Entry> ordered() {
        return entries.values().stream()
                .filter(entry -> entry.present || entry.awaited)
                .sorted(Comparator.comparing((Entry entry) -> entry.policy.createdAt())
                        .thenComparing(entry -> entry.policy.uid()));
    }
}

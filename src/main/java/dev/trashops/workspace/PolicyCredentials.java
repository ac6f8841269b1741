package dev.trashops.workspace;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ClaimStore.Workload;
import dev.trashops.workspace.port.CredentialStore;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies of a workspace with their API keys. A deleted policy is kept while an item may need it to be restored:
 * {@code kubectl delete -f} on a folder deletes one file after the other, the policy perhaps long before its items.
 */
final class PolicyCredentials {
    private final WorkspaceId workspace;
    private final CredentialStore store;
    private final RoboflowGateway gateway;
    private final Map<PolicyId, Credential> credentials = new HashMap<>();
    private Needs needs = Needs.NONE;

    PolicyCredentials(WorkspaceId workspace, LoopPorts ports) {
        this.workspace = workspace;
        this.store = ports.stores().credentials();
        this.gateway = ports.gateway();
    }

    /** Follows changed policies, and reads the Secrets that are due. */
    void update(Workload workload, Instant now) {
        if (needs.workload().filter(workload::isVery).isEmpty()) {
            needs = Needs.of(workload);
        }
        credentials.keySet().removeIf(id -> !needs.include(id));
        for (Policy policy : workload.policies()) {
            credentials
                    .computeIfAbsent(policy.id(), any -> new Credential(policy))
                    .update(policy);
        }
        credentials.forEach((id, credential) -> {
            credential.needed(needs.present().contains(id), needs.awaited().contains(id));
            if (credential.isToBeRead(now)) {
                credential.read(store.key(credential.policy()), now);
            }
        });
    }

    /**
     * What the policies of a workload are needed for.
     *
     * @param present those that exist
     * @param awaited those of items that are being deleted
     * @param owed those of items that are to be restored when they are deleted
     */
    private record Needs(
            Optional<Workload> workload, Set<PolicyId> present, Set<PolicyId> awaited, Set<PolicyId> owed) {
        private static final Needs NONE = new Needs(Optional.empty(), Set.of(), Set.of(), Set.of());

        private static Needs of(Workload workload) {
            Set<PolicyId> awaited = new HashSet<>();
            Set<PolicyId> owed = new HashSet<>();
            for (Claim claim : workload.claims()) {
                if (claim.spec().deleting()) {
                    awaited.add(claim.policy());
                }
                if (claim.spec().deletion() == DeletionPolicy.RESTORE) {
                    owed.add(claim.policy());
                }
            }
            Set<PolicyId> present = workload.policies().stream().map(Policy::id).collect(Collectors.toSet());
            return new Needs(Optional.of(workload), present, awaited, owed);
        }

        private boolean include(PolicyId id) {
            return present.contains(id) || awaited.contains(id) || owed.contains(id);
        }
    }

    Optional<Credential> of(PolicyId id) {
        return Optional.ofNullable(credentials.get(id));
    }

    /** Of every policy that exists or is still awaited, the oldest first. */
    Stream<Credential> ordered() {
        return credentials.values().stream()
                .filter(Credential::isNeeded)
                .sorted(Comparator.comparing(
                                (Credential credential) -> credential.policy().createdAt())
                        .thenComparing(credential -> credential.policy().uid()));
    }

    /** Verifies the first key that is due; false if none is. */
    boolean verify(Instant now) throws RoboflowException {
        return verify(credential -> !credential.isVerified(), now);
    }

    /**
     * Has the first key that is due prove again that it opens the workspace; false if none is. Nothing is read with any but one
     * of them, and whoever's key was withdrawn may not go on seeing what that one reads.
     */
    boolean proveAgain(Instant now) throws RoboflowException {
        Optional<Credential> reader = toReadWith(now);
        return verify(
                credential ->
                        credential.isVerified() && (credential.isUnjudged() || !reader.equals(Optional.of(credential))),
                now);
    }

    private boolean verify(Predicate<Credential> which, Instant now) throws RoboflowException {
        Optional<Credential> due = ordered()
                .filter(which)
                .filter(credential -> credential.toVerify(now).isPresent())
                .findFirst();
        if (due.isEmpty()) {
            return false;
        }
        Credential credential = due.get();
        try {
            String opened = gateway.reader(workspace, credential.toVerify(now).orElseThrow())
                    .workspaceOfKey();
            if (opened.equals(workspace.slug())) {
                credential.verified(now);
            } else {
                credential.refused(opened, now);
            }
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.OverBudget over) {
                credential.verifyAt(now.plus(over.delay()));
            } else {
                credential.failed(e.failure(), now);
            }
            throw e;
        }
        return true;
    }

    /**
     * First those whose last read failed and whose retry is due, so that their recovery is noticed. While the request budget of
     * the key whose turn it is is used up, no other stands in: keys need not see the same, and what one does not see would seem
     * to be gone.
     */
    Optional<Credential> toReadWith(Instant now) {
        return ordered()
                .filter(credential -> credential.mayReadWorkspace(now))
                .min(Comparator.comparing((Credential credential) -> !credential.isReadFailing())
                        .thenComparing(credential -> !credential.isVerified()))
                .filter(credential -> !credential.isHeld(now));
    }

    /** Whether somebody asked for a look with a key that is in order, and none has ended since. */
    boolean isLookAsked() {
        return ordered()
                .anyMatch(credential -> credential.isVerified()
                        && credential.handledRequest().isEmpty()
                        && credential.policy().requestedAt().isPresent());
    }

    /** After a look at the workspace has ended, be it in failure. */
    void looked() {
        ordered().filter(Credential::isVerified).forEach(Credential::answered);
    }

    /** What was due at some time of a clock that was set since is due now. */
    void clockSet() {
        credentials.values().forEach(Credential::clockSet);
    }

    /** The shortest interval of the policies whose key was ever verified. */
    Duration interval() {
        return ordered()
                .filter(Credential::wasEverVerified)
                .map(credential -> credential.policy().interval())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** When something may be done here; some times may have passed. */
    Stream<Instant> wakeTimes() {
        return credentials.values().stream().filter(Credential::isPresent).flatMap(Credential::wakeTimes);
    }
}

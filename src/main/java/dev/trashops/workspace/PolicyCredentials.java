package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyAccess;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Knows the keys of a workspace's policies and what each key has proved. A key is used only after Roboflow has named this
 * workspace for it.
 */
final class PolicyCredentials {
    private final String workspace;
    private final KnownPolicies policies;
    private final CredentialStore store;
    private final RoboflowGateway gateway;
    private final Map<PolicyId, Credential> credentials = new HashMap<>();

    PolicyCredentials(String workspace, KnownPolicies policies, CredentialStore store, RoboflowGateway gateway) {
        this.workspace = workspace;
        this.policies = policies;
        this.store = store;
        this.gateway = gateway;
    }

    /** Takes in the policies as they are now, and reads the keys whose time has come. */
    void update(Instant now) {
        Map<PolicyId, Policy> known = policies.all();
        credentials.keySet().retainAll(known.keySet());
        known.forEach((id, policy) ->
                credentials.computeIfAbsent(id, any -> new Credential(policy)).update(policy));
        credentials.forEach((id, credential) -> {
            if (policies.isPresent(id) && credential.isToBeRead(now)) {
                credential.read(store.key(credential.policy()), now);
            }
        });
    }

    /** A policy whose key is to be verified now. */
    Optional<PolicyId> toVerify(Instant now) {
        return ordered()
                .filter(credential -> credential.toVerify(now).isPresent())
                .map(PolicyCredentials::id)
                .findFirst();
    }

    /** Asks Roboflow which workspace the key of that policy opens. */
    void verify(PolicyId id, Instant now) throws RoboflowException {
        Optional<Credential> credential = credential(id);
        Optional<ApiKey> key = credential.flatMap(one -> one.toVerify(now));
        if (key.isPresent()) {
            verify(credential.orElseThrow(), key.get(), now);
        }
    }

    private void verify(Credential credential, ApiKey key, Instant now) throws RoboflowException {
        try {
            if (gateway.reader(workspace, key).workspaceOfKey().equals(workspace)) {
                credential.proved();
            } else {
                credential.refused(FailureReadiness.otherWorkspace(credential.policy()), now);
            }
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.OverBudget over) {
                credential.verifyAt(now.plus(over.delay()));
            } else {
                credential.failed(e.failure(), now);
            }
            throw e;
        }
    }

    /** A look at the workspace with the key of that policy failed in a way that concerns this key. */
    void failed(PolicyId id, RoboflowFailure failure, Instant now) {
        with(id, credential -> {
            if (failure instanceof RoboflowFailure.Unauthorized) {
                credential.failed(failure, now);
            } else {
                credential.lookFailed(failure, now);
            }
        });
    }

    /** A look at the workspace with the key of that policy succeeded. */
    void looked(PolicyId id) {
        with(id, Credential::looked);
    }

    /** Which policy's key to look with: first those that failed and whose turn it is, so that their recovery is seen. */
    Optional<PolicyId> looker(Instant now) {
        return ordered()
                .filter(credential -> credential.mayLook(now, policies.isAwaited(id(credential))))
                .min(Comparator.comparing((Credential credential) -> !credential.isInTrouble())
                        .thenComparing(credential -> !credential.isWorking()))
                .map(PolicyCredentials::id);
    }

    /** The budget of that policy's key is used up until then; other keys are not concerned. */
    void hold(PolicyId id, Instant until) {
        with(id, credential -> credential.hold(until));
    }

    /** Whether the budget of that policy's key is used up. */
    boolean isHeld(PolicyId id, Instant now) {
        return credential(id).map(credential -> credential.isHeld(now)).orElse(false);
    }

    /** The verified key of a policy. */
    Optional<ApiKey> key(PolicyId id) {
        return credential(id).flatMap(credential -> credential.inUse(policies.isAwaited(id)));
    }

    /**
     * How a known policy stands with Roboflow.
     *
     * @param look how every policy whose key works stands for the time being, if looking at the workspace fails or has
     *     not succeeded yet
     */
    PolicyAccess access(PolicyId id, Optional<Readiness> look) {
        return credential(id).orElseThrow().access(look);
    }

    /** The shortest interval of the policies that have joined. */
    Duration interval() {
        return ordered()
                .filter(Credential::hasProved)
                .map(credential -> credential.policy().interval())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** The times at which something may be done here; some may have passed. */
    Stream<Instant> wakeTimes() {
        return credentials.values().stream()
                .filter(credential -> policies.isPresent(id(credential)))
                .flatMap(Credential::wakeTimes);
    }

    private Stream<Credential> ordered() {
        return policies.ordered().stream().map(policy -> credential(policy.id()).orElseThrow());
    }

    private Optional<Credential> credential(PolicyId id) {
        return Optional.ofNullable(credentials.get(id));
    }

    private void with(PolicyId id, Consumer<Credential> what) {
        credential(id).ifPresent(what);
    }

    private static PolicyId id(Credential credential) {
        return credential.policy().id();
    }
}

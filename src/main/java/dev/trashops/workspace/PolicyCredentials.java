package dev.trashops.workspace;

import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
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
 * The API keys of a workspace's policies. A key is used only after Roboflow has confirmed that it belongs to this
 * workspace.
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

    /** Follows changed policies, and reads the Secrets that are due. */
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

    Optional<PolicyId> toVerify(Instant now) {
        return ordered()
                .filter(credential -> credential.toVerify(now).isPresent())
                .map(PolicyCredentials::id)
                .findFirst();
    }

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

    /** Reading the workspace failed in a way that concerns only the key of that policy. */
    void failed(PolicyId id, RoboflowFailure failure, Instant now) {
        with(id, credential -> {
            if (failure instanceof RoboflowFailure.Unauthorized) {
                credential.failed(failure, now);
            } else {
                credential.readFailed(failure, now);
            }
        });
    }

    void readSucceeded(PolicyId id) {
        with(id, Credential::readSucceeded);
    }

    /** First those whose last read failed and whose retry is due, so that their recovery is noticed. */
    Optional<PolicyId> policyToReadWith(Instant now) {
        return ordered()
                .filter(credential -> credential.mayReadWorkspace(now, policies.isAwaited(id(credential))))
                .min(Comparator.comparing((Credential credential) -> !credential.isInTrouble())
                        .thenComparing(credential -> !credential.isWorking()))
                .map(PolicyCredentials::id);
    }

    /** The request budget of that policy's key is used up until then. */
    void hold(PolicyId id, Instant until) {
        with(id, credential -> credential.hold(until));
    }

    boolean isHeld(PolicyId id, Instant now) {
        return credential(id).map(credential -> credential.isHeld(now)).orElse(false);
    }

    /** The verified key of a policy. */
    Optional<ApiKey> key(PolicyId id) {
        return credential(id).flatMap(credential -> credential.inUse(policies.isAwaited(id)));
    }

    /**
     * A known policy's access to Roboflow.
     *
     * @param workspace the readiness of policies whose key works, while reading the workspace fails or has not succeeded yet
     */
    PolicyAccess access(PolicyId id, Optional<Readiness> workspace) {
        return credential(id).orElseThrow().access(workspace);
    }

    /** The shortest interval of the policies whose key was ever verified. */
    Duration interval() {
        return ordered()
                .filter(Credential::hasProved)
                .map(credential -> credential.policy().interval())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }

    /** When something may be done here; some times may have passed. */
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

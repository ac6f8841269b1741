package dev.trashops.workspace;

import dev.trashops.plan.PlanInput;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts together what a plan is made from: what Kubernetes says, what was read of Roboflow, and what the loop remembers. */
record PlanInputs(
        WorkspaceId workspace,
        WorkspaceLoop.Settings settings,
        PolicyCredentials credentials,
        LoopMemory memory,
        PolicyRecords records) {

    /**
     * All that is known now.
     *
     * @param unborn what rules want and what has no resource yet
     */
    PlanInput of(
            Workload workload, List<Claim> unborn, ReadScheduler reads, ObservationCache observations, Instant now) {
        return new PlanInput(
                workspace,
                now,
                allowed(workload),
                settings.inventoryInterval(),
                states(workload.refused(), reads.trouble()),
                memory.claims(workload.claims(), unborn),
                reads.lookedAt(),
                observations.trash(),
                observations.inventory(),
                memory.state());
    }

    /** Nothing is trashed that somebody may want to keep whose wishes cannot be read. */
    private Set<ActionKind> allowed(Workload workload) {
        Set<ActionKind> allowed = EnumSet.noneOf(ActionKind.class);
        allowed.addAll(settings.allowed());
        if (workload.partlyUnknown()) {
            allowed.remove(ActionKind.TRASH);
        }
        return allowed;
    }

    private List<PolicyState> states(Map<PolicyId, String> refused, Optional<Readiness> trouble) {
        return credentials
                .ordered()
                .map(credential -> state(credential, credential.access(trouble), refused))
                .toList();
    }

    private PolicyState state(Credential credential, PolicyAccess access, Map<PolicyId, String> refused) {
        Policy policy = credential.policy();
        return new PolicyState(
                policy,
                access,
                credential.handledRequest(),
                Optional.ofNullable(refused.get(policy.id())),
                records.of(policy),
                memory.shownPlan(policy),
                memory.history(policy),
                memory.halts().of(policy, access));
    }
}

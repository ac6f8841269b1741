package dev.trashops.observability;

import static dev.trashops.Workspaces.us;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PolicyProjectionBuilder;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RequestedBy;
import dev.trashops.workspace.port.RequestedBy.ApprovedBy;
import dev.trashops.workspace.port.RequestedBy.Resource;
import dev.trashops.workspace.port.WorkspaceProjection;
import dev.trashops.workspace.port.WorkspaceProjection.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values that the tests of this package share. */
final class ObservabilityFixture {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    static final PolicyId POLICY = new PolicyId("team-a", "acme");

    static final String DIGEST = "sha256:" + "0".repeat(64);

    private ObservabilityFixture() {}

    static LoopListener.Mutation mutation(String id) {
        return mutation(id, ItemKey.version("my-detector", 3));
    }

    static LoopListener.Mutation mutation(String id, ItemKey item) {
        return mutation(id, item, ActionKind.RESTORE, Optional.empty(), Optional.empty());
    }

    static LoopListener.Mutation ruled(String id) {
        ItemKey version = ItemKey.version("my-detector", 3);
        return mutation(id, version, ActionKind.TRASH, Optional.of("prune"), Optional.of(DIGEST));
    }

    private static LoopListener.Mutation mutation(
            String id, ItemKey item, ActionKind action, Optional<String> rule, Optional<String> approval) {
        return new LoopListener.Mutation(
                id,
                us("acme"),
                action,
                item,
                claim(),
                new PolicyId("team-a", "acme"),
                requestedBy(rule, approval),
                Optional.of("abc123"),
                Optional.empty(),
                NOW);
    }

    private static RequestedBy requestedBy(Optional<String> rule, Optional<String> approval) {
        Resource resource = rule.isPresent()
                ? new Resource("RoboflowTrashPolicy", "team-a", "acme", "uid-p", 4)
                : new Resource("TrashedItem", "team-a", "keep-v3", "uid-1", 7);
        return new RequestedBy(
                resource,
                rule.isPresent() ? "spec.rules" : "spec.desiredState",
                Optional.of(new FieldManager("kustomize-controller", Optional.of(NOW.minusSeconds(60)))),
                rule,
                Optional.of("keep-v3"),
                approval.map(digest -> new ApprovedBy(
                        digest, Optional.of(new FieldManager("kubectl-edit", Optional.of(NOW.minusSeconds(30)))))),
                false);
    }

    static Claim claim() {
        return new Claim(
                new ClaimSpec(
                        new ClaimId("uid-1", "team-a", "keep-v3"),
                        7,
                        NOW,
                        new PolicyId("team-a", "acme"),
                        ItemKey.version("my-detector", 3),
                        Optional.empty(),
                        Optional.empty(),
                        DesiredState.RESTORED,
                        DriftPolicy.CORRECT,
                        Set.of(),
                        DeletionPolicy.ORPHAN,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.PERSON),
                ClaimStatus.NONE);
    }

    static ItemProjection view(ClaimStatus claimStatus) {
        return new ItemProjection(claimStatus, Optional.empty(), Disposition.KEEP);
    }

    static ItemProjection warned(CleanupWarning.Stage stage) {
        return new ItemProjection(
                claimStatus(ObservedState.IN_TRASH, Readiness.ready(Reason.OBSERVED, "In the Trash.")),
                Optional.of(new CleanupWarning(stage, "It is purged on 2026-11-30; restore it before.")),
                Disposition.KEEP);
    }

    /** Its last restore failed, and it is not in order since. */
    static ItemProjection failed() {
        return acted(LastAction.Outcome.FAILED, Readiness.stalled(Reason.REJECTED, "Roboflow refuses."));
    }

    static ItemProjection acted(LastAction.Outcome outcome, Readiness readiness) {
        LastAction last = new LastAction(
                ActionKind.RESTORE, NOW, outcome, "Said.", Optional.empty(), Optional.empty(), Optional.empty(), 0);
        return view(claimStatus(ObservedState.IN_TRASH, readiness, Optional.of(last), List.of()));
    }

    static ClaimStatus claimStatus(ObservedState observed, Readiness readiness) {
        return claimStatus(observed, readiness, Optional.empty(), List.of());
    }

    static ClaimStatus claimStatus(
            ObservedState observed, Readiness readiness, Optional<LastAction> last, List<Instant> reversals) {
        return claimStatus(observed, readiness, last, new Drift(Optional.empty(), reversals));
    }

    static ClaimStatus drifted(ObservedState observed, Readiness readiness, Drift drift) {
        return claimStatus(observed, readiness, Optional.empty(), drift);
    }

    private static ClaimStatus claimStatus(
            ObservedState observed, Readiness readiness, Optional<LastAction> last, Drift drift) {
        return new ClaimStatus(
                1,
                Optional.empty(),
                observed,
                Optional.empty(),
                Hold.of(readiness),
                Optional.of(readiness),
                Optional.empty(),
                Optional.empty(),
                last,
                drift);
    }

    /** Each claim is about the project of its name, and belongs to one policy. */
    static WorkspaceProjection projection(
            WorkspaceId workspace, Map<ClaimId, ItemProjection> items, Map<PolicyId, PolicyProjection> policies) {
        return new WorkspaceProjection(
                workspace,
                items,
                policies,
                items.keySet().stream()
                        .collect(Collectors.toMap(id -> id, id -> new Subject(POLICY, ItemKey.project(id.name())))));
    }

    /** With everything that it can show. */
    static PolicyProjection policy() {
        return policy(Readiness.ready(Reason.AVAILABLE, "In order."));
    }

    static PolicyProjection policy(Readiness readiness) {
        return PolicyProjectionBuilder.of(readiness)
                .conditions(Map.of(
                        PolicyCondition.LIMIT_EXCEEDED,
                        new Notice("LimitExceeded", "Raise the limit or trash less."),
                        PolicyCondition.APPROVAL_REQUIRED,
                        new Notice("ApprovalRequired", "Approve the plan.")))
                .trash(Optional.of(new PolicyProjection.TrashCounts(
                        1, 2, 3, 4, 0, Optional.of(NOW.plusSeconds(86_400)), Optional.of("project x"))))
                .items(new PolicyProjection.ItemCounts(2, 1, 0, 0, 1))
                .plan(new PolicyProjection.PlanCounts(1, 5, 4, List.of()))
                .build();
    }

    /** A policy of which nothing else is to be said. */
    static PolicyProjection plain(Readiness readiness, KeyProof proof) {
        return plain(readiness, proof, Map.of());
    }

    static PolicyProjection plain(Readiness readiness, KeyProof proof, Map<PolicyCondition, Notice> conditions) {
        return PolicyProjectionBuilder.of(readiness)
                .proof(proof)
                .conditions(conditions)
                .build();
    }
}

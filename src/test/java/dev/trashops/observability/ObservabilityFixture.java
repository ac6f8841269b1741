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
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.workspace.port.LoopListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values that the tests of this package share. */
final class ObservabilityFixture {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

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
                rule,
                approval,
                Optional.of("abc123"),
                Optional.empty(),
                NOW);
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

    static ClaimStatus claimStatus(ObservedState observed, Readiness readiness) {
        return claimStatus(observed, readiness, Optional.empty(), List.of());
    }

    static ClaimStatus claimStatus(
            ObservedState observed, Readiness readiness, Optional<LastAction> last, List<Instant> reversals) {
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
                new Drift(Optional.empty(), reversals));
    }
}

package dev.trashops.workspace.fake;

import dev.trashops.plan.model.ChildToCreate;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.RuleAction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** TrashedItems as people and controllers write them. */
public final class FakeClaims {
    private FakeClaims() {}

    /** What a person writes. */
    public static Claim written(String uid, PolicyId policy, ItemKey item, DesiredState desired, Instant now) {
        return new Claim(
                new ClaimSpec(
                        new ClaimId(uid, policy.namespace(), "item-" + uid),
                        1,
                        seconds(now),
                        policy,
                        item,
                        Optional.empty(),
                        Optional.empty(),
                        desired,
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

    /** What the controller creates for a rule. */
    public static Claim child(String uid, PolicyId policy, ChildToCreate child, Instant now) {
        return new Claim(
                new ClaimSpec(
                        new ClaimId(uid, policy.namespace(), child.name()),
                        1,
                        seconds(now),
                        policy,
                        child.item(),
                        child.id(),
                        child.createdBefore(),
                        child.action().desired(),
                        child.action() == RuleAction.TRASH ? DriftPolicy.REPORT : DriftPolicy.CORRECT,
                        Set.of(),
                        DeletionPolicy.ORPHAN,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        ClaimOrigin.of(child.action())),
                ClaimStatus.NONE);
    }

    /** What becomes of it when somebody edits it. */
    public static Claim edited(Claim claim, DesiredState desired, boolean suspended) {
        return with(
                claim,
                claim.spec().generation() + 1,
                desired,
                suspended,
                claim.spec().origin());
    }

    /** The same, come from elsewhere. */
    public static Claim from(Claim claim, ClaimOrigin origin) {
        return with(
                claim,
                claim.spec().generation(),
                claim.spec().desired(),
                claim.spec().suspended(),
                origin);
    }

    private static Claim with(
            Claim claim, long generation, DesiredState desired, boolean suspended, ClaimOrigin origin) {
        return new Claim(
                new ClaimSpec(
                        claim.id(),
                        generation,
                        claim.spec().createdAt(),
                        claim.policy(),
                        claim.item(),
                        claim.spec().pinnedId(),
                        claim.spec().createdBefore(),
                        desired,
                        claim.spec().drift(),
                        claim.spec().acknowledged(),
                        claim.spec().deletion(),
                        suspended,
                        claim.spec().deleting(),
                        claim.spec().abandoned(),
                        claim.spec().requestedAt(),
                        origin),
                claim.status());
    }

    /** Kubernetes keeps whole seconds of when something was created. */
    private static Instant seconds(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS);
    }
}

package dev.trashops.plan.testdata;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.ClaimSpec;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.RuleAction;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Describes one claim; what is not said is the ordinary case. */
public final class ClaimBuilder {
    private final ItemKey item;
    private DesiredState desired;
    private String name;
    private String namespace = "team";
    private String policy = "policy";
    private long generation = 1;
    private Instant created = WorkspaceScenario.NOW.minusSeconds(86_400);
    private Optional<InternalId> pinned = Optional.empty();
    private Optional<Instant> createdBefore = Optional.empty();
    private DriftPolicy drift = DriftPolicy.CORRECT;
    private Set<Acknowledgement> acknowledged = Set.of();
    private DeletionPolicy deletion = DeletionPolicy.ORPHAN;
    private boolean suspended;
    private boolean deleting;
    private boolean abandoned;
    private Optional<String> requested = Optional.empty();
    private ClaimOrigin origin = ClaimOrigin.PERSON;
    private ClaimStatus claimStatus = ClaimStatus.NONE;

    ClaimBuilder(ItemKey item, DesiredState desired) {
        this.item = item;
        this.desired = desired;
        this.name = item.toString();
    }

    public ClaimBuilder named(String other) {
        name = other;
        return this;
    }

    public ClaimBuilder in(String otherNamespace) {
        namespace = otherNamespace;
        return this;
    }

    public ClaimBuilder of(String otherPolicy) {
        policy = otherPolicy;
        return this;
    }

    public ClaimBuilder generation(long other) {
        generation = other;
        return this;
    }

    public ClaimBuilder created(Instant at) {
        created = at;
        return this;
    }

    public ClaimBuilder pinned(String id) {
        pinned = Optional.of(new InternalId(id));
        return this;
    }

    public ClaimBuilder createdBefore(Instant at) {
        createdBefore = Optional.of(at);
        return this;
    }

    public ClaimBuilder reporting() {
        drift = DriftPolicy.REPORT;
        return this;
    }

    public ClaimBuilder acknowledging(Acknowledgement... what) {
        acknowledged = Set.of(what);
        return this;
    }

    /** A rule with that action made it: the controller gives it its name, and pins what is in the Trash. */
    ClaimBuilder madeBy(RuleAction action) {
        origin = ClaimOrigin.of(action);
        pinned = idOf(action, item);
        name = nameOf(action, item);
        drift = action == RuleAction.TRASH ? DriftPolicy.REPORT : DriftPolicy.CORRECT;
        createdBefore = action == RuleAction.TRASH ? Optional.of(WorkspaceScenario.LONG_AGO) : Optional.empty();
        return this;
    }

    /** The name of the claim that a rule with that action of policy {@code policy} makes. */
    public static String nameOf(RuleAction action, ItemKey item) {
        return ChildName.of("policy", action, item, idOf(action, item));
    }

    private static Optional<InternalId> idOf(RuleAction action, ItemKey item) {
        return action == RuleAction.TRASH || item.type() == ItemType.TRAINING
                ? Optional.empty()
                : Optional.of(new InternalId("id-" + item.slug()));
    }

    public ClaimBuilder leftOver() {
        origin = ClaimOrigin.LEFTOVER;
        return this;
    }

    /** Somebody has set it to that. */
    public ClaimBuilder setTo(DesiredState other) {
        desired = other;
        return this;
    }

    public ClaimBuilder suspended() {
        suspended = true;
        return this;
    }

    public ClaimBuilder deleting(DeletionPolicy how) {
        deleting = true;
        deletion = how;
        generation++;
        return this;
    }

    public ClaimBuilder abandoned() {
        abandoned = true;
        return this;
    }

    public ClaimBuilder requested(String at) {
        requested = Optional.of(at);
        return this;
    }

    public ClaimBuilder remembering(UnaryOperator<ClaimStatusBuilder> how) {
        claimStatus = how.apply(new ClaimStatusBuilder()).build();
        return this;
    }

    Claim build() {
        return new Claim(
                new ClaimSpec(
                        new ClaimId("uid-" + namespace + "-" + name, namespace, name),
                        generation,
                        created,
                        new PolicyId(namespace, policy),
                        item,
                        pinned,
                        createdBefore,
                        desired,
                        drift,
                        acknowledged,
                        deletion,
                        suspended,
                        deleting,
                        abandoned,
                        requested,
                        origin),
                claimStatus);
    }
}

package dev.trashops.plan.release;

import dev.trashops.plan.checks.Check;
import dev.trashops.plan.checks.CheckChains;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashListing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything active that claims want in the Trash: judged together, since the limits hold or release it together. */
public final class TrashBatch {
    private final CheckChains checks;
    private final ModelChecks losses;
    private final TrashBudget limits;
    private final Map<PolicyId, ApprovalGate> approvals;
    private final Instant settledAt;
    private final boolean clockSkewed;
    private final Instant now;

    public TrashBatch(
            CheckChains checks,
            ModelChecks losses,
            TrashBudget limits,
            Map<PolicyId, ApprovalGate> approvals,
            Instant settledAt,
            boolean clockSkewed,
            Instant now) {
        this.checks = checks;
        this.losses = losses;
        this.limits = limits;
        this.approvals = approvals;
        this.settledAt = settledAt;
        this.clockSkewed = clockSkewed;
        this.now = now;
    }

    /**
     * What a batch comes to.
     *
     * @param outcomes the verdict of each
     * @param eligible those that only a person's word, a limit or a failure stands before
     */
    public record Result(IdentityHashMap<ClaimFacts, Decision> outcomes, List<ClaimFacts> eligible) {}

    /**
     * The verdict of each.
     *
     * @param unseen what else may belong to the batch
     * @param underWay what has a DELETE begun of which it is not known yet whether it took effect
     */
    public Result decide(List<ClaimFacts> active, Set<ItemKey> unseen, Set<ItemKey> underWay) {
        IdentityHashMap<ClaimFacts, Decision> outcomes = new IdentityHashMap<>();
        IdentityHashMap<ClaimFacts, Readiness> losing = new IdentityHashMap<>();
        List<ClaimFacts> eligible = new ArrayList<>();
        for (ClaimFacts one : active) {
            Optional<Readiness> objection = Check.first(checks.beforeTrash(), one);
            Optional<Readiness> loss =
                    objection.isPresent() ? Optional.empty() : losses.known(one).or(() -> losses.remembered(one));
            if (objection.isPresent()) {
                outcomes.put(one, held(objection.get()));
            } else if (loss.isPresent()) {
                losing.put(one, loss.get());
            } else {
                eligible.add(one);
            }
        }
        release(eligible, unseen, underWay, losing, outcomes);
        return new Result(outcomes, List.copyOf(eligible));
    }

    /** What waits for a person's word does not count against the limits: it would hold the rest for ever. */
    private void release(
            List<ClaimFacts> eligible,
            Set<ItemKey> unseen,
            Set<ItemKey> underWay,
            IdentityHashMap<ClaimFacts, Readiness> losing,
            IdentityHashMap<ClaimFacts, Decision> outcomes) {
        IdentityHashMap<ClaimFacts, String> approved = new IdentityHashMap<>();
        List<ClaimFacts> unapproved = new ArrayList<>();
        List<ClaimFacts> triedAgain = new ArrayList<>();
        for (ClaimFacts one : eligible) {
            Optional<Readiness> objection = last(one);
            Optional<String> digest = approvals(one).release(one);
            if (objection.isPresent()) {
                outcomes.put(one, held(objection.get()));
                if (isTriedAgain(one, objection.get(), digest)) {
                    triedAgain.add(one);
                }
            } else if (digest.isPresent()) {
                approved.put(one, digest.get());
            } else if (ApprovalGate.isNeeded(one)) {
                outcomes.put(
                        one,
                        held(losses.heldBefore(one)
                                .or(() -> losses.objection(one))
                                .orElseGet(() -> approvals(one).objection(one))));
            } else {
                unapproved.add(one);
            }
        }
        Set<ItemKey> sure = leaving(underWay, Stream.concat(approved.keySet().stream(), triedAgain.stream()));
        Set<ItemKey> going = leaving(sure, unapproved.stream());
        TrashBudget.Fit fit = fit(Stream.concat(unapproved.stream().map(ClaimFacts::item), unseen.stream()), going);
        Set<ItemKey> taken = fit == TrashBudget.Fit.FITS ? going : sure;
        for (ClaimFacts one : unapproved) {
            Optional<Readiness> objection =
                    limitObjection(fit, one).or(() -> losses.heldBefore(one)).or(() -> objection(one, taken));
            outcomes.put(one, verdict(one, objection, Optional.empty()));
        }
        approved.forEach((one, digest) -> outcomes.put(one, verdict(one, objection(one, taken), Optional.of(digest))));
        losing.forEach((one, loss) ->
                outcomes.put(one, held(last(one).or(() -> exceeded(fit, one)).orElse(loss))));
    }

    /** Whether its last DELETE failed and nothing but the next try stands before it. */
    private static boolean isTriedAgain(ClaimFacts one, Readiness failure, Optional<String> digest) {
        return !failure.isStalled() && (digest.isPresent() || !ApprovalGate.isNeeded(one));
    }

    private Set<ItemKey> leaving(Set<ItemKey> others, Stream<ClaimFacts> released) {
        return Stream.concat(
                        others.stream(),
                        released.filter(this::takesItsVersionsAlong).map(ClaimFacts::item))
                .collect(Collectors.toSet());
    }

    /** What is still being trained stays for now, and its versions need not wait for it. */
    private boolean takesItsVersionsAlong(ClaimFacts one) {
        return one.item().type() == ItemType.PROJECT
                && losses.objection(one)
                        .map(loss -> loss.reason() != Reason.RUNNING_TRAINING)
                        .orElse(true);
    }

    private Optional<Readiness> last(ClaimFacts one) {
        return Check.first(checks.lastBeforeTrash(), one);
    }

    private ApprovalGate approvals(ClaimFacts one) {
        return Objects.requireNonNull(approvals.get(one.claim().policy()), "every case has a policy");
    }

    private static Decision held(Readiness standing) {
        return Decision.held(ActionKind.TRASH, standing);
    }

    private static Decision verdict(ClaimFacts one, Optional<Readiness> objection, Optional<String> digest) {
        return objection
                .map(TrashBatch::held)
                .orElseGet(() -> Decision.act(ActionKind.TRASH, one.inProgress(ActionKind.TRASH), digest));
    }

    private TrashBudget.Fit fit(Stream<ItemKey> pending, Set<ItemKey> going) {
        return limits.fit(
                pending.filter(item -> !goesWithItsProject(item, going)).collect(Collectors.toSet()));
    }

    /** What still stands before a DELETE that no limit holds. */
    private Optional<Readiness> objection(ClaimFacts one, Set<ItemKey> going) {
        return (goesWithItsProject(one.item(), going) ? Optional.of(withItsProject(one)) : Optional.<Readiness>empty())
                .or(this::unsettled)
                .or(() -> losses.objection(one))
                .or(this::skewed);
    }

    static boolean goesWithItsProject(ItemKey item, Set<ItemKey> going) {
        return item.parent().map(going::contains).orElse(false);
    }

    private static Readiness withItsProject(ClaimFacts one) {
        return Readiness.reconciling(
                Reason.WAITING_FOR_PARENT,
                "It goes to the Trash with its project " + one.item().slug() + ".");
    }

    private Optional<Readiness> limitObjection(TrashBudget.Fit fit, ClaimFacts one) {
        return switch (fit) {
            case FITS -> Optional.empty();
            case UNKNOWN -> Optional.of(CheckChains.pending(one));
            case EXCEEDED -> exceeded(fit, one);
            case BOOK_UNREAD ->
                Optional.of(
                        Readiness.reconciling(
                                Reason.SNAPSHOT_PENDING,
                                "Waiting to read what every RoboflowTrashPolicy of this workspace has trashed lately, which counts against the limits."));
        };
    }

    /** What needs an approval anyhow, or has one, is not held by a limit. */
    private Optional<Readiness> exceeded(TrashBudget.Fit fit, ClaimFacts one) {
        boolean limited =
                !ApprovalGate.isNeeded(one) && approvals(one).release(one).isEmpty();
        return fit == TrashBudget.Fit.EXCEEDED && limited
                ? Optional.of(Readiness.stalled(Reason.LIMIT_EXCEEDED, limitMessage()))
                : Optional.empty();
    }

    /** What to tell about a batch that is too large. */
    public String limitMessage() {
        return "Nothing is trashed: all that is claimed as Trashed, with what was trashed lately, exceeds the limits of this workspace (limits.maxTrashed "
                + limits.limits().maxTrashed() + ", limits.maxTrashedPercent "
                + limits.limits().maxTrashedPercent()
                + "). If it is meant, approve the plan: write status.plan.digest of the RoboflowTrashPolicy and an until into its spec.approvedPlan; or raise spec.limits of every RoboflowTrashPolicy of the workspace. If not, remove TrashedItems or set them to Observed.";
    }

    /** Whether the set of claims has come to rest. */
    public boolean isSettled() {
        return !now.isBefore(settledAt);
    }

    private Optional<Readiness> unsettled() {
        return isSettled()
                ? Optional.empty()
                : Optional.of(Readiness.reconciling(
                        Reason.SETTLING,
                        "Waiting until the set of items claimed as Trashed has stayed the same for limits.settle."));
    }

    private Optional<Readiness> skewed() {
        return clockSkewed
                ? Optional.of(Readiness.stalled(
                        Reason.CLOCK_SKEW,
                        "The clocks of this operator and of Roboflow are more than "
                                + TrashListing.CLOCK_TOLERANCE.toMinutes()
                                + " minutes apart, so dates cannot be trusted. Set the node's clock right."))
                : Optional.empty();
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
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
final class TrashBatch {
    private final Checks checks;
    private final Losses losses;
    private final LimitBook limits;
    private final Map<PolicyId, Approvals> approvals;
    private final Instant settledAt;
    private final boolean clockSkewed;
    private final Instant now;

    TrashBatch(
            Checks checks,
            Losses losses,
            LimitBook limits,
            Map<PolicyId, Approvals> approvals,
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
    record Result(IdentityHashMap<Case, Outcome> outcomes, List<Case> eligible) {}

    /**
     * The verdict of each.
     *
     * @param unseen what else may belong to the batch
     * @param underWay what has a DELETE begun of which it is not known yet whether it took effect
     */
    Result decide(List<Case> active, Set<ItemKey> unseen, Set<ItemKey> underWay) {
        IdentityHashMap<Case, Outcome> outcomes = new IdentityHashMap<>();
        IdentityHashMap<Case, Standing> losing = new IdentityHashMap<>();
        List<Case> eligible = new ArrayList<>();
        for (Case one : active) {
            Optional<Standing> objection = Check.first(checks.beforeTrash(), one);
            Optional<Standing> loss =
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
            List<Case> eligible,
            Set<ItemKey> unseen,
            Set<ItemKey> underWay,
            IdentityHashMap<Case, Standing> losing,
            IdentityHashMap<Case, Outcome> outcomes) {
        IdentityHashMap<Case, String> approved = new IdentityHashMap<>();
        List<Case> unapproved = new ArrayList<>();
        List<Case> triedAgain = new ArrayList<>();
        for (Case one : eligible) {
            Optional<Standing> objection = last(one);
            Optional<String> digest = approvals(one).release(one);
            if (objection.isPresent()) {
                outcomes.put(one, held(objection.get()));
                if (isTriedAgain(one, objection.get(), digest)) {
                    triedAgain.add(one);
                }
            } else if (digest.isPresent()) {
                approved.put(one, digest.get());
            } else if (Approvals.isNeeded(one)) {
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
        LimitBook.Fit fit = fit(Stream.concat(unapproved.stream().map(Case::item), unseen.stream()), going);
        Set<ItemKey> taken = fit == LimitBook.Fit.FITS ? going : sure;
        for (Case one : unapproved) {
            Optional<Standing> objection =
                    limitObjection(fit, one).or(() -> losses.heldBefore(one)).or(() -> objection(one, taken));
            outcomes.put(one, verdict(one, objection, Optional.empty()));
        }
        approved.forEach((one, digest) -> outcomes.put(one, verdict(one, objection(one, taken), Optional.of(digest))));
        losing.forEach((one, loss) ->
                outcomes.put(one, held(last(one).or(() -> exceeded(fit, one)).orElse(loss))));
    }

    /** Whether its last DELETE failed and nothing but the next try stands before it. */
    private static boolean isTriedAgain(Case one, Standing failure, Optional<String> digest) {
        return !failure.isStalled() && (digest.isPresent() || !Approvals.isNeeded(one));
    }

    private Set<ItemKey> leaving(Set<ItemKey> others, Stream<Case> released) {
        return Stream.concat(
                        others.stream(),
                        released.filter(this::takesItsVersionsAlong).map(Case::item))
                .collect(Collectors.toSet());
    }

    /** What is still being trained stays for now, and its versions need not wait for it. */
    private boolean takesItsVersionsAlong(Case one) {
        return one.item().type() == ItemType.PROJECT
                && losses.objection(one)
                        .map(loss -> loss.reason() != Reason.RUNNING_TRAINING)
                        .orElse(true);
    }

    private Optional<Standing> last(Case one) {
        return Check.first(checks.lastBeforeTrash(), one);
    }

    private Approvals approvals(Case one) {
        return Objects.requireNonNull(approvals.get(one.claim().policy()), "every case has a policy");
    }

    private static Outcome held(Standing standing) {
        return Outcome.held(ActionKind.TRASH, standing);
    }

    private static Outcome verdict(Case one, Optional<Standing> objection, Optional<String> digest) {
        return objection
                .map(TrashBatch::held)
                .orElseGet(() -> Outcome.act(ActionKind.TRASH, one.inProgress(ActionKind.TRASH), digest));
    }

    private LimitBook.Fit fit(Stream<ItemKey> pending, Set<ItemKey> going) {
        return limits.fit(
                pending.filter(item -> !goesWithItsProject(item, going)).collect(Collectors.toSet()));
    }

    /** What still stands before a DELETE that no limit holds. */
    private Optional<Standing> objection(Case one, Set<ItemKey> going) {
        return (goesWithItsProject(one.item(), going) ? Optional.of(withItsProject(one)) : Optional.<Standing>empty())
                .or(this::unsettled)
                .or(() -> losses.objection(one))
                .or(this::skewed);
    }

    static boolean goesWithItsProject(ItemKey item, Set<ItemKey> going) {
        return item.parent().map(going::contains).orElse(false);
    }

    private static Standing withItsProject(Case one) {
        return Standing.reconciling(
                Reason.WAITING_FOR_PARENT,
                "It goes to the Trash with its project " + one.item().slug() + ".");
    }

    private Optional<Standing> limitObjection(LimitBook.Fit fit, Case one) {
        return switch (fit) {
            case FITS -> Optional.empty();
            case UNKNOWN -> Optional.of(Checks.pending(one));
            case EXCEEDED -> exceeded(fit, one);
            case BOOK_UNREAD ->
                Optional.of(
                        Standing.reconciling(
                                Reason.SNAPSHOT_PENDING,
                                "Waiting to read what every RoboflowTrashPolicy of this workspace has trashed lately, which counts against the limits."));
        };
    }

    /** What needs an approval anyhow, or has one, is not held by a limit. */
    private Optional<Standing> exceeded(LimitBook.Fit fit, Case one) {
        boolean limited =
                !Approvals.isNeeded(one) && approvals(one).release(one).isEmpty();
        return fit == LimitBook.Fit.EXCEEDED && limited
                ? Optional.of(Standing.stalled(Reason.LIMIT_EXCEEDED, limitMessage()))
                : Optional.empty();
    }

    /** What to tell about a batch that is too large. */
    String limitMessage() {
        return "Nothing is trashed: all that is claimed as Trashed, with what was trashed lately, exceeds the limits of this workspace (limits.maxTrashed "
                + limits.limits().maxTrashed() + ", limits.maxTrashedPercent "
                + limits.limits().maxTrashedPercent()
                + "). If it is meant, approve the plan: write status.plan.digest of the RoboflowTrashPolicy and an until into its spec.approvedPlan; or raise spec.limits of every RoboflowTrashPolicy of the workspace. If not, remove TrashedItems or set them to Observed.";
    }

    /** Whether the set of claims has come to rest. */
    boolean isSettled() {
        return !now.isBefore(settledAt);
    }

    private Optional<Standing> unsettled() {
        return isSettled()
                ? Optional.empty()
                : Optional.of(Standing.reconciling(
                        Reason.SETTLING,
                        "Waiting until the set of items claimed as Trashed has stayed the same for limits.settle."));
    }

    private Optional<Standing> skewed() {
        return clockSkewed
                ? Optional.of(
                        Standing.stalled(
                                Reason.CLOCK_SKEW,
                                "The clocks of this operator and of Roboflow are more than 5 minutes apart, so dates cannot be trusted. Set the node's clock right."))
                : Optional.empty();
    }
}

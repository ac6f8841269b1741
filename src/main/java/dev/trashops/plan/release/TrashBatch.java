package dev.trashops.plan.release;

import dev.trashops.plan.checks.Check;
import dev.trashops.plan.checks.CheckChains;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.DecidedClaim;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every active item to be trashed. They are judged together, since the limits hold or release them together. */
public final class TrashBatch {
    private final CheckChains checks;
    private final ModelChecks models;
    private final TrashBudget budget;
    private final Map<PolicyId, ApprovalGate> approvals;
    private final Instant settledAt;
    private final boolean clockSkewed;
    private final Instant now;

    public TrashBatch(
            CheckChains checks,
            ModelChecks models,
            TrashBudget budget,
            Map<PolicyId, ApprovalGate> approvals,
            Instant settledAt,
            boolean clockSkewed,
            Instant now) {
        this.checks = checks;
        this.models = models;
        this.budget = budget;
        this.approvals = approvals;
        this.settledAt = settledAt;
        this.clockSkewed = clockSkewed;
        this.now = now;
    }

    /**
     * What a batch comes to.
     *
     * @param decided every claim of the batch
     * @param eligible those that only an approval, a limit or a failure holds
     */
    public record Result(List<DecidedClaim> decided, List<ClaimFacts> eligible) {}

    private enum Group {
        /** A check objects. */
        BLOCKED,
        /** It would lose a model, or may. */
        LOSING,
        /** Eligible, but not now: the last attempt failed, or its policy only plans. */
        HELD,
        /** Like that, but only until the next try. */
        RETRIED,
        /** An approved plan releases it, and no limit holds it. */
        APPROVED,
        /** It waits for an approval. It does not count against the limits, or it would hold the rest for ever. */
        UNAPPROVED,
        /** It goes if the batch fits the limits. */
        LIMITED
    }

    private record Candidate(ClaimFacts facts, Group group, Optional<Readiness> objection) {
        boolean isEligible() {
            return group != Group.BLOCKED && group != Group.LOSING;
        }
    }

    /** What the limits say about the batch, and which projects are about to go and take their versions along. */
    private record Verdict(TrashBudget.Fit fit, Set<ItemKey> going) {}

    /**
     * Decides all of them.
     *
     * @param unobserved what may turn out to belong to the batch as well
     * @param underWay items with a DELETE that may or may not have taken effect
     */
    public Result decide(List<ClaimFacts> active, Set<ItemKey> unobserved, Set<ItemKey> underWay) {
        List<Candidate> batch = active.stream().map(this::candidate).toList();
        Verdict verdict = verdict(batch, unobserved, underWay);
        return new Result(
                batch.stream()
                        .map(one -> new DecidedClaim(one.facts(), decide(one, verdict)))
                        .toList(),
                batch.stream()
                        .filter(Candidate::isEligible)
                        .map(Candidate::facts)
                        .toList());
    }

    private Candidate candidate(ClaimFacts facts) {
        Optional<Readiness> objection = Check.first(checks.beforeTrash(), facts);
        if (objection.isPresent()) {
            return new Candidate(facts, Group.BLOCKED, objection);
        }
        Optional<Readiness> loss = models.known(facts).or(() -> models.remembered(facts));
        if (loss.isPresent()) {
            return new Candidate(facts, Group.LOSING, loss);
        }
        boolean approved = release(facts).isPresent();
        boolean mayGo = approved || !ApprovalGate.isNeeded(facts);
        Optional<Readiness> last = last(facts);
        if (last.isPresent()) {
            return new Candidate(facts, mayGo && !last.get().isStalled() ? Group.RETRIED : Group.HELD, last);
        }
        if (approved) {
            return new Candidate(facts, Group.APPROVED, Optional.empty());
        }
        return new Candidate(facts, mayGo ? Group.LIMITED : Group.UNAPPROVED, Optional.empty());
    }

    private Verdict verdict(List<Candidate> batch, Set<ItemKey> unobserved, Set<ItemKey> underWay) {
        Set<ItemKey> sure = Stream.concat(underWay.stream(), projects(batch, Set.of(Group.APPROVED, Group.RETRIED)))
                .collect(Collectors.toSet());
        Set<ItemKey> going = Stream.concat(sure.stream(), projects(batch, Set.of(Group.LIMITED)))
                .collect(Collectors.toSet());
        Stream<ItemKey> limited = of(batch, Set.of(Group.LIMITED)).map(ClaimFacts::item);
        TrashBudget.Fit fit = budget.fit(Stream.concat(limited, unobserved.stream())
                .filter(item -> !goesWithItsProject(item, going))
                .collect(Collectors.toSet()));
        return new Verdict(fit, fit == TrashBudget.Fit.FITS ? going : sure);
    }

    private static Stream<ClaimFacts> of(List<Candidate> batch, Set<Group> groups) {
        return batch.stream().filter(one -> groups.contains(one.group())).map(Candidate::facts);
    }

    /** A project in training stays for now, and its versions need not wait for it. */
    private Stream<ItemKey> projects(List<Candidate> batch, Set<Group> groups) {
        return of(batch, groups)
                .filter(facts -> facts.item().type() == ItemType.PROJECT)
                .filter(facts -> models.objection(facts)
                        .filter(loss -> loss.reason() == Reason.RUNNING_TRAINING)
                        .isEmpty())
                .map(ClaimFacts::item);
    }

    private Decision decide(Candidate one, Verdict verdict) {
        ClaimFacts facts = one.facts();
        Optional<Readiness> objection = switch (one.group()) {
            case BLOCKED, HELD, RETRIED -> one.objection();
            case LOSING -> last(facts).or(() -> exceeded(facts, verdict)).or(one::objection);
            case UNAPPROVED ->
                models.heldBefore(facts)
                        .or(() -> models.objection(facts))
                        .or(() -> Optional.of(approvals(facts).objection(facts)));
            case LIMITED ->
                limit(facts, verdict).or(() -> models.heldBefore(facts)).or(() -> objectionNow(facts, verdict));
            case APPROVED -> objectionNow(facts, verdict);
        };
        return objection
                .map(readiness -> Decision.held(ActionKind.TRASH, readiness))
                .orElseGet(() -> Decision.act(ActionKind.TRASH, facts.inProgress(ActionKind.TRASH), release(facts)));
    }

    private Optional<Readiness> last(ClaimFacts facts) {
        return Check.first(checks.lastBeforeTrash(), facts);
    }

    private Optional<String> release(ClaimFacts facts) {
        return approvals(facts).release(facts);
    }

    private ApprovalGate approvals(ClaimFacts facts) {
        return Objects.requireNonNull(approvals.get(facts.claim().policy()), "every claim here has a policy");
    }

    /** What may hold a DELETE for a moment although it is released. */
    private Optional<Readiness> objectionNow(ClaimFacts facts, Verdict verdict) {
        return withItsProject(facts, verdict)
                .or(this::unsettled)
                .or(() -> models.objection(facts))
                .or(this::skewed);
    }

    static boolean goesWithItsProject(ItemKey item, Set<ItemKey> going) {
        return item.parent().map(going::contains).orElse(false);
    }

    private static Optional<Readiness> withItsProject(ClaimFacts facts, Verdict verdict) {
        return goesWithItsProject(facts.item(), verdict.going())
                ? Optional.of(Readiness.reconciling(
                        Reason.WAITING_FOR_PARENT,
                        "It goes to the Trash with its project " + facts.item().slug() + "."))
                : Optional.empty();
    }

    private Optional<Readiness> limit(ClaimFacts facts, Verdict verdict) {
        return switch (verdict.fit()) {
            case FITS -> Optional.empty();
            case UNKNOWN -> Optional.of(facts.pending());
            case EXCEEDED -> exceeded(facts, verdict);
            case LEDGER_UNREAD ->
                Optional.of(Readiness.reconciling(
                        Reason.SNAPSHOT_PENDING,
                        "Waiting to read the deletion ledgers of every RoboflowTrashPolicy of this workspace, whose recent"
                                + " deletions count against the limits."));
        };
    }

    /** A limit holds neither what has an approval nor what needs one anyway. */
    private Optional<Readiness> exceeded(ClaimFacts facts, Verdict verdict) {
        boolean limited = !ApprovalGate.isNeeded(facts) && release(facts).isEmpty();
        return verdict.fit() == TrashBudget.Fit.EXCEEDED && limited
                ? Optional.of(Readiness.stalled(Reason.LIMIT_EXCEEDED, limitMessage()))
                : Optional.empty();
    }

    /** What to do about a batch that is too large. */
    public String limitMessage() {
        return "Trashing is on hold: the requested items plus those trashed within limits.window exceed the limits of this"
                + " workspace (limits.maxTrashed " + budget.limits().maxTrashed() + ", limits.maxTrashedPercent "
                + budget.limits().maxTrashedPercent()
                + "). To proceed, copy status.plan.digest of the RoboflowTrashPolicy to spec.approvedPlan.digest and set"
                + " spec.approvedPlan.until, or raise spec.limits on every RoboflowTrashPolicy of the workspace."
                + " Otherwise remove TrashedItems or set them to Observed.";
    }

    /** Whether the set of claims has come to rest. */
    public boolean isSettled() {
        return !now.isBefore(settledAt);
    }

    private Optional<Readiness> unsettled() {
        return isSettled()
                ? Optional.empty()
                : Optional.of(Readiness.reconciling(
                        Reason.SETTLING, "Waiting until the set of Trashed items has not changed for limits.settle."));
    }

    private Optional<Readiness> skewed() {
        return clockSkewed
                ? Optional.of(Readiness.stalled(
                        Reason.CLOCK_SKEW,
                        "The clocks of this operator and of Roboflow are more than "
                                + TrashListing.CLOCK_TOLERANCE.toMinutes()
                                + " minutes apart, so dates cannot be trusted. Correct the node's clock."))
                : Optional.empty();
    }
}

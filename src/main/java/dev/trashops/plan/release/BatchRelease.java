package dev.trashops.plan.release;

import dev.trashops.plan.checks.CheckChains;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.Decision;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashListing;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What must hold before a DELETE after the {@link CheckChains}. All active items to be trashed are judged as one batch, since
 * the limits hold or release them together.
 *
 * @param settled whether the set of Trashed claims has come to rest
 */
public record BatchRelease(
        ModelChecks models,
        TrashBudget budget,
        Map<PolicyId, ApprovalGate> approvals,
        boolean settled,
        boolean clockSkewed) {

    /** A halt of the whole workspace, or a missing policy, is recorded whatever else would hold an item. */
    private static final Set<Hold> HIDING_A_LIMIT = EnumSet.of(Hold.LIMIT, Hold.HALT, Hold.POLICY);

    /**
     * What was decided for a batch.
     *
     * @param decisions for every claim of the batch
     * @param eligible the claims that only an approval, a limit, a brake or a failure holds
     * @param kept why the others stay, as far as that is known
     * @param excess by how much the limits are exceeded, if they are
     */
    public record Result(
            List<Decision> decisions,
            List<ClaimFacts> eligible,
            Map<ClaimId, Reason> kept,
            Optional<LimitExcess> excess) {}

    private enum Group {
        /** A check objects. */
        BLOCKED,
        /** It would lose a model, or may. */
        LOSING,
        /** Eligible, but not now: the last attempt failed, or a brake is on. */
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

    private static final EnumSet<Group> STAYING = EnumSet.of(Group.BLOCKED, Group.LOSING);

    private record Candidate(ClaimFacts facts, Group group, Optional<Readiness> objection) {}

    /**
     * What the limits say about the batch.
     *
     * @param going the projects and versions that are about to go and take their parts along
     * @param unread whether a read may show that one of them stays, so that its parts count
     */
    private record Verdict(TrashBudget.Fit fit, Optional<LimitExcess> excess, Set<ItemKey> going, boolean unread) {}

    /**
     * Decides for the claims that nothing was decided for yet.
     *
     * @param claims all claims
     * @param open those of them that nothing was decided for yet
     * @param decided what was decided for the others
     */
    public Result decide(List<ClaimFacts> claims, List<ClaimFacts> open, List<Decision> decided) {
        List<Candidate> batch = open.stream().map(this::candidate).toList();
        // A DELETE that may or may not have taken effect.
        Stream<ItemKey> underWay = decided.stream()
                .filter(decision -> decision.facts().journal().waiting() && decision.plans(ActionKind.TRASH))
                .map(decision -> decision.facts().item());
        // What a limit holds must not slip through bit by bit while the workspace is read after a start.
        Stream<ClaimFacts> unread = claims.stream().filter(BatchRelease::mayBeToTrash);
        Verdict verdict = verdict(batch, unread, underWay);
        return new Result(
                batch.stream().map(one -> decide(one, verdict)).toList(),
                facts(batch, EnumSet.complementOf(STAYING)).toList(),
                kept(batch),
                verdict.excess());
    }

    private Map<ClaimId, Reason> kept(List<Candidate> batch) {
        Map<ClaimId, Reason> kept = new HashMap<>();
        batch.forEach(one -> (STAYING.contains(one.group()) ? one.objection() : models.objection(one.facts()))
                .map(Readiness::reason)
                .filter(reason -> reason != Reason.SNAPSHOT_PENDING)
                .ifPresent(reason -> kept.put(one.facts().claim().id(), reason)));
        return kept;
    }

    /** Whether something about the item was not read yet, and it may turn out to belong to the batch. */
    private static boolean mayBeToTrash(ClaimFacts facts) {
        return facts.claim().wanted() == DesiredState.TRASHED
                && facts.policy().sees()
                && (isUnobserved(facts) || isPerhapsProtected(facts))
                && !isCountedAlready(facts.claim().status())
                && HIDING_A_LIMIT.contains(facts.claim().status().hold().orElse(Hold.LIMIT));
    }

    /** Whether its last DELETE counts, and it has not been seen active again since that took effect. */
    private static boolean isCountedAlready(ClaimStatus before) {
        return before.lastAction()
                .filter(last -> last.action() == ActionKind.TRASH && last.outcome() != LastAction.Outcome.FAILED)
                .filter(last -> last.outcome() != LastAction.Outcome.DONE
                        || last.unconfirmed() > 0
                        || before.observed() != ObservedState.ACTIVE)
                .isPresent();
    }

    private static boolean isUnobserved(ClaimFacts facts) {
        ObservedState before = facts.claim().status().observed();
        return facts.observation().state() == ObservedState.UNKNOWN
                && (before == ObservedState.UNKNOWN || before == ObservedState.ACTIVE);
    }

    private static boolean isPerhapsProtected(ClaimFacts facts) {
        return facts.observation().state() == ObservedState.ACTIVE
                && facts.findings()
                        .protector()
                        .filter(protector -> !protector.certain())
                        .isPresent();
    }

    private Candidate candidate(ClaimFacts facts) {
        Optional<Readiness> objection = CheckChains.beforeTrash(facts);
        if (objection.isPresent()) {
            return new Candidate(facts, Group.BLOCKED, objection);
        }
        Optional<Readiness> loss = models.lasting(facts);
        if (loss.isPresent()) {
            return new Candidate(facts, Group.LOSING, loss);
        }
        boolean approved = release(facts).isPresent();
        boolean mayGo = approved || !ApprovalGate.isNeeded(facts);
        Optional<Readiness> last = CheckChains.lastBeforeTrash(facts);
        if (last.isPresent()) {
            return new Candidate(facts, mayGo && !last.get().isStalled() ? Group.RETRIED : Group.HELD, last);
        }
        Group group = mayGo ? Group.LIMITED : Group.UNAPPROVED;
        return new Candidate(facts, approved ? Group.APPROVED : group, Optional.empty());
    }

    private Verdict verdict(List<Candidate> batch, Stream<ClaimFacts> unread, Stream<ItemKey> underWay) {
        Set<ItemKey> sure = Stream.concat(underWay, wholes(batch, EnumSet.of(Group.APPROVED, Group.RETRIED)))
                .collect(Collectors.toSet());
        Set<ItemKey> going = Stream.concat(sure.stream(), wholes(batch, EnumSet.of(Group.LIMITED)))
                .collect(Collectors.toSet());
        Map<ItemKey, Optional<InternalId>> asked = Stream.concat(facts(batch, EnumSet.of(Group.LIMITED)), unread)
                .filter(facts -> !ProjectCascade.includes(facts.item(), going))
                .collect(Collectors.toMap(
                        ClaimFacts::item,
                        facts -> facts.claim().expectedId(),
                        (one, other) -> one.equals(other) ? one : Optional.empty()));
        TrashBudget.Fit fit = budget.fit(asked);
        boolean pending = facts(batch, EnumSet.of(Group.LIMITED)).anyMatch(models::isPending);
        return new Verdict(fit, budget.excess(asked), fit == TrashBudget.Fit.FITS ? going : sure, pending);
    }

    private static Stream<ClaimFacts> facts(List<Candidate> batch, Set<Group> groups) {
        return batch.stream().filter(one -> groups.contains(one.group())).map(Candidate::facts);
    }

    /** What is in training stays for now, and its parts need not wait for it. */
    private Stream<ItemKey> wholes(List<Candidate> batch, Set<Group> groups) {
        return facts(batch, groups)
                .filter(facts ->
                        facts.item().type() == ItemType.PROJECT || facts.item().type() == ItemType.VERSION)
                .filter(facts -> !models.isTraining(facts))
                .map(ClaimFacts::item);
    }

    private Decision decide(Candidate one, Verdict verdict) {
        ClaimFacts facts = one.facts();
        return objection(one, verdict)
                .map(readiness -> Decision.held(facts, ActionKind.TRASH, readiness))
                .orElseGet(() ->
                        Decision.act(facts, ActionKind.TRASH, facts.inProgress(ActionKind.TRASH), release(facts)));
    }

    /** The order of the objections. The first one is what people read. */
    private Optional<Readiness> objection(Candidate one, Verdict verdict) {
        ClaimFacts facts = one.facts();
        return switch (one.group()) {
            case BLOCKED, HELD, RETRIED -> one.objection();
            case LOSING ->
                CheckChains.lastBeforeTrash(facts) // a failure, or mode: Plan
                        .or(() -> exceeded(facts, verdict)) // the whole batch is held
                        .or(() -> exceededBefore(facts, verdict)) // until reads show whether it still is
                        .or(one::objection); // what would be lost
            case UNAPPROVED ->
                models.heldBefore(facts) // until a read shows what would be lost, nothing new is said
                        .or(() -> models.objection(facts)) // no approval lifts it
                        .or(() -> Optional.of(approval(facts).objection(facts))); // people decide
            case LIMITED ->
                limit(facts, verdict) // a batch that is too large is held however long it has settled
                        .or(() -> exceededBefore(facts, verdict)) // until reads show whether it still is
                        .or(() -> models.heldBefore(facts)) // until a read shows what would be lost
                        .or(() -> notNow(facts, verdict));
            case APPROVED -> notNow(facts, verdict);
        };
    }

    /** What may hold a DELETE for a moment although it is released. */
    private Optional<Readiness> notNow(ClaimFacts facts, Verdict verdict) {
        return ProjectCascade.objection(facts.item(), verdict.going()) // the DELETE of its project takes it along
                .or(() -> CheckChains.outage(facts)) // a call would fail
                .or(this::unsettled) // more files may be on their way, and the limits must see all of them
                .or(() -> models.objection(facts)) // what is still unread, or in training
                .or(this::skewed); // matters only to what could go now
    }

    private Optional<String> release(ClaimFacts facts) {
        return approval(facts).release(facts);
    }

    private ApprovalGate approval(ClaimFacts facts) {
        return Objects.requireNonNull(approvals.get(facts.claim().policy()), "every claim here has a policy");
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
                ? Optional.of(Readiness.stalled(Reason.LIMIT_EXCEEDED, LimitExcess.ofItem(facts.claim())))
                : Optional.empty();
    }

    private static Optional<Readiness> exceededBefore(ClaimFacts facts, Verdict verdict) {
        boolean undecided = verdict.fit() == TrashBudget.Fit.UNKNOWN
                || verdict.fit() == TrashBudget.Fit.LEDGER_UNREAD
                || verdict.unread();
        return undecided ? facts.heldBefore(Set.of(Hold.LIMIT)) : Optional.empty();
    }

    private Optional<Readiness> unsettled() {
        return settled
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

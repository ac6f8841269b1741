package dev.trashops.workspace;

import dev.trashops.plan.Plan;
import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.PlannerState;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a loop keeps between passes: the statuses of its claims, the planner's state and each policy's action history. */
final class LoopMemory {
    private static final Comparator<PastAction> NEWEST_FIRST =
            Comparator.comparing(PastAction::at).reversed().thenComparing(PastAction::item);

    private final PolicyCredentials policies;
    private final boolean showNames;
    private final Map<ClaimId, ClaimStatus> statuses = new HashMap<>();
    private final Map<String, List<PastAction>> histories = new HashMap<>();
    private final Map<String, ShownPlan> plans = new HashMap<>();
    private final TrashingHalts halts = new TrashingHalts();
    private PlannerState plannerState = PlannerState.EMPTY;
    private Optional<Workload> updated = Optional.empty();
    private Known known = new Known(List.of(), List.of(), List.of(), true);

    /**
     * The claims as they were last put together.
     *
     * @param claims those that were seen and those without a resource, as this loop knows them
     * @param outdated whether this loop has done something for one of them since
     */
    private record Known(List<Claim> seen, List<Claim> unborn, List<Claim> claims, boolean outdated) {
        @SuppressWarnings("ReferenceEquality")
        private boolean isOutdated(List<Claim> nowSeen, List<Claim> nowUnborn) {
            return outdated || nowSeen != seen || !nowUnborn.equals(unborn);
        }

        private Known acted() {
            return new Known(seen, unborn, claims, true);
        }
    }

    LoopMemory(PolicyCredentials policies, boolean showNames) {
        this.policies = policies;
        this.showNames = showNames;
    }

    /** Drops claims and policies that are gone, and learns what the statuses of policies remember. */
    void update(Workload workload) {
        if (updated.filter(workload::isVery).isPresent()) {
            return;
        }
        updated = Optional.of(workload);
        halts.update(workload.halts());
        plannerState = plannerState.recalling(workload.renames());
        Set<ClaimId> present = workload.claims().stream().map(Claim::id).collect(Collectors.toSet());
        statuses.keySet().removeIf(id -> !present.contains(id) && !id.isUnborn());
        Set<String> uids = workload.policies().stream().map(Policy::uid).collect(Collectors.toSet());
        histories.keySet().retainAll(uids);
        plans.keySet().retainAll(uids);
        workload.policies()
                .forEach(policy -> Optional.ofNullable(workload.plans().get(policy.id()))
                        .ifPresent(shown -> plans.putIfAbsent(policy.uid(), shown)));
        workload.policies()
                .forEach(policy -> histories.computeIfAbsent(
                        policy.uid(), any -> workload.histories().getOrDefault(policy.id(), List.of())));
    }

    /** After a time in which the process slept. */
    void overslept() {
        plannerState = plannerState.overslept();
    }

    /** What was noticed at some time of a clock that was set since is noticed anew. */
    void clockSet() {
        plannerState = plannerState.clockSet();
    }

    PlannerState state() {
        return plannerState;
    }

    /** What the policy last showed of its plan. */
    ShownPlan shownPlan(Policy policy) {
        return plans.getOrDefault(policy.uid(), ShownPlan.NONE);
    }

    TrashingHalts halts() {
        return halts;
    }

    List<PastAction> history(Policy policy) {
        return histories.getOrDefault(policy.uid(), List.of()).stream()
                .filter(entry -> entry.outcome() != Outcome.STARTED)
                .toList();
    }

    /**
     * The claims with what this loop knows of them; the very same list while nothing about them has changed.
     *
     * @param seen as the informers have them
     */
    List<Claim> claims(List<Claim> seen, List<Claim> unborn) {
        if (known.isOutdated(seen, unborn)) {
            List<Claim> now = Stream.concat(seen.stream(), unborn.stream())
                    .map(this::remembered)
                    .toList();
            known = new Known(seen, unborn, now.equals(known.claims()) ? known.claims() : now, false);
        }
        return known.claims();
    }

    /** A claim with what this loop knows of it, and with what another process that believed it was the leader did. */
    private Claim remembered(Claim claim) {
        // Names may have been shown before a restart, and must not outlast that.
        ClaimStatus shown = showNames ? claim.status() : claim.status().withoutNames();
        return claim.withStatus(statuses.getOrDefault(claim.id(), shown).learning(shown));
    }

    /**
     * After a plan was made for these claims.
     *
     * @param then the claims with what it says of them
     */
    void planned(List<Claim> claims, Plan plan, List<Claim> then) {
        plannerState = plan.state();
        halts.planned(plan);
        policies.ordered()
                .map(Credential::policy)
                .forEach(policy -> Optional.ofNullable(plan.shown().get(policy.id()))
                        .ifPresent(shown -> plans.put(policy.uid(), shown)));
        claims.forEach(claim -> Optional.ofNullable(plan.items().get(claim.id()))
                .ifPresent(projection -> planned(claim, projection.claimStatus())));
        statuses.keySet().retainAll(claims.stream().map(Claim::id).collect(Collectors.toSet()));
        known = new Known(known.seen(), known.unborn(), then, false);
    }

    private void planned(Claim claim, ClaimStatus status) {
        statuses.put(claim.id(), status);
        Optional<Outcome> before = claim.status().lastAction().map(LastAction::outcome);
        status.lastAction()
                .filter(last -> before.isPresent() && !before.equals(Optional.of(last.outcome())))
                .filter(last -> last.outcome() != Outcome.STARTED)
                .ifPresent(last -> policies.of(claim.policy())
                        .ifPresent(credential -> remember(credential.policy(), claim, last)));
    }

    void acted(PlannedAction action, Policy policy, ActionResult result, Instant now) {
        plannerState = result.after(plannerState, action, now);
        result.halt().ifPresent(halts::begin);
        result.journal().ifPresent(journal -> {
            Claim claim = action.claim();
            statuses.put(claim.id(), claim.status().withLastAction(journal));
            known = known.acted();
            remember(policy, claim, journal);
        });
    }

    void skewed(boolean apart) {
        plannerState = plannerState.skewed(apart);
    }

    /** What an earlier version began has no cause in its journal. */
    private static String cause(Claim claim, LastAction ended) {
        return ended.cause()
                .orElseGet(() -> "TrashedItem " + claim.id().name()
                        + ended.planDigest()
                                .map(digest -> ", approved " + digest)
                                .orElse(""));
    }

    private void remember(Policy policy, Claim claim, LastAction ended) {
        Instant at = ended.at().truncatedTo(ChronoUnit.SECONDS);
        String item = claim.item().described();
        Predicate<PastAction> same = one -> one.at().equals(at)
                && one.kind() == ended.action()
                && one.item().equals(item);
        List<PastAction> before = histories.getOrDefault(policy.uid(), List.of());
        Optional<String> known =
                before.stream().filter(same).map(PastAction::cause).findFirst();
        PastAction entry =
                new PastAction(at, ended.action(), item, ended.outcome(), known.orElseGet(() -> cause(claim, ended)));
        histories.put(
                policy.uid(),
                Stream.concat(before.stream().filter(same.negate()), Stream.of(entry))
                        .sorted(NEWEST_FIRST)
                        .limit(PastAction.REMEMBERED)
                        .toList());
    }
}

package dev.trashops.plan;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything active that claims want in the Trash: judged together, since the limits hold or release it together. */
final class TrashBatch {
    private final Checks checks;
    private final Losses losses;
    private final LimitBook limits;
    private final Instant settledAt;
    private final boolean clockSkewed;
    private final Instant now;

    TrashBatch(Checks checks, Losses losses, LimitBook limits, Instant settledAt, boolean clockSkewed, Instant now) {
        this.checks = checks;
        this.losses = losses;
        this.limits = limits;
        this.settledAt = settledAt;
        this.clockSkewed = clockSkewed;
        this.now = now;
    }

    /** The verdict of each. */
    IdentityHashMap<Case, Outcome> decide(List<Case> active) {
        IdentityHashMap<Case, Outcome> outcomes = new IdentityHashMap<>();
        List<Case> candidates = new ArrayList<>();
        IdentityHashMap<Case, Standing> losing = new IdentityHashMap<>();
        for (Case one : active) {
            Optional<Standing> objection = Check.first(checks.beforeTrash(), one);
            Optional<Standing> loss =
                    objection.isPresent() ? Optional.empty() : losses.known(one).or(() -> losses.remembered(one));
            if (objection.isPresent()) {
                outcomes.put(one, Outcome.held(ActionKind.TRASH, objection.get()));
            } else if (loss.isPresent()) {
                losing.put(one, loss.get());
            } else {
                candidates.add(one);
            }
        }
        LimitBook.Fit fit = fit(candidates);
        losing.forEach((one, loss) ->
                outcomes.put(one, Outcome.held(ActionKind.TRASH, exceeded(fit).orElse(loss))));
        judge(candidates, fit, outcomes);
        return outcomes;
    }

    /** What a person has to acknowledge first does not count: it would hold the rest for ever. */
    private LimitBook.Fit fit(List<Case> candidates) {
        Set<ItemKey> keys = keys(candidates);
        return limits.fit(
                keys.stream().filter(item -> !goesWithItsProject(item, keys)).toList());
    }

    private static Set<ItemKey> keys(List<Case> cases) {
        return cases.stream().map(Case::item).collect(Collectors.toSet());
    }

    private void judge(List<Case> candidates, LimitBook.Fit fit, IdentityHashMap<Case, Outcome> outcomes) {
        Set<ItemKey> keys = keys(candidates);
        for (Case one : candidates) {
            Optional<Standing> objection = limitObjection(fit, one)
                    .or(() ->
                            goesWithItsProject(one.item(), keys) ? Optional.of(withItsProject(one)) : Optional.empty())
                    .or(this::unsettled)
                    .or(() -> losses.objection(one))
                    .or(this::skewed);
            outcomes.put(
                    one,
                    objection
                            .map(standing -> Outcome.held(ActionKind.TRASH, standing))
                            .orElseGet(() -> Outcome.act(ActionKind.TRASH, one.inProgress(ActionKind.TRASH))));
        }
    }

    private static boolean goesWithItsProject(ItemKey item, Set<ItemKey> keys) {
        return item.parent().map(keys::contains).orElse(false);
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
            case EXCEEDED -> exceeded(fit);
        };
    }

    private Optional<Standing> exceeded(LimitBook.Fit fit) {
        return fit == LimitBook.Fit.EXCEEDED
                ? Optional.of(Standing.stalled(Reason.LIMIT_EXCEEDED, limitMessage()))
                : Optional.empty();
    }

    /** What to tell about a batch that is too large. */
    String limitMessage() {
        return "Nothing is trashed: all that is claimed as Trashed, with what was trashed lately, exceeds the limits of this workspace (limits.maxTrashed "
                + limits.limits().maxTrashed() + ", limits.maxTrashedPercent "
                + limits.limits().maxTrashedPercent()
                + "). If it is meant, raise spec.limits of every RoboflowTrashPolicy of the workspace; if not, remove TrashedItems or set them to Observed.";
    }

    private Optional<Standing> unsettled() {
        return now.isBefore(settledAt)
                ? Optional.of(Standing.reconciling(
                        Reason.SETTLING,
                        "Waiting until the set of items claimed as Trashed has stayed the same for limits.settle."))
                : Optional.empty();
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

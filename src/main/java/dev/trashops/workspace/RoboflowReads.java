package dev.trashops.workspace;

import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the reads of one workspace, each with the key whose turn it is, and works out whom a failure concerns: that key
 * alone, or everybody.
 */
final class RoboflowReads {
    private final String workspace;
    private final RoboflowGateway gateway;
    private final KnownPolicies policies;
    private final PolicyCredentials desk;
    private final ObservationCache lookout;
    private final LoopListener listener;
    private final Clock clock;
    private final ListingSchedule schedule;
    private Instant surveyAt = Instant.MIN;

    RoboflowReads(
            String workspace,
            RoboflowGateway gateway,
            KnownPolicies policies,
            PolicyCredentials desk,
            ObservationCache lookout,
            LoopListener listener,
            Clock clock) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.policies = policies;
        this.desk = desk;
        this.lookout = lookout;
        this.listener = listener;
        this.clock = clock;
        this.schedule = new ListingSchedule(workspace);
    }

    /** How everybody stands because the workspace can't be looked at, or was not yet. */
    Optional<Readiness> trouble() {
        return schedule.trouble()
                .or(() -> lookout.trash().isPresent() ? Optional.empty() : Optional.of(FailureReadiness.starting()));
    }

    /** Whether the Trash is to be listed by now. */
    boolean isListingDue(Instant now) {
        return !now.isBefore(schedule.dueAt(desk.interval()));
    }

    /** Whether the Trash may be listed now, though perhaps only because somebody asks for it. */
    boolean mayList(Instant now) {
        return schedule.mayHurry() || isListingDue(now);
    }

    /** Lists the Trash; false where no key may be used for it now. */
    boolean list(Instant now) throws RoboflowException {
        Optional<PolicyId> policy = desk.looker(now);
        if (policy.isEmpty()) {
            return false;
        }
        try {
            boolean believed = lookout.list(reader(policy.get()), now);
            desk.looked(policy.get());
            schedule.answered(believed, now);
            if (believed) {
                listener.listed(workspace, lookout.entries(), now);
            }
        } catch (RoboflowException e) {
            unlisted(policy.get(), e.failure(), now);
            throw e;
        }
        return true;
    }

    /** What a listing that failed means: for this key alone, or for everybody. */
    private void unlisted(PolicyId policy, RoboflowFailure failure, Instant now) {
        boolean everybody = failure instanceof RoboflowFailure.Unavailable
                || failure instanceof RoboflowFailure.Malformed
                || failure instanceof RoboflowFailure.RateLimited;
        if (everybody) {
            Optional<Readiness> standing = policies.policy(policy).map(one -> FailureReadiness.ofLook(failure, one));
            schedule.failed(failure, standing, desk.interval(), now);
        } else if (failure instanceof RoboflowFailure.OverBudget over) {
            desk.hold(policy, clock.instant().plus(over.delay()));
        } else {
            desk.failed(policy, failure, now);
        }
    }

    /** Makes one read of the inventory; false where no key may be used for it now. */
    boolean read(ReadTarget what, Instant now) throws RoboflowException {
        Optional<PolicyId> looker = desk.looker(now);
        if (looker.isEmpty()) {
            return false;
        }
        PolicyId id = looker.get();
        try {
            lookout.read(what, reader(id), policies.policy(id).orElseThrow(), now);
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.Unauthorized) {
                desk.failed(id, e.failure(), now);
            } else if (e.failure() instanceof RoboflowFailure.OverBudget over) {
                desk.hold(id, clock.instant().plus(over.delay()));
            }
            throw e;
        }
        return true;
    }

    /** Makes reads that nothing waits for, as far as the budget leaves room; false where it made none. */
    boolean survey(List<ReadRequest> needs, Instant now) throws RoboflowException {
        Optional<PolicyId> policy = desk.looker(now);
        if (needs.isEmpty() || policy.isEmpty()) {
            return false;
        }
        boolean read = false;
        for (ReadRequest need : needs) {
            Duration wait = reader(policy.get()).budgetWait(Lane.BACKGROUND, 1);
            if (!wait.isZero()) {
                surveyAt = clock.instant().plus(wait);
                return read;
            }
            read |= read(need.read(), clock.instant());
        }
        return read;
    }

    private Reader reader(PolicyId policy) {
        return gateway.reader(workspace, desk.key(policy).orElseThrow());
    }

    /** The times at which something may be read again; some may have passed. */
    Stream<Instant> wakeTimes(Instant now) {
        boolean looks = desk.looker(now).isPresent();
        return looks ? Stream.of(surveyAt, schedule.dueAt(desk.interval())) : Stream.of(surveyAt);
    }
}

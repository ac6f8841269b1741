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
 * alone, or everyPolicy.
 */
final class RoboflowReads {
    private final String workspace;
    private final RoboflowGateway gateway;
    private final KnownPolicies policies;
    private final PolicyCredentials credentials;
    private final ObservationCache observations;
    private final LoopListener listener;
    private final Clock clock;
    private final ListingSchedule schedule;
    private Instant surveyAt = Instant.MIN;

    RoboflowReads(
            String workspace,
            RoboflowGateway gateway,
            KnownPolicies policies,
            PolicyCredentials credentials,
            ObservationCache observations,
            LoopListener listener,
            Clock clock) {
        this.workspace = workspace;
        this.gateway = gateway;
        this.policies = policies;
        this.credentials = credentials;
        this.observations = observations;
        this.listener = listener;
        this.clock = clock;
        this.schedule = new ListingSchedule(workspace);
    }

    /** The readiness of every policy while the workspace cannot be read, or has not been read yet. */
    Optional<Readiness> trouble() {
        return schedule.trouble()
                .or(() ->
                        observations.trash().isPresent() ? Optional.empty() : Optional.of(FailureReadiness.starting()));
    }

    /** Whether the interval asks for a listing by now. */
    boolean isListingDue(Instant now) {
        return !now.isBefore(schedule.dueAt(credentials.interval()));
    }

    /** Whether the Trash may be listed now on request, perhaps before the interval is over. */
    boolean mayList(Instant now) {
        return schedule.mayHurry() || isListingDue(now);
    }

    /** Lists the Trash; false if no key may be used for it now. */
    boolean list(Instant now) throws RoboflowException {
        Optional<PolicyId> policy = credentials.policyToReadWith(now);
        if (policy.isEmpty()) {
            return false;
        }
        try {
            boolean believed = observations.list(reader(policy.get()), now);
            credentials.readSucceeded(policy.get());
            schedule.answered(believed, now);
            if (believed) {
                listener.listed(workspace, observations.entries(), now);
            }
        } catch (RoboflowException e) {
            listingFailed(policy.get(), e.failure(), now);
            throw e;
        }
        return true;
    }

    /** Some failures concern this key only, others every policy of the workspace. */
    private void listingFailed(PolicyId policy, RoboflowFailure failure, Instant now) {
        boolean everyPolicy = failure instanceof RoboflowFailure.Unavailable
                || failure instanceof RoboflowFailure.Malformed
                || failure instanceof RoboflowFailure.RateLimited;
        if (everyPolicy) {
            Optional<Readiness> readiness = policies.policy(policy).map(one -> FailureReadiness.ofRead(failure, one));
            schedule.failed(failure, readiness, credentials.interval(), now);
        } else if (failure instanceof RoboflowFailure.OverBudget over) {
            credentials.hold(policy, clock.instant().plus(over.delay()));
        } else {
            credentials.failed(policy, failure, now);
        }
    }

    /** Makes one read of the inventory; false if no key may be used for it now. */
    boolean read(ReadTarget what, Instant now) throws RoboflowException {
        Optional<PolicyId> policy = credentials.policyToReadWith(now);
        if (policy.isEmpty()) {
            return false;
        }
        PolicyId id = policy.get();
        try {
            observations.read(what, reader(id), policies.policy(id).orElseThrow(), now);
        } catch (RoboflowException e) {
            if (e.failure() instanceof RoboflowFailure.Unauthorized) {
                credentials.failed(id, e.failure(), now);
            } else if (e.failure() instanceof RoboflowFailure.OverBudget over) {
                credentials.hold(id, clock.instant().plus(over.delay()));
            }
            throw e;
        }
        return true;
    }

    /** Makes background reads as far as the request budget allows; false if it made none. */
    boolean survey(List<ReadRequest> requests, Instant now) throws RoboflowException {
        Optional<PolicyId> policy = credentials.policyToReadWith(now);
        if (requests.isEmpty() || policy.isEmpty()) {
            return false;
        }
        boolean read = false;
        for (ReadRequest request : requests) {
            Duration wait = reader(policy.get()).budgetWait(Lane.BACKGROUND, 1);
            if (!wait.isZero()) {
                surveyAt = clock.instant().plus(wait);
                return read;
            }
            read |= read(request.read(), clock.instant());
        }
        return read;
    }

    private Reader reader(PolicyId policy) {
        return gateway.reader(workspace, credentials.key(policy).orElseThrow());
    }

    /** The times at which something may be read again; some may have passed. */
    Stream<Instant> wakeTimes(Instant now) {
        boolean canRead = credentials.policyToReadWith(now).isPresent();
        return canRead ? Stream.of(surveyAt, schedule.dueAt(credentials.interval())) : Stream.of(surveyAt);
    }
}

package dev.trashops.workspace;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the reads of one workspace, each with the key whose turn it is, and works out whom a failure concerns: that key
 * alone, or every policy. The Trash is listed once per interval, soon after a doubtful listing, and with backoff after
 * failures.
 */
final class ReadScheduler {
    private static final int JITTER_PERCENT = 5;
    private static final int PERCENT = 100;

    private final WorkspaceId workspace;
    private final LoopPorts ports;
    private final PolicyCredentials credentials;
    private final ObservationCache observations;
    private Optional<Instant> listedAt = Optional.empty();
    private Optional<Instant> lookedAt = Optional.empty();
    private Optional<Instant> listAgainAt = Optional.empty();
    /** Present while listing fails in a way that concerns every policy. */
    private Optional<Backoff> listingFailure = Optional.empty();

    private Instant surveyAt = Instant.MIN;

    ReadScheduler(
            WorkspaceId workspace, LoopPorts ports, PolicyCredentials credentials, ObservationCache observations) {
        this.workspace = workspace;
        this.ports = ports;
        this.credentials = credentials;
        this.observations = observations;
    }

    /** The readiness of every policy while the workspace cannot be read, or has not been read yet. */
    Optional<Readiness> trouble() {
        return listingFailure.isPresent() || observations.trash().isPresent()
                ? listingFailure.map(Backoff::readiness)
                : Optional.of(FailureReadiness.STARTING);
    }

    /** When the last look at the Trash was begun that has ended, be it in failure. */
    Optional<Instant> lookedAt() {
        return lookedAt;
    }

    /** When the next listing is due; each workspace has its own stable jitter. */
    private Instant listAt() {
        Duration interval = credentials.interval();
        int jitter = Math.floorMod(workspace.toString().hashCode(), JITTER_PERCENT + 1);
        return listAgainAt
                .or(() -> listedAt.map(at ->
                        at.plus(interval).plus(interval.multipliedBy(jitter).dividedBy(PERCENT))))
                .orElse(Instant.MIN);
    }

    /**
     * Lists the Trash if that is due; false if it is not, or if no key may be used for it now.
     *
     * @param early whether to list even before the interval is over, unless a retry is scheduled
     */
    boolean list(boolean early, Instant now) throws RoboflowException {
        boolean doubted = listAgainAt.isPresent() && listingFailure.isEmpty();
        // Two looks in the same moment would agree, whatever is wrong.
        boolean asked = credentials.isLookAsked() && !doubted;
        boolean due = asked || (early && listAgainAt.isEmpty()) || !now.isBefore(listAt());
        Optional<Credential> turn = due ? credentials.toReadWith(now) : Optional.empty();
        if (turn.isEmpty()) {
            return false;
        }
        Credential credential = turn.get();
        try {
            boolean believed = observations.list(reader(credential), now);
            credential.readSucceeded(now);
            listedAt = Optional.of(now);
            listAgainAt = believed ? Optional.empty() : Optional.of(now.plus(ReadRequest.LOOK_AGAIN));
            listingFailure = Optional.empty();
            looked(now);
            if (believed) {
                ports.listener().listed(workspace, observations.entries(), now);
            }
        } catch (RoboflowException e) {
            RoboflowFailure failure = e.failure();
            if (failure.wasSent()) {
                looked(now);
            }
            if (failure instanceof RoboflowFailure.Unavailable
                    || failure instanceof RoboflowFailure.Malformed
                    || failure instanceof RoboflowFailure.RateLimited) {
                Readiness readiness = FailureReadiness.ofRead(failure, credential.policy());
                Backoff backoff = Backoff.next(listingFailure, readiness, credentials.interval(), now);
                listingFailure = Optional.of(backoff);
                listAgainAt = failure.retryAfter().map(now::plus).or(() -> Optional.of(backoff.retryAt()));
            } else {
                failed(credential, failure, now);
            }
            throw e;
        }
        return true;
    }

    private void looked(Instant begun) {
        lookedAt = Optional.of(begun);
        credentials.looked();
    }

    /** A failure that concerns only this key. */
    private void failed(Credential credential, RoboflowFailure failure, Instant now) {
        if (failure instanceof RoboflowFailure.OverBudget over) {
            credential.hold(ports.now().plus(over.delay()));
        } else if (failure instanceof RoboflowFailure.Unauthorized) {
            credential.failed(failure, now);
        } else {
            credential.readFailed(failure, now);
        }
    }

    /** Makes one read of the inventory; false if no key may be used for it now. */
    boolean read(ReadTarget what, Instant now) throws RoboflowException {
        Optional<Credential> turn = credentials.toReadWith(now);
        if (turn.isEmpty()) {
            return false;
        }
        Credential credential = turn.get();
        try {
            observations.read(what, reader(credential), credential.policy(), now);
        } catch (RoboflowException e) {
            failed(credential, e.failure(), now);
            throw e;
        }
        return true;
    }

    /** Makes background reads as far as the request budget allows; false if it made none. */
    boolean survey(List<ReadTarget> wanted, Instant now) throws RoboflowException {
        Optional<Credential> credential = credentials.toReadWith(now);
        if (credential.isEmpty()) {
            return false;
        }
        boolean read = false;
        for (ReadTarget what : wanted) {
            Duration wait = reader(credential.get()).budgetWait(Lane.BACKGROUND, 1);
            if (!wait.isZero()) {
                surveyAt = ports.now().plus(wait);
                return read;
            }
            read |= read(what, ports.now());
        }
        return read;
    }

    /** Whether the request budget allows another background read now. */
    boolean mayReadMore(Instant now) {
        return credentials
                .toReadWith(now)
                .filter(credential ->
                        reader(credential).budgetWait(Lane.BACKGROUND, 1).isZero())
                .isPresent();
    }

    private Reader reader(Credential credential) {
        return ports.gateway().reader(workspace, credential.inUse().orElseThrow());
    }

    /** The times at which something may be read again; some may have passed. */
    Stream<Instant> wakeTimes(Instant now) {
        return credentials.toReadWith(now).isPresent() ? Stream.of(surveyAt, listAt()) : Stream.of(surveyAt);
    }
}

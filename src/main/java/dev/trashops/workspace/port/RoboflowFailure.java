package dev.trashops.workspace.port;

import dev.trashops.workspace.port.FailureCause.Trouble;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Why a call to Roboflow failed. Built from the route, the status and known codes only, never from text that Roboflow or a
 * proxy sent, since such text has been seen to repeat the API key.
 */
public sealed interface RoboflowFailure {

    /** The documented route, such as {@code DELETE /:workspace/:project}. */
    String route();

    /** Why, in one word. */
    FailureCause cause();

    /** The call and why it failed, such as {@code GET /:workspace/trash (http-503)}. */
    default String described() {
        return route() + " (" + cause().word() + ")";
    }

    /** 401, and the key does not work elsewhere either: unknown, revoked or disabled. */
    record Unauthorized(String route, int status) implements RoboflowFailure {
        public Unauthorized(String route) {
            this(route, HttpURLConnection.HTTP_UNAUTHORIZED);
        }

        @Override
        public FailureCause cause() {
            return FailureCause.answered(status);
        }
    }

    /**
     * The key opens the workspace but lacks a scope for this call.
     *
     * @param scope the scope to add, such as {@code version:update}
     */
    record MissingScope(String route, String scope, int status) implements RoboflowFailure {
        public MissingScope(String route, String scope) {
            this(route, scope, HttpURLConnection.HTTP_UNAUTHORIZED);
        }

        @Override
        public FailureCause cause() {
            return FailureCause.answered(status);
        }
    }

    /** 404. For a DELETE this is ambiguous: already in the Trash, unknown, or not visible to the key. */
    record NotFound(String route, int status) implements RoboflowFailure {
        public NotFound(String route) {
            this(route, HttpURLConnection.HTTP_NOT_FOUND);
        }

        @Override
        public FailureCause cause() {
            return FailureCause.answered(status);
        }
    }

    /**
     * 409.
     *
     * @param blocker what it is about, where the answer has a code that tells
     */
    record Conflict(String route, Optional<Blocker> blocker) implements RoboflowFailure {
        public Conflict(String route) {
            this(route, Optional.empty());
        }

        @Override
        public FailureCause cause() {
            return FailureCause.answered(HttpURLConnection.HTTP_CONFLICT);
        }

        /** Why a training can't be trashed. */
        public enum Blocker {
            /** It has not ended. */
            UNDER_WAY,
            /** Its model is the one that is registered for its version. */
            REGISTERED_MODEL
        }
    }

    /** 429. */
    record RateLimited(String route, Optional<Duration> retryAfter) implements RoboflowFailure {
        private static final int TOO_MANY_REQUESTS = 429;

        @Override
        public FailureCause cause() {
            return FailureCause.answered(TOO_MANY_REQUESTS);
        }
    }

    /** 402 or 423: the plan, a quota or a billing lock. */
    record AccountBlocked(String route, int status) implements RoboflowFailure {
        @Override
        public FailureCause cause() {
            return FailureCause.answered(status);
        }
    }

    /** 5xx, time-out, cut connection, no connection. A change may or may not have happened. */
    record Unavailable(String route, FailureCause cause) implements RoboflowFailure {
        public Unavailable(String route) {
            this(route, Trouble.NO_ANSWER);
        }
    }

    /** A response that cannot be parsed, is too large, or is a 200 with an error inside. A change may or may not have happened. */
    record Malformed(String route, FailureCause cause) implements RoboflowFailure {
        public Malformed(String route) {
            this(route, Trouble.MALFORMED);
        }
    }

    /** 403, any other rejection, or a redirect. */
    record Refused(String route, int status) implements RoboflowFailure {
        @Override
        public FailureCause.Answered cause() {
            return FailureCause.answered(status);
        }

        public boolean isRedirect() {
            return cause().isRedirect();
        }
    }

    /**
     * The request budget of the key is used up, and allows it after that delay.
     *
     * @param refusal present if the request was sent, and refused with 401 or 404, and what was not sent is the one that tells
     *     why
     */
    record OverBudget(String route, Duration delay, Optional<FailureCause> refusal) implements RoboflowFailure {
        /** Nothing was sent. */
        public OverBudget(String route, Duration delay) {
            this(route, delay, Optional.empty());
        }

        public boolean refused() {
            return refusal.isPresent();
        }

        @Override
        public FailureCause cause() {
            return refusal.orElse(Trouble.OVER_BUDGET);
        }
    }

    /** Nothing was sent: the slug is a word that Roboflow reserves for its own routes, or no slug at all. */
    record Unaddressable(String route) implements RoboflowFailure {
        @Override
        public FailureCause cause() {
            return Trouble.UNADDRESSABLE;
        }
    }

    /** The wait that Roboflow asked for, if it did. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Whether a request was made at all. */
    default boolean wasSent() {
        return this instanceof OverBudget over ? over.refused() : !(this instanceof Unaddressable);
    }

    /** Whether Roboflow looked at the request and refused it. */
    default boolean isRefusal() {
        return wasSent() && provesNothingHappened() && !(this instanceof RateLimited);
    }

    /** Whether this proves that the call changed nothing in Roboflow. */
    default boolean provesNothingHappened() {
        return !(this instanceof Unavailable || this instanceof Malformed);
    }
}

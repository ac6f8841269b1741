package dev.trashops.workspace.port;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a call to Roboflow failed. Built from the route, the status and known codes only, never from text that Roboflow or a
 * proxy sent, since such text has been seen to repeat the API key.
 */
public sealed interface RoboflowFailure {

    /** The documented route, such as {@code DELETE /:workspace/:project}. */
    String route();

    /** 401, and the key does not work elsewhere either: unknown, revoked or disabled. */
    record Unauthorized(String route) implements RoboflowFailure {}

    /**
     * The key opens the workspace but lacks a scope for this call.
     *
     * @param scope the scope to add, such as {@code version:update}
     */
    record MissingScope(String route, String scope) implements RoboflowFailure {}

    /** 404. For a DELETE this is ambiguous: already in the Trash, unknown, or not visible to the key. */
    record NotFound(String route) implements RoboflowFailure {}

    /**
     * 409.
     *
     * @param cause what it is about, where the answer has a code that tells
     */
    record Conflict(String route, Optional<Cause> cause) implements RoboflowFailure {
        public Conflict(String route) {
            this(route, Optional.empty());
        }

        /** Why a training can't be trashed. */
        public enum Cause {
            /** It has not ended. */
            UNDER_WAY,
            /** Its model is the one that is registered for its version. */
            REGISTERED_MODEL
        }
    }

    /** 429. */
    record RateLimited(String route, Optional<Duration> retryAfter) implements RoboflowFailure {}

    /** 402 or 423: the plan, a quota or a billing lock. */
    record AccountBlocked(String route, int status) implements RoboflowFailure {}

    /** 5xx, time-out, cut connection, no connection. A change may or may not have happened. */
    record Unavailable(String route, Optional<Obstacle> obstacle) implements RoboflowFailure {
        public Unavailable(String route) {
            this(route, Optional.empty());
        }

        /** What is known to stand between the operator and Roboflow. */
        public enum Obstacle {
            /** The proxy asks for a name and password, and has got none or wrong ones (407, some answer 401). */
            PROXY_LOGIN,
            /** The proxy does not open a tunnel. */
            PROXY_REFUSAL,
            /** Nobody answers where the proxy should be. */
            NO_PROXY_THERE,
            /** The certificate is not one that the JVM or the CA bundle trusts, or names another host. */
            CERTIFICATE
        }
    }

    /** A response that cannot be parsed, is too large, or is a 200 with an error inside. A change may or may not have happened. */
    record Malformed(String route) implements RoboflowFailure {}

    /** 403, any other rejection, or a redirect. */
    record Refused(String route, int status) implements RoboflowFailure {}

    /**
     * The request budget of the key is used up, and allows it after that delay.
     *
     * @param refused whether the request was sent, and refused with 401 or 404, and what was not sent is the one that tells why
     */
    record OverBudget(String route, Duration delay, boolean refused) implements RoboflowFailure {
        /** Nothing was sent. */
        public OverBudget(String route, Duration delay) {
            this(route, delay, false);
        }
    }

    /** Nothing was sent: the slug is a word that Roboflow reserves for its own routes, or no slug at all. */
    record Unaddressable(String route) implements RoboflowFailure {}

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

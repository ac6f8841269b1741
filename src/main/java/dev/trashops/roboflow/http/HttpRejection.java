package dev.trashops.roboflow.http;

import java.time.Duration;
import java.util.Optional;

/** An answer that is not 2xx, on its way through Feign. */
final class HttpRejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<Duration> retryAfter;

    HttpRejection(int status, Optional<Duration> retryAfter) {
        super(null, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    /** What the header asked for, made sensible. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}

package dev.trashops.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a sandbox: asks it several times a second how far it is from the machine's clock, and keeps to the last
 * answer while it does not answer.
 */
public final class SandboxClock extends Clock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);
    private static final int TIMEOUT_MILLIS = 2000;
    private static final long EVERY_MILLIS = 200;

    /** What an answer takes on its way is no reason to turn the clock. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    private final JsonMapper json = new JsonMapper();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final URI source;
    private final Clock base;
    private volatile Duration offset = Duration.ZERO;

    private SandboxClock(URI source, Clock base) {
        this.source = source;
        this.base = base;
    }

    /**
     * Follows the sandbox at that address.
     *
     * @param base what ticks between two looks
     * @throws StartupException when no sandbox answers there
     */
    public static SandboxClock of(URI sandbox, Clock base) throws StartupException {
        SandboxClock clock = new SandboxClock(sandbox.resolve("/_sandbox/clock"), base);
        try {
            clock.look();
        } catch (IOException e) {
            throw new StartupException(
                    "No sandbox answers at " + sandbox + ", whose clock is to be followed: start it first.");
        }
        Thread thread = new Thread(clock::follow, "sandbox-clock");
        thread.setDaemon(true);
        thread.start();
        return clock;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock only tells instants");
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void follow() {
        try {
            while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    look();
                } catch (IOException e) {
                    LOG.debug("The sandbox does not give the time now.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) source.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (InputStream body = connection.getInputStream()) {
            Instant now = Instant.parse(json.readTree(body).path("now").asText());
            Duration seen = Duration.between(base.instant(), now);
            if (seen.minus(offset).abs().compareTo(TOLERANCE) > 0) {
                offset = seen;
            }
        } catch (DateTimeException e) {
            throw new IOException("no time in the answer", e);
        }
    }
}

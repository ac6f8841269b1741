package dev.trashops.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.control.Fault;
import dev.trashops.sandbox.control.MovableClock;
import dev.trashops.sandbox.control.RunningSandbox;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.RefusalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sandbox. It listens on the loopback interface only, answers many requests at a time, and keeps everything in
 * memory. See the package for what it is and {@link Fault} for what can be made to go wrong.
 */
public final class SandboxServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    /** Longer than HTTP clients keep idle connections, so that none is closed under a request by chance. */
    private static final Timeout IDLE = Timeout.ofMinutes(10);

    private static final String BUILT_IN_SEED = "acme-vision.json";
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final MovableClock clock;
    private final RunningSandbox sandbox;
    private final HttpServer server;

    private SandboxServer(SandboxOptions options) throws IOException {
        clock = new MovableClock(options.baseClock());
        sandbox = new RunningSandbox(clock);
        sandbox.replaceState(options.seed().orElseGet(SandboxServer::builtInSeed));
        HttpResponseInterceptor date =
                (response, entity, context) -> response.setHeader(HttpHeaders.DATE, HTTP_DATE.format(sandbox.date()));
        HttpProcessor processor = HttpProcessorBuilder.create()
                .addAll(date, new ResponseContent(), new ResponseConnControl())
                .build();
        RequestHandler handler = new RequestHandler(sandbox, closing);
        HttpService service = new HttpService(processor, new BasicHttpServerExpectationDecorator(handler));
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        SocketConfig sockets = SocketConfig.custom()
                .setTcpNoDelay(true)
                .setSoTimeout(IDLE)
                .setSoReuseAddress(true)
                .build();
        server = new HttpServer(
                options.port(), service, loopback, sockets, null, null, null, null, new ConnectionListener());
        server.start();
    }

    /**
     * Starts a sandbox; it answers once this returns.
     *
     * @throws SandboxSeedException when the seed has a mistake; the message says where and what to write
     * @throws UncheckedIOException when the port can't be had
     */
    public static SandboxServer start(SandboxOptions options) {
        try {
            return new SandboxServer(options);
        } catch (RefusalException bad) {
            throw new SandboxSeedException("The seed can't be used: " + bad.getMessage(), bad);
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "The sandbox can't listen on port " + options.port() + ": choose another one, or 0 for any", taken);
        }
    }

    /** Where it listens, without a trailing slash: {@code http://127.0.0.1:PORT}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The sandbox's own time; it follows every move of it. */
    public Clock clock() {
        return clock.withZone(ZoneOffset.UTC);
    }

    /** Stops listening and cuts what is under way. */
    @Override
    public void close() {
        closing.countDown();
        sandbox.clearFaults();
        server.close(CloseMode.IMMEDIATE);
    }

    private static JsonNode builtInSeed() {
        try (InputStream seed =
                Objects.requireNonNull(SandboxServer.class.getResourceAsStream(BUILT_IN_SEED), BUILT_IN_SEED)) {
            return Json.parse(new String(seed.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Connections that ended otherwise than by an answer: cut on purpose, or left by the client. */
    private static final class ConnectionListener implements ExceptionListener {
        @Override
        public void onError(Exception trouble) {
            LOG.debug("Listening ended: {}", trouble.getMessage());
        }

        @Override
        public void onError(HttpConnection connection, Exception trouble) {
            LOG.debug("A connection ended: {}", trouble.getMessage());
        }
    }
}

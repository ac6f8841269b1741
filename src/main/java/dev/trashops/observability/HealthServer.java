package dev.trashops.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /livez}, {@code /readyz} and {@code /metrics} over HTTP, for GET and HEAD. */
public final class HealthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthServer.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** One check of a probe. Runs on the threads of the server; must be quick. */
    @FunctionalInterface
    public interface HealthCheck {

        /** What is wrong, in a short phrase without secrets; empty if nothing is. */
        Optional<String> problem();
    }

    /**
     * Listens on every address of the machine.
     *
     * @param port 0 picks a free one
     * @throws IOException if the port is not available
     */
    public static HealthServer start(
            int port, Map<String, HealthCheck> live, Map<String, HealthCheck> ready, Supplier<String> metrics)
            throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Supplier<Answer>> pages = Map.of(
                "/livez", () -> verdict(live),
                "/readyz", () -> verdict(ready),
                "/metrics", () -> new Answer(200, PROMETHEUS, metrics.get()));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, answer(exchange, pages));
            }
        });
        server.start();
        return new HealthServer(server, threads);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Answer answer(HttpExchange exchange, Map<String, Supplier<Answer>> pages) {
        Supplier<Answer> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return new Answer(404, TEXT, "Not found. Try /livez, /readyz or /metrics.\n");
        }
        if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return new Answer(405, TEXT, "Only GET and HEAD are allowed.\n");
        }
        try {
            return page.get();
        } catch (RuntimeException e) {
            LOG.warn("{} failed", exchange.getRequestURI().getPath(), e);
            return new Answer(500, TEXT, "failed: " + e.getClass().getSimpleName() + "\n");
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status, -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Answer verdict(Map<String, HealthCheck> checks) {
        StringBuilder lines = new StringBuilder();
        int status = 200;
        for (Map.Entry<String, HealthCheck> check : checks.entrySet()) {
            Optional<String> problem = problem(check.getValue());
            status = problem.isPresent() ? 503 : status;
            lines.append(problem.map(text -> "failed " + check.getKey() + ": " + text)
                            .orElse("ok " + check.getKey()))
                    .append('\n');
        }
        return new Answer(status, TEXT, lines.toString());
    }

    private static Optional<String> problem(HealthCheck check) {
        try {
            return check.problem();
        } catch (RuntimeException e) {
            LOG.warn("A health check failed", e);
            return Optional.of(e.getClass().getSimpleName());
        }
    }

    private record Answer(int status, String contentType, String body) {}
}

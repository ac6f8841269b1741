package dev.trashops.demo;

import dev.trashops.OperatorRuntime;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.RunningOperator;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.network.Network;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Everything that runs in the demo: sandbox, Kubernetes API and operator. */
final class Stage implements AutoCloseable {
    static final Path FOLDER = Path.of("target", "demo");
    static final Path LOG = FOLDER.resolve("demo.log");

    private static final Logger LOGGER = LoggerFactory.getLogger(Stage.class);
    /** Where everything puts its temporary files: {@code mvn -Pdemo} starts this process so. */
    private static final Path TEMPORARY = FOLDER.resolve("tmp");

    private static final Path AUDIT = FOLDER.resolve("audit.jsonl");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<Cluster> cluster = Optional.empty();
    private Optional<URI> sandbox = Optional.empty();
    private int httpPort;
    private boolean closed;

    /** Starts everything and tells what is being started. */
    void start(Map<String, String> environment, Screen screen) throws IOException, StartupException {
        Files.createDirectories(TEMPORARY);
        Files.deleteIfExists(AUDIT);
        screen.say("Starting  a stand-in for Roboflow, with the workspace acme-vision");
        SandboxServer roboflow = opened(SandboxServer.start(SandboxOptions.defaults()));
        sandbox = Optional.of(roboflow.uri());
        screen.say("          " + Cluster.description(environment));
        Cluster kubernetes = opened(Cluster.start(environment, TEMPORARY));
        cluster = Optional.of(kubernetes);
        httpPort = freePort();
        screen.say("          the operator; its log is " + LOG);
        RunningOperator operator = OperatorRuntime.start(config(roboflow.uri(), kubernetes.kubeconfig()));
        opened(operator);
    }

    KubernetesClient kubernetes() {
        return cluster.orElseThrow().client();
    }

    URI sandbox() {
        return sandbox.orElseThrow();
    }

    /** How to reach what runs. */
    List<String> access() {
        return List.of(
                "items      " + cluster.orElseThrow().howToReach(),
                "sandbox    curl -s " + sandbox() + "/_sandbox/state",
                "           curl -s " + sandbox() + "/_sandbox/requests",
                "           curl -s " + sandbox()
                        + "/_sandbox/actions -d '{\"do\":\"trash\",\"type\":\"project\",\"project\":\"hard-hats\"}'",
                "metrics    curl -s http://127.0.0.1:" + httpPort + "/metrics",
                "audit log  " + AUDIT);
    }

    /** Also what was about to start, and whatever it has started in turn. */
    @Override
    public void close() {
        synchronized (parts) {
            closed = true;
            // Those whose parents end are no longer found as descendants.
            List<ProcessHandle> processes = new ArrayList<>(descendants().toList());
            while (!parts.isEmpty()) {
                close(parts.pop());
            }
            descendants().filter(process -> !processes.contains(process)).forEach(processes::add);
            end(processes);
        }
    }

    /** What is still there of everything that ran, in words. */
    List<String> leftovers() {
        Stream<String> running =
                descendants().filter(ProcessHandle::isAlive).map(process -> "process " + process.pid());
        return Stream.concat(running, removed(TEMPORARY) ? Stream.empty() : Stream.of("folder " + TEMPORARY))
                .toList();
    }

    private static Stream<ProcessHandle> descendants() {
        return ProcessHandle.current().descendants();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOGGER.warn("A part of the demo could not be closed; the rest is closed anyway", e);
        }
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
            } catch (ExecutionException e) {
                LOGGER.warn("Cannot tell whether process {} has ended", process.pid(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether a folder is gone, with everything in it. */
    private static boolean removed(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOGGER.warn("Cannot remove {}", folder, e);
        }
        return !Files.exists(folder);
    }

    /** What is opened while everything is being closed, is closed at once. */
    private <T extends AutoCloseable> T opened(T part) {
        synchronized (parts) {
            if (closed) {
                close(part);
                throw new IllegalStateException("the demo is being stopped");
            }
            parts.push(part);
        }
        return part;
    }

    private OperatorConfig config(URI roboflow, Path kubeconfig) {
        return new OperatorConfig(
                roboflow,
                URI.create("http://127.0.0.1:1"),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                4,
                Duration.ofSeconds(30),
                new DeploymentConfig(
                        Set.of(), LabelSelector.EVERYTHING, Optional.of(kubeconfig), Optional.empty(), "demo"),
                false,
                httpPort,
                Optional.of(AUDIT),
                LoggingSetup.Format.TEXT,
                Level.INFO,
                false,
                OperatorConfig.ClockSource.SYSTEM,
                Network.DIRECT,
                "demo");
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}

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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Everything that runs in the demo: sandbox, Kubernetes API and operator. */
final class Stage implements AutoCloseable {
    static final Path FOLDER = Path.of("target", "demo");
    static final Path LOG = FOLDER.resolve("demo.log");

    private static final Logger LOGGER = LoggerFactory.getLogger(Stage.class);
    private static final Path AUDIT = FOLDER.resolve("audit.jsonl");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Optional<Cluster> cluster = Optional.empty();
    private Optional<URI> sandbox = Optional.empty();
    private int httpPort;

    /** Starts everything and prints what was started. */
    void start(Map<String, String> environment, Screen screen) throws IOException, StartupException {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(AUDIT);
        SandboxServer roboflow = opened(SandboxServer.start(SandboxOptions.defaults()));
        sandbox = Optional.of(roboflow.uri());
        screen.say("A stand-in for Roboflow, with the workspace acme-vision  " + roboflow.uri());
        Cluster kubernetes = opened(Cluster.start(environment, FOLDER));
        cluster = Optional.of(kubernetes);
        screen.say("Kubernetes: " + kubernetes.description());
        httpPort = freePort();
        RunningOperator operator = OperatorRuntime.start(config(roboflow.uri(), kubernetes.kubeconfig()));
        opened(operator);
        screen.say("The operator, in this process; its log is " + LOG);
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

    @Override
    public void close() {
        synchronized (parts) {
            while (!parts.isEmpty()) {
                AutoCloseable part = parts.pop();
                try {
                    part.close();
                } catch (Exception e) {
                    LOGGER.warn("A part of the demo could not be closed; the rest is closed anyway", e);
                }
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (parts) {
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

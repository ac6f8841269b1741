package dev.trashops.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An in-memory API server that knows our custom resources, and with that keeps status apart from spec. */
public final class MockKube implements AutoCloseable {
    /** Tells of every request at INFO; kept, as java.util.logging forgets levels of loggers that nobody holds. */
    private final Logger requests = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final KubernetesClient client;

    /** Starts it on a port of its own. */
    public MockKube() {
        requests.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
        server.init();
        client = server.createClient(builder ->
                builder.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig());
        for (String kind : List.of("trasheditems", "roboflowtrashpolicies")) {
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .load(Path.of("crds", kind + ".trashops.dev-v1.yml").toFile())
                    .create();
        }
    }

    /** A client with every right; it is closed with the server. */
    public KubernetesClient client() {
        return client;
    }

    /** The server itself, to spoil its answers or to tell its address. */
    public KubernetesMockServer server() {
        return server;
    }

    @Override
    public void close() {
        client.close();
        try {
            server.destroy();
        } catch (IllegalStateException e) {
            // Now and then it does not close within its ten seconds. What was tested is known by then.
            requests.log(Level.WARNING, "The mock of the API server stays open", e);
        }
    }
}

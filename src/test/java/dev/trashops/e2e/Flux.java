package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpServer;
import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Flux's kustomize-controller, for one namespace, and a Git repository as its source-controller would hand it over: an archive
 * for each commit.
 */
final class Flux implements AutoCloseable {
    /** Names the program; its custom resource definitions lie in the folder {@code crds} beside it. */
    static final String PROGRAM = "KUSTOMIZE_CONTROLLER";

    static final String KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/v1";
    private static final String SOURCE = "repository";

    private final KubeSpace space;
    private final Path folder;
    private final Team team;
    private final HttpServer archives;
    private final Process process;
    private int commits;
    private int requests;

    private Flux(KubeSpace space, Path folder, Team team, HttpServer archives, Process process) {
        this.space = space;
        this.folder = folder;
        this.team = team;
        this.archives = archives;
        this.process = process;
    }

    /** Starts it with an empty repository; its output goes into the folder. */
    static Flux start(KubeSpace space, Path folder, Team team) throws IOException {
        Path program = Path.of(Objects.requireNonNull(System.getenv(PROGRAM)));
        team.applyDefinitions(program.resolveSibling("crds"));
        HttpServer archives = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        archives.createContext("/", exchange -> {
            byte[] archive = Files.readAllBytes(
                    folder.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        archives.start();
        team.apply("""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: {name: %s}
            spec: {url: "https://git.example.com/team.git", interval: 1m}
            """.formatted(SOURCE));
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "--watch-all-namespaces=false",
                        "--metrics-addr=127.0.0.1:0",
                        "--health-addr=127.0.0.1:0",
                        "--requeue-dependency=1s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("flux.log").toFile());
        builder.environment().put("KUBECONFIG", space.kubeconfig().toString());
        builder.environment().put("RUNTIME_NAMESPACE", space.namespace());
        return new Flux(space, folder, team, archives, builder.start());
    }

    /** The repository as a Kustomization refers to it, and the namespace, in place of those in a file. */
    String here(String file, String source, String namespace) {
        return file.replace("name: " + source + "\n", "name: " + SOURCE + "\n")
                .replace("namespace: flux-system", "namespace: " + space.namespace())
                .replace("targetNamespace: " + namespace, "targetNamespace: " + space.namespace());
    }

    /** A Kustomization of a folder that waits for health. */
    String kustomization(String name) {
        return """
            apiVersion: %s
            kind: Kustomization
            metadata: {name: %s}
            spec:
              sourceRef: {kind: GitRepository, name: %s}
              path: ./%s
              targetNamespace: %s
              interval: 10m
              retryInterval: 2s
              prune: true
              wait: true
              timeout: 2m
            """.formatted(KUSTOMIZATION, name, SOURCE, name, space.namespace());
    }

    /** The repository consists of those files from now on. Returns the revision. */
    String commit(Map<String, String> files) throws IOException, InterruptedException {
        Path tree = Files.createDirectory(folder.resolve("tree-" + ++commits));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        String archive = "commit-" + commits + ".tar.gz";
        run("tar", "-czf", folder.resolve(archive).toString(), "-C", tree.toString(), ".");
        String digest = run("sha256sum", folder.resolve(archive).toString()).split(" ", 2)[0];
        String revision = "main@sha1:%040d".formatted(commits);
        team.kubectl(
                "patch",
                "gitrepository",
                SOURCE,
                "--subresource=status",
                "--type=merge",
                "-p",
                ("{'status':{'observedGeneration':1,'artifact':{'path':'%1$s','url':'http://127.0.0.1:%2$d/%1$s','revision':'%3$s',"
                                + "'digest':'sha256:%4$s','lastUpdateTime':'%5$s'},'conditions':[{'type':'Ready','status':'True',"
                                + "'reason':'Succeeded','message':'stored','lastTransitionTime':'%5$s'}]}}")
                        .formatted(archive, archives.getAddress().getPort(), revision, digest, Instant.now())
                        .replace('\'', '"'));
        return revision;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(output);
        }
        return output;
    }

    /** What {@code flux reconcile kustomization} does. */
    void reconcile(String kustomization) {
        String word = "request-" + ++requests;
        team.kubectl(
                "annotate", "--overwrite", "kustomization", kustomization, "reconcile.fluxcd.io/requestedAt=" + word);
        await().atMost(Team.PATIENCE)
                .until(() -> read(kustomization)
                        .at("/status/lastHandledReconcileAt")
                        .asText()
                        .equals(word));
    }

    /** Whether a Kustomization is ready, with which reason. */
    String readiness(String kustomization) {
        JsonNode ready = condition(read(kustomization), "Ready");
        return ready.path("status").asText() + " " + ready.path("reason").asText();
    }

    /** The message of its condition Ready. */
    String message(String kustomization) {
        return condition(read(kustomization), "Ready").path("message").asText();
    }

    /** Waits until a Kustomization has applied a revision, and all of it is healthy. */
    void awaitApplied(String kustomization, String revision) {
        await(kustomization + " to apply " + revision)
                .atMost(Team.PATIENCE)
                .until(() -> message(kustomization), ("Applied revision: " + revision)::equals);
    }

    void awaitReadiness(String kustomization, String readiness) {
        await(kustomization + " to be " + readiness)
                .atMost(Team.PATIENCE)
                .until(() -> readiness(kustomization), readiness::equals);
    }

    private JsonNode read(String kustomization) {
        return Roboflow.parsed(team.kubectl("get", "kustomization", kustomization, "-o", "json"));
    }

    /** A condition of a resource of any kind. */
    static JsonNode condition(JsonNode resource, String type) {
        for (JsonNode one : resource.at("/status/conditions")) {
            if (one.path("type").asText().equals(type)) {
                return one;
            }
        }
        return MissingNode.getInstance();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        archives.stop(0);
    }
}

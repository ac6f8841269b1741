package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image, run for one namespace as restricted as the manifests run it: what it can do here it can do there. */
final class ContainerizedProduct implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("metrics on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Long enough for a JVM that writes an ahead-of-time cache at its end. */
    private static final String GRACE_SECONDS = "180";

    private final String container;

    private ContainerizedProduct(String container) {
        this.container = container;
    }

    /**
     * Starts it.
     *
     * @param folder takes the files of the service account, which are mounted
     * @param options more options for podman
     * @param command the image, and what it is to run instead of its own command
     */
    static ContainerizedProduct start(
            KubeSpace space, Path folder, URI roboflow, List<String> options, List<String> command)
            throws IOException, InterruptedException {
        PodIdentity identity = PodIdentity.of(space, folder);
        List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--network=host"));
        arguments.addAll(List.of("--user=65532:65532", "--read-only", "--read-only-tmpfs=false"));
        arguments.addAll(List.of("--cap-drop=all", "--security-opt=no-new-privileges"));
        arguments.add("--volume=" + identity.folder() + ":" + PodIdentity.MOUNT + ":ro");
        identity.environment().forEach((name, value) -> arguments.add("--env=" + name + "=" + value));
        arguments.add("--env=TRASHOPS_NAMESPACES=" + space.namespace());
        arguments.add("--env=TRASHOPS_HTTP_PORT=0");
        arguments.add("--env=ROBOFLOW_API_URL=" + roboflow);
        arguments.addAll(options);
        arguments.addAll(command);
        return new ContainerizedProduct(Podman.run(arguments.toArray(String[]::new)));
    }

    /** All it has printed so far. */
    String output() throws IOException {
        return Podman.run("logs", container);
    }

    /** Waits until it runs. */
    void awaitStart() {
        await("the container to run")
                .atMost(PATIENCE)
                .until(() -> PORT.matcher(output()).find());
    }

    /** The port of health and metrics. */
    int port() throws IOException {
        Matcher matcher = PORT.matcher(output());
        if (!matcher.find()) {
            throw new IllegalStateException(output());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** The status with which it answers a GET. */
    int get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** A file in which the kernel tells of its process, such as {@code status}. */
    String kernelFile(String name) throws IOException {
        String pid = Podman.run("inspect", "--format", "{{.State.Pid}}", container);
        return Files.readString(Path.of("/proc", pid, name)).replace('\0', ' ');
    }

    /** Ends it as Kubernetes does, and gives back its exit code. */
    int stop() throws IOException {
        Podman.run("stop", "--time", GRACE_SECONDS, container);
        return Integer.parseInt(Podman.run("inspect", "--format", "{{.State.ExitCode}}", container));
    }

    @Override
    public void close() throws IOException {
        Podman.run("rm", "--force", "--time", "0", container);
    }
}

package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image, run for one namespace as restricted as the manifests run it: what it can do here it can do there. */
final class ContainerizedProduct implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("metrics on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String GRACE_SECONDS = "30";

    private final String container;

    private ContainerizedProduct(String container) {
        this.container = container;
    }

    /**
     * Starts it.
     *
     * @param folder takes the kubeconfig that is mounted, complete in itself
     * @param options more options for podman
     * @param command the image, and what it is to run instead of its own command
     */
    static ContainerizedProduct start(
            KubeSpace space, Path folder, URI roboflow, List<String> options, List<String> command)
            throws IOException, InterruptedException {
        Path kubeconfig =
                Files.writeString(folder.resolve("kubeconfig"), space.kubectl("config", "view", "--raw", "--flatten"));
        Files.setPosixFilePermissions(kubeconfig, PosixFilePermissions.fromString("rw-r--r--"));
        List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--network=host"));
        arguments.addAll(List.of("--user=65532:65532", "--read-only", "--read-only-tmpfs=false"));
        arguments.addAll(List.of("--cap-drop=all", "--security-opt=no-new-privileges"));
        arguments.add("--volume=" + kubeconfig.toAbsolutePath() + ":/var/run/kubeconfig:ro");
        arguments.add("--env=KUBECONFIG=/var/run/kubeconfig");
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

package dev.trashops.bench;

import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** An operator in a namespace of its own with its policies, and the sandbox it calls. */
final class Trial implements AutoCloseable {
    static final String API = "trashops.dev/v1alpha1";

    private static final String PROJECTS = "GET /:workspace";

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMillis(250);

    private final KubeSpace space;
    private final Path folder;
    private final Workload workload;
    private final String java;
    private final List<String> flags;
    private final Sandbox sandbox;
    private final StatusWatch watch;
    private OperatorProcess operator;

    private Trial(KubeSpace space, Path folder, Workload workload, String java, List<String> flags)
            throws IOException, InterruptedException, ExecutionException {
        this.space = space;
        this.folder = folder;
        this.workload = workload;
        this.java = java;
        this.flags = flags;
        sandbox = Sandbox.start(folder, workload);
        watch = StatusWatch.of(client(), API, space.namespace());
        creator().create(workload.policies(), name -> {});
        operator = launched();
    }

    /** Starts the operator with the policies in place, and no items. */
    static Trial start(KubeSpace space, Path folder, Workload workload, String java, List<String> flags)
            throws IOException, InterruptedException, ExecutionException {
        return new Trial(space, folder, workload, java, flags);
    }

    private OperatorProcess launched() throws IOException {
        return OperatorProcess.start(space, sandbox, folder, java, flags);
    }

    private Creator creator() {
        return new Creator(client(), space.namespace());
    }

    KubernetesClient client() {
        return space.client();
    }

    Workload workload() {
        return workload;
    }

    Path folder() {
        return folder;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    StatusWatch watch() {
        return watch;
    }

    OperatorProcess operator() {
        return operator;
    }

    /** Ends the operator as {@code kill -9} does and starts another at once. */
    void crashAndRestart() throws IOException {
        operator.kill();
        operator = launched();
    }

    /** Waits until the operator that was started has nothing more to do. */
    void awaitIdle() {
        AtomicReference<Duration> before = new AtomicReference<>(Duration.ZERO);
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(5)).until(() -> {
            Duration now = operator.processorTime();
            return now.minus(before.getAndSet(now)).compareTo(IDLE) < 0;
        });
    }

    /** Creates the items that want the active projects restored. */
    void createItems() throws InterruptedException, ExecutionException {
        create(workload.restored());
    }

    void create(Stream<Map<String, Object>> items) throws InterruptedException, ExecutionException {
        creator().create(items, watch::creating);
    }

    /**
     * Waits until so many items are ready and nothing changes any more.
     *
     * @return what the operator had used when the last change was seen
     */
    Duration awaitReady(int items) {
        AtomicReference<Duration> used = new AtomicReference<>(Duration.ZERO);
        AtomicReference<Instant> noticed = new AtomicReference<>(Instant.MIN);
        await().atMost(PATIENCE).pollInterval(GLANCE).until(() -> {
            Instant changed = watch.lastChange();
            if (!changed.equals(noticed.getAndSet(changed))) {
                used.set(operator.processorTime());
            }
            return watch.ready() >= items && changed.isBefore(Instant.now().minus(QUIET));
        });
        return Objects.requireNonNull(used.get());
    }

    /**
     * Kills the operator and starts it anew.
     *
     * @return how long it takes until it has listed the Trash and the projects of every workspace, and says again that
     *     every policy and item is ready
     */
    Duration restart() throws IOException, InterruptedException {
        awaitSettled(QUIET);
        operator.kill();
        int items = watch.ready();
        sandbox.forgetRequests();
        Instant begun = Instant.now();
        operator = launched();
        await().atMost(PATIENCE)
                .pollInterval(GLANCE)
                .until(() -> sandbox.calls(PROJECTS) >= workload.workspaces()
                        && readyAre(Workload.POLICY_KIND) == workload.workspaces()
                        && readyAre(Workload.ITEM_KIND) == items);
        return Duration.between(begun, Instant.now());
    }

    private int readyAre(String kind) throws IOException, InterruptedException {
        return (int) operator.metric("trashops_conditions", "condition=\"Ready\",kind=\"" + kind + "\"");
    }

    void awaitThat(Callable<Boolean> wish) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(wish);
    }

    /** Has an item restored that is in the Trash, and tells how long it took from asking until Roboflow was asked for it. */
    Duration restore(String name) throws IOException, InterruptedException {
        int before = sandbox.mutations().size();
        Instant asked = Instant.now();
        desire(name, "Restored");
        awaitThat(() -> sandbox.mutations().size() > before);
        return Duration.between(asked, sandbox.mutations().get(before).at());
    }

    /** Waits until no status has changed for so long. */
    void awaitSettled(Duration quiet) {
        await().atMost(PATIENCE)
                .pollInterval(GLANCE)
                .until(() -> watch.lastChange().isBefore(Instant.now().minus(quiet)));
    }

    /** Somebody wants something else of an item. */
    void desire(String name, String desired) {
        client().genericKubernetesResources(StatusWatch.items(API))
                .inNamespace(space.namespace())
                .withName(name)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"desiredState\":\"" + desired + "\"}}");
    }

    @Override
    public void close() {
        operator.close();
        watch.close();
        sandbox.close();
    }
}

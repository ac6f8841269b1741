package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One start of the operator, as in a pod, for a namespace that holds one policy and a number of items, all in place. */
final class MeasuredRun {
    private static final Path JAR = Path.of("target", "roboflow-trash-operator.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration REST = Duration.ofSeconds(10);

    private final KubeSpace space;
    private final Path folder;
    private final int items;
    private final String java;

    /** With the JDK that runs this. */
    MeasuredRun(KubeSpace space, Path folder, int items) {
        this(space, folder, items, ProcessHandle.current().info().command().orElse("java"));
    }

    MeasuredRun(KubeSpace space, Path folder, int items, String java) {
        this.space = space;
        this.folder = folder;
        this.items = items;
        this.java = java;
    }

    /** Starts it with those JVM flags, waits until all is at rest, looks at it and ends it. */
    Footprint measure(List<String> flags) throws Exception {
        Team team = new Team(space, folder);
        String projects = IntStream.range(0, items)
                .mapToObj(i -> "{'slug':'project-" + i + "'}")
                .collect(Collectors.joining(","));
        try (Roboflow roboflow =
                Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[" + projects + "]}")) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme"));
            IntStream.range(0, items).parallel().forEach(this::create);
            FirstStatus first = new FirstStatus();
            SharedIndexInformer<RoboflowTrashPolicy> watching = space.client()
                    .resources(RoboflowTrashPolicy.class)
                    .inNamespace(space.namespace())
                    .inform(first);
            try {
                long begun = System.nanoTime();
                return observe(start(flags, roboflow), begun, first, team);
            } finally {
                watching.close();
            }
        }
    }

    private void create(int i) {
        String yaml = Team.item("item-" + i, "acme", "project project-" + i, "Restored");
        space.client()
                .resource(Serialization.unmarshal(yaml, TrashedItem.class))
                .inNamespace(space.namespace())
                .create();
    }

    private Process start(List<String> flags, Roboflow roboflow) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(flags);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of("run", "--http-port", "0", "--namespaces", space.namespace()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile());
        PodIdentity identity = PodIdentity.of(space, folder);
        builder.environment().remove("KUBECONFIG");
        builder.environment().putAll(identity.environment());
        builder.environment().putAll(identity.environmentOfProcess());
        builder.environment().put("ROBOFLOW_API_URL", roboflow.uri().toString());
        return builder.start();
    }

    private Footprint observe(Process process, long begun, FirstStatus first, Team team) throws Exception {
        try {
            long seen = first.at.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Duration processorTime = Footprint.processorTime(process.pid());
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> team.items().values().stream().allMatch(readiness -> readiness.startsWith("Ready ")));
            team.versionsAtRest(REST, PATIENCE);
            return new Footprint(
                    Duration.ofNanos(seen - begun),
                    processorTime,
                    Footprint.memoryMiB(process.pid(), "VmRSS"),
                    Footprint.memoryMiB(process.pid(), "VmHWM"));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Notes when the policy of the namespace got a status. */
    private static final class FirstStatus implements ResourceEventHandler<RoboflowTrashPolicy> {
        private final CompletableFuture<Long> at = new CompletableFuture<>();

        @Override
        public void onAdd(RoboflowTrashPolicy policy) {
            if (Optional.ofNullable(policy.getStatus())
                    .map(RoboflowTrashPolicyStatus::conditions)
                    .filter(conditions -> !conditions.isEmpty())
                    .isPresent()) {
                at.complete(System.nanoTime());
            }
        }

        @Override
        public void onUpdate(RoboflowTrashPolicy before, RoboflowTrashPolicy policy) {
            onAdd(policy);
        }

        @Override
        public void onDelete(RoboflowTrashPolicy policy, boolean unknown) {
            at.completeExceptionally(new IllegalStateException("the policy is gone"));
        }
    }
}

package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** What a team does in its namespace, with kubectl, and what it sees there. */
final class Team {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final KubeSpace space;
    private final Path folder;
    private int files;

    Team(KubeSpace space, Path folder) {
        this.space = space;
        this.folder = folder;
    }

    /** A Secret with a key in the entry {@code api-key}. */
    static String secret(String name, String key) {
        return secret(name, "api-key", key);
    }

    static String secret(String name, String entry, String key) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: %s}
                stringData: {%s: "%s"}
                """.formatted(name, entry, key);
    }

    /** A policy named as its workspace, as is its Secret; it settles in a second and allows much. */
    static String policy(String workspace, String... more) {
        return """
                apiVersion: trashops.dev/v1alpha1
                kind: RoboflowTrashPolicy
                metadata: {name: %1$s}
                spec:
                  workspace: %1$s
                  credentials: {secretKeyRef: {name: %1$s}}
                  interval: 10s
                """.formatted(workspace)
                + (List.of(more).stream().anyMatch(line -> line.startsWith("limits"))
                        ? ""
                        : "  limits: {settle: 1s, maxTrashed: 100, maxTrashedPercent: 100}\n")
                + lines(more);
    }

    /**
     * An item written as {@code project my-detector}, {@code version my-detector/3}, {@code workflow my-flow} or {@code
     * training my-detector/3/run-1}.
     */
    static String item(String name, String policy, String item, String desired, String... more) {
        String[] words = item.split(" ", -1);
        String fields = switch (words[0]) {
            case "project" -> "type: Project, project: " + words[1];
            case "workflow" -> "type: Workflow, workflow: " + words[1];
            case "training" ->
                "type: Training, project: "
                        + words[1].replaceFirst("/", ", version: ").replaceFirst("/", ", training: ");
            default -> "type: Version, project: " + words[1].replace("/", ", version: ");
        };
        return """
                apiVersion: trashops.dev/v1alpha1
                kind: TrashedItem
                metadata: {name: %s}
                spec:
                  policyRef: {name: %s}
                  item: {%s}
                  desiredState: %s
                """.formatted(name, policy, fields, desired) + lines(more);
    }

    private static String lines(String... more) {
        return Stream.of(more).map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    /** Writes the documents into one file, for kubectl. */
    Path file(List<String> documents) {
        try {
            return Files.writeString(folder.resolve("file-" + ++files + ".yaml"), String.join("---\n", documents));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path apply(String... documents) {
        Path file = file(List.of(documents));
        apply(file);
        return file;
    }

    void apply(Path file) {
        String said = kubectl("apply", "-f", file.toString());
        if (said.contains("rror")) {
            throw new AssertionError(said);
        }
    }

    /** Installs or upgrades the custom resources, as the README says. */
    void applyDefinitions(Path definitions) {
        // The test server's kubectl validates by a schema that is older than selectable fields.
        kubectl("apply", "--server-side", "--validate=false", "-f", definitions.toString());
        String said = kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s");
        if (!said.contains("condition met")) {
            throw new AssertionError(said);
        }
    }

    void patch(String resource, String name, String merge) {
        kubectl("patch", resource, name, "--type=merge", "-p", merge.replace('\'', '"'));
    }

    /** The names of all policies. */
    List<String> policies() {
        return all(RoboflowTrashPolicy.class)
                .map(policy -> policy.getMetadata().getName())
                .toList();
    }

    /** Has a policy looked at now. */
    void request(String policy, String word) {
        space.client()
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(space.namespace())
                .withName(policy)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"trashops.dev/requested-at\":\"" + word + "\"}}}");
    }

    String kubectl(String... arguments) {
        try {
            return space.kubectl(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** How an item stands: {@code Ready Restored}, {@code Stalled Conflict}, {@code Reconciling Settling} or {@code -}. */
    String itemReadiness(String name) {
        return get(TrashedItem.class, name).map(StatusReader::readiness).orElse("-");
    }

    /** How a policy stands. */
    String policyReadiness(String name) {
        return policyStatus(name)
                .map(status -> StatusReader.readiness(status.conditions()))
                .orElse("-");
    }

    /** The status of a policy, if it has one. */
    Optional<RoboflowTrashPolicyStatus> policyStatus(String name) {
        return get(RoboflowTrashPolicy.class, name).flatMap(policy -> Optional.ofNullable(policy.getStatus()));
    }

    /** What is in a ConfigMap. */
    Map<String, String> configMap(String name) {
        return get(ConfigMap.class, name).map(ConfigMap::getData).orElse(Map.of());
    }

    /** All items by name and how they stand. */
    Map<String, String> items() {
        return by(item -> item.getMetadata().getName());
    }

    /** How each item stands, by what it is of: {@code Version my-detector/3}, {@code Workflow my-flow}. */
    Map<String, String> readinessByItem() {
        return by(StatusReader::described);
    }

    /** The name of the TrashedItem that is of an item, written as in {@link #readinessByItem}. */
    String name(String item) {
        return all(TrashedItem.class)
                .filter(one -> StatusReader.described(one).equals(item))
                .map(one -> one.getMetadata().getName())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no TrashedItem for " + item));
    }

    /** The uids of all TrashedItems. */
    Set<String> uids() {
        return all(TrashedItem.class).map(item -> item.getMetadata().getUid()).collect(Collectors.toSet());
    }

    private Map<String, String> by(Function<TrashedItem, String> key) {
        return all(TrashedItem.class)
                .collect(Collectors.toMap(key, StatusReader::readiness, (a, b) -> b, TreeMap::new));
    }

    /** The message of an item's Ready condition. */
    String message(String name) {
        return get(TrashedItem.class, name)
                .flatMap(item -> Optional.ofNullable(item.getStatus()))
                .flatMap(status -> StatusReader.condition(status.conditions(), "Ready"))
                .map(Condition::message)
                .orElse("-");
    }

    /** The reason of an item's CleanupImminent condition, or {@code -}. */
    String warning(String name) {
        return get(TrashedItem.class, name)
                .flatMap(item -> Optional.ofNullable(item.getStatus()))
                .flatMap(status -> StatusReader.condition(status.conditions(), "CleanupImminent"))
                .map(Condition::reason)
                .orElse("-");
    }

    void awaitItem(String name, String readiness) {
        await(name + " to be " + readiness).atMost(PATIENCE).until(() -> itemReadiness(name), readiness::equals);
    }

    void awaitPolicy(String name, String readiness) {
        await(name + " to be " + readiness).atMost(PATIENCE).until(() -> policyReadiness(name), readiness::equals);
    }

    /** Whether an item comes to stand so in time. */
    boolean comesTo(String name, String readiness) {
        return comes(() -> itemReadiness(name).equals(readiness));
    }

    /** Whether a policy comes to stand so in time. */
    boolean policyComesTo(String name, String readiness) {
        return comes(() -> policyReadiness(name).equals(readiness));
    }

    private static boolean comes(Callable<Boolean> wish) {
        try {
            await().atMost(PATIENCE).until(wish);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The resource versions of everything of ours: they stay while nothing is written. */
    Map<String, String> versions() {
        return Stream.concat(all(TrashedItem.class), all(RoboflowTrashPolicy.class))
                .collect(Collectors.toMap(
                        one -> one.getKind() + " " + one.getMetadata().getName(),
                        one -> one.getMetadata().getResourceVersion(),
                        (a, b) -> b,
                        TreeMap::new));
    }

    /** The same as soon as nothing was written for so long. */
    Map<String, String> versionsAtRest(Duration quiet, Duration atMost) {
        AtomicReference<Map<String, String>> last = new AtomicReference<>(versions());
        return await().atMost(atMost).pollInterval(quiet).until(this::versions, now -> now.equals(last.getAndSet(now)));
    }

    private <T extends HasMetadata> Optional<T> get(Class<T> type, String name) {
        return Optional.ofNullable(space.client()
                .resources(type)
                .inNamespace(space.namespace())
                .withName(name)
                .get());
    }

    private <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return space.client().resources(type).inNamespace(space.namespace()).list().getItems().stream();
    }
}

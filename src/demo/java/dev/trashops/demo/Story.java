package dev.trashops.demo;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.DesiredState;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Limits;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.demo.Screen.Colour;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens in the demo, one step after the other. */
final class Story {
    private static final Path EXAMPLES = Path.of("examples", "quickstart");
    private static final String PROTECTED = "hard-hats";
    private static final String INTERVAL = "10s";
    private static final String SETTLE = "3s";
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final long GLANCE_MILLIS = 200;

    private static final Comparator<TrashedItem> ORDER = Comparator.comparing(
                    (TrashedItem item) -> List.of(DesiredState.Restored, DesiredState.Trashed, DesiredState.Observed)
                            .indexOf(item.getSpec().desiredState()))
            .thenComparing(item -> item.getMetadata().getName());

    private final KubernetesClient kubernetes;
    private final SandboxDesk sandbox;
    private final Stage stage;
    private final Screen screen;
    private final Clock clock;
    private final Board board;
    private final List<String> complaints = new ArrayList<>();

    Story(Stage stage, Screen screen, Clock clock) {
        this.stage = stage;
        this.kubernetes = stage.kubernetes();
        this.sandbox = new SandboxDesk(stage.sandbox());
        this.screen = screen;
        this.clock = clock;
        this.board = new Board(screen, clock);
    }

    /** Plays it to its end; says whether everything went as it should. */
    boolean play(boolean keep) throws IOException, InterruptedException {
        bringAbout();
        protect();
        holdMassDeletion();
        pruneOnceApproved();
        screen.leaveTable();
        boolean good = judge();
        if (keep) {
            stay();
        }
        return good;
    }

    private void bringAbout() throws IOException, InterruptedException {
        List<HasMetadata> resources = examples();
        title("1. kubectl apply -f " + EXAMPLES + ": what must be there, what is to go, what is only watched");
        resources.forEach(resource -> kubernetes.resource(resource).create());
        long items = resources.stream().filter(TrashedItem.class::isInstance).count();
        watch(
                "every item is as it should be",
                () -> board.rows().size() == items && board.rows().stream().allMatch(Row::isReady));
        look(Duration.ofSeconds(2));
    }

    private void protect() throws IOException, InterruptedException {
        title("2. Somebody moves the project " + PROTECTED + " to the Trash, in the web app");
        sandbox.trashProject(PROTECTED);
        watch("the project comes back", () -> wasBroughtBack() && standsReady());
        look(Duration.ofSeconds(3));
    }

    /** The way back may be shorter than the time between two glances, but it leaves its entry in the status. */
    private boolean wasBroughtBack() {
        TrashedItem item = kubernetes
                .resources(TrashedItem.class)
                .inNamespace(Cluster.NAMESPACE)
                .withName(PROTECTED)
                .get();
        return Optional.ofNullable(item)
                .map(TrashedItem::getStatus)
                .map(TrashedItemStatus::lastAction)
                .filter(last -> last.action() == Action.Restore && last.outcome() == Outcome.Done)
                .isPresent();
    }

    private boolean standsReady() {
        return board.row(PROTECTED)
                .filter(row -> row.state().equals("Active") && row.isReady())
                .isPresent();
    }

    private void holdMassDeletion() throws IOException, InterruptedException {
        List<TrashedItem> many = MassDeletion.resources(Cluster.NAMESPACE);
        title("3. " + many.size() + " more items arrive, all of them desiredState: Trashed");
        int before = sandbox.mutations().size();
        many.forEach(item -> kubernetes.resource(item).create());
        watch(
                "the limits of the policy hold all of them",
                () -> board.crowd().size() == many.size()
                        && board.crowd().stream().allMatch(row -> row.isHeldBy("LimitExceeded")));
        look(Duration.ofSeconds(6));
        if (sandbox.mutations().size() == before) {
            screen.say("   Nothing was deleted. Now the " + many.size() + " resources are deleted again.");
        }
        many.forEach(item -> kubernetes.resource(item).delete());
        watch("the items are gone", () -> board.crowd().isEmpty());
        look(Duration.ofSeconds(2));
        int deleted = sandbox.mutations().size() - before;
        if (deleted != 0) {
            complaints.add(deleted + " changes were made in Roboflow by a mass deletion that had to be held");
        }
    }

    private void pruneOnceApproved() throws IOException, InterruptedException {
        Pruning pruning = new Pruning(kubernetes);
        title(
                "4. The policy gets a rule: versions older than 130d go, but for the newest of each project and what is trained");
        pruning.begin();
        int count = Pruning.VERSIONS.size();
        watch(
                "the rule waits for an approval",
                () -> pruned(row -> row.isHeldBy("ApprovalRequired")) == count
                        && pruning.plan().map(List::size).equals(Optional.of(count)));
        screen.say("   This is the plan to review, " + pruning.digest().substring(0, 15) + "... Then it is approved.");
        pruning.plan().orElse(List.of()).forEach(line -> screen.say("   | " + line));
        look(Duration.ofSeconds(3));
        pruning.approve(clock.instant());
        watch("what was approved is trashed", () -> pruned(Row::isReady) == count);
        look(Duration.ofSeconds(2));
        title("5. Somebody misses " + Pruning.MISSED + " and brings it back, in the web app: the rule lets it be");
        sandbox.restoreVersion("shelf-gaps", 1);
        watch("it is spared", () -> pruned(row -> row.isHeldBy("Spared")) == 1);
        look(Duration.ofSeconds(3));
    }

    private long pruned(Predicate<Row> test) {
        return board.rows().stream()
                .filter(row -> Pruning.VERSIONS.contains(row.item()))
                .filter(test)
                .count();
    }

    private boolean judge() throws IOException, InterruptedException {
        Verdict verdict = Verdict.of(sandbox);
        title("What the sandbox itself says");
        verdict.kept().forEach(promise -> screen.say("  " + screen.in(Colour.GOOD, "yes  ") + promise));
        List<String> broken = Stream.concat(
                        verdict.broken().stream().map(promise -> "not so: " + promise), complaints.stream())
                .toList();
        broken.forEach(complaint -> screen.say("  " + screen.in(Colour.HELD, "NO   ") + complaint));
        screen.say("");
        screen.say(
                broken.isEmpty()
                        ? screen.in(Colour.GOOD, "Everything is as it should be.")
                        : screen.in(Colour.HELD, "Not everything is as it should be.") + " See " + Stage.LOG + ".");
        return broken.isEmpty();
    }

    private void stay() throws InterruptedException {
        title("It stays up until Ctrl-C. How to reach it:");
        stage.doors().forEach(door -> screen.say("  " + door));
        screen.say("");
        while (true) {
            glance();
        }
    }

    /** The files as they are, but for a policy that looks and settles faster than one would want in real use. */
    private List<HasMetadata> examples() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(EXAMPLES)) {
            files = all.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        List<HasMetadata> resources = new ArrayList<>();
        for (Path file : files) {
            try (InputStream yaml = Files.newInputStream(file)) {
                kubernetes.load(yaml).items().forEach(resource -> resources.add(typed(resource)));
            }
        }
        resources.forEach(resource -> resource.getMetadata().setNamespace(Cluster.NAMESPACE));
        resources.sort(Comparator.comparing(TrashedItem.class::isInstance));
        return resources;
    }

    private HasMetadata typed(HasMetadata resource) {
        KubernetesSerialization serialization = kubernetes.getKubernetesSerialization();
        return switch (resource.getKind()) {
            case "TrashedItem" -> serialization.convertValue(resource, TrashedItem.class);
            case "RoboflowTrashPolicy" -> quick(serialization.convertValue(resource, RoboflowTrashPolicy.class));
            case "Secret" -> encoded(serialization.convertValue(resource, Secret.class));
            default -> resource;
        };
    }

    private static RoboflowTrashPolicy quick(RoboflowTrashPolicy policy) {
        RoboflowTrashPolicySpec spec = policy.getSpec();
        policy.setSpec(new RoboflowTrashPolicySpec(
                spec.workspace(),
                spec.credentials(),
                spec.scope(),
                INTERVAL,
                spec.suspend(),
                spec.mode(),
                new Limits(null, null, null, SETTLE),
                spec.warnBefore(),
                spec.rules(),
                spec.approvedPlan()));
        return policy;
    }

    /** As an API server stores it; the one in memory keeps what it is given. */
    private static Secret encoded(Secret secret) {
        SecretBuilder builder = new SecretBuilder(secret).withStringData(null);
        secret.getStringData()
                .forEach((key, value) -> builder.addToData(
                        key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return builder.build();
    }

    private void title(String text) {
        screen.say("");
        screen.say(screen.in(Colour.TITLE, text));
    }

    private void watch(String hope, BooleanSupplier fulfilled) throws InterruptedException {
        Instant end = clock.instant().plus(PATIENCE);
        do {
            glance();
            if (fulfilled.getAsBoolean()) {
                return;
            }
        } while (clock.instant().isBefore(end));
        complaints.add("waited " + PATIENCE.toSeconds() + " s in vain for: " + hope);
    }

    private void look(Duration time) throws InterruptedException {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            glance();
        }
    }

    private void glance() throws InterruptedException {
        board.show(kubernetes.resources(TrashedItem.class).inNamespace(Cluster.NAMESPACE).list().getItems().stream()
                .sorted(ORDER)
                .toList());
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
    }
}

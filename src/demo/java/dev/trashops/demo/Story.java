package dev.trashops.demo;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Limits;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
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

/** The demo, step by step. */
final class Story {
    private static final Path EXAMPLES = Path.of("examples", "quickstart");
    private static final String PROTECTED = "hard-hats";
    private static final String INTERVAL = "10s";
    private static final String SETTLE = "3s";
    private static final Duration TIMEOUT = Duration.ofSeconds(45);
    private static final long REFRESH_MILLIS = 100;

    private final KubernetesClient kubernetes;
    private final SandboxClient sandbox;
    private final Stage stage;
    private final Screen screen;
    private final Clock clock;
    private final Board board;
    private final Feed feed;
    private final Pruning pruning;
    private final List<String> complaints = new ArrayList<>();

    Story(Stage stage, Screen screen, Clock clock) {
        this.stage = stage;
        this.kubernetes = stage.kubernetes();
        this.sandbox = new SandboxClient(stage.sandbox());
        this.screen = screen;
        this.clock = clock;
        this.board = new Board(screen, clock);
        this.feed = new Feed(kubernetes, clock);
        this.pruning = new Pruning(kubernetes);
    }

    /** Runs all steps; true if everything went as expected. */
    boolean play(boolean keep) throws IOException, InterruptedException {
        explainColours();
        applyExamples();
        protect();
        holdMassDeletion();
        pruneOnceApproved();
        board.leave();
        boolean good = judge();
        if (keep) {
            stay();
        }
        feed.close();
        return good;
    }

    private void explainColours() {
        if (screen.hasColours()) {
            screen.say("");
            screen.say("Colours  " + screen.in(Colour.GOOD, screen.dot()) + " as declared  "
                    + screen.in(Colour.BUSY, screen.dot()) + " in progress, days left  "
                    + screen.in(Colour.HELD, screen.dot()) + " waits for a person  "
                    + screen.in(Colour.ALARM, screen.dot()) + " alarm");
        }
    }

    private void applyExamples() throws IOException, InterruptedException {
        List<HasMetadata> resources = examples();
        title("1. kubectl apply -f " + EXAMPLES + ": items to keep, items to trash, and items to observe only");
        resources.forEach(resource -> kubernetes.resource(resource).create());
        long items = resources.stream().filter(TrashedItem.class::isInstance).count();
        watch(
                "every item is ready",
                () -> board.rows().size() == items && board.rows().stream().allMatch(Row::isReady));
        look(Duration.ofSeconds(3));
    }

    private void protect() throws IOException, InterruptedException {
        title("2. Somebody moves the project " + PROTECTED + " to the Trash in the web app. The operator looks every "
                + INTERVAL + ".");
        sandbox.trashProject(PROTECTED);
        watch("the project is restored", () -> wasRestored() && isActiveAndReady());
        look(Duration.ofSeconds(3));
    }

    /** The restore may be quicker than the time between two looks, but the status records it. */
    private boolean wasRestored() {
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

    private boolean isActiveAndReady() {
        return board.row(PROTECTED)
                .filter(row -> row.state().equals("Active") && row.isReady())
                .isPresent();
    }

    private void holdMassDeletion() throws IOException, InterruptedException {
        List<TrashedItem> many = MassDeletion.resources(Cluster.NAMESPACE);
        title("3. " + many.size() + " more items are created, all with desiredState: Trashed");
        int before = sandbox.mutations().size();
        many.forEach(item -> kubernetes.resource(item).create());
        watch(
                "the limits of the policy hold all of them back",
                () -> board.grouped().size() == many.size()
                        && board.grouped().stream().allMatch(row -> row.isHeldBy("LimitExceeded")));
        explain("LimitExceeded");
        look(Duration.ofSeconds(5));
        if (sandbox.mutations().size() == before) {
            note("Nothing was trashed. Now the " + many.size() + " resources are deleted again.");
        }
        many.forEach(item -> kubernetes.resource(item).delete());
        watch("the items are gone", () -> board.grouped().isEmpty());
        look(Duration.ofSeconds(2));
        int deleted = sandbox.mutations().size() - before;
        if (deleted != 0) {
            complaints.add(
                    deleted + " changes were made in Roboflow by a mass deletion that should have been held back");
        }
    }

    private void pruneOnceApproved() throws IOException, InterruptedException {
        title("4. A new rule trashes versions older than 130d, except trained ones and the newest of each project");
        pruning.begin();
        int count = Pruning.VERSIONS.size();
        watch(
                "the rule waits for an approval",
                () -> pruned(row -> row.isHeldBy("ApprovalRequired")) == count
                        && pruning.plan().map(List::size).equals(Optional.of(count)));
        note("The plan, to be reviewed by a person:");
        pruning.plan().orElse(List.of()).forEach(line -> note("| " + line));
        look(Duration.ofSeconds(4));
        note("Approved: its digest, " + pruning.digest().substring(0, 15) + "..., is put into spec.approvedPlan.");
        pruning.approve(clock.instant());
        watch("the approved versions are trashed", () -> pruned(Row::isReady) == count);
        look(Duration.ofSeconds(2));
        title("5. Somebody restores " + Pruning.MISSED
                + " in the web app. The rule still matches it, and leaves it alone.");
        sandbox.restoreVersion("shelf-gaps", 1);
        watch("the version is spared", () -> pruned(row -> row.isHeldBy("Spared")) == 1);
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
        title("What the sandbox reports");
        verdict.kept().forEach(promise -> screen.say("   " + screen.in(Colour.GOOD, "yes  ") + promise));
        List<String> broken =
                Stream.concat(verdict.broken().stream(), complaints.stream()).toList();
        broken.forEach(complaint -> screen.say("   " + screen.in(Colour.ALARM, "NO   ") + complaint));
        return broken.isEmpty();
    }

    private void stay() throws InterruptedException {
        title("Next: try it out. It runs until Ctrl-C; every change is shown below.");
        stage.access().forEach(line -> screen.say("   " + line));
        while (true) {
            refresh();
        }
    }

    /** The example files, with a policy whose interval and settling time are shorter than in real use. */
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
                spec.region(),
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

    /** As a real API server stores it; the one in memory stores what it is given. */
    private static Secret encoded(Secret secret) {
        SecretBuilder builder = new SecretBuilder(secret).withStringData(null);
        secret.getStringData()
                .forEach((key, value) -> builder.addToData(
                        key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return builder.build();
    }

    private void title(String text) {
        screen.say("");
        screen.say(Colour.TITLE, text);
    }

    private void note(String text) {
        screen.say(Colour.PLAIN, "           " + text);
    }

    /** What the operator says itself of a condition of the policy. */
    private void explain(String condition) {
        Optional.ofNullable(pruning.policy().getStatus())
                .map(RoboflowTrashPolicyStatus::conditions)
                .orElse(List.of())
                .stream()
                .filter(one -> one.type().equals(condition))
                .forEach(one -> note("kubectl describe rtp: " + one.message()));
    }

    private void watch(String expectation, BooleanSupplier met) throws InterruptedException {
        Instant end = clock.instant().plus(TIMEOUT);
        do {
            refresh();
            if (met.getAsBoolean()) {
                return;
            }
        } while (clock.instant().isBefore(end));
        complaints.add("waited " + TIMEOUT.toSeconds() + " s without success for: " + expectation);
    }

    private void look(Duration time) throws InterruptedException {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            refresh();
        }
    }

    private void refresh() throws InterruptedException {
        board.show(feed);
        TimeUnit.MILLISECONDS.sleep(REFRESH_MILLIS);
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real API server refuses to store, by a quota or an admission policy. */
@RealKube
class RefusedWritesIT {
    private static final int GONE = 20;
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final String RULES =
            "rules: [{name: protect, action: Restore, match: {projects: ['prod-*']}}, {name: mirror, action: Observe, match: {types: [Workflow]}}]";
    private static final String QUOTA = """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: few-items}
            spec: {hard: {count/trasheditems.trashops.dev: "1"}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aQuotaThatLeavesNoRoomForChildrenIsSaidAndWhatIsProtectedComesBack(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(Team.secret("acme", "key-acme"), QUOTA);
            await().atMost(Team.PATIENCE).pollInterval(Duration.ofSeconds(5)).until(() -> isCounted(team));
            long posts = posts(team);
            team.apply(Team.policy("acme", RULES), Team.item("mine", "acme", "workflow gone-0", "Observed"));
            assertRefused(team, roboflow, product, "403", "exceeded quota: few-items");

            int looks = roboflow.calls(LISTINGS);
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LISTINGS) >= looks + 2);
            // Those that were under way together at first, and since then one at a time, ever more rarely.
            assertThat(posts(team) - posts).isLessThan(8 + 8);
            assertThat(team.items()).hasSize(1);

            team.kubectl("delete", "resourcequota", "few-items");
            await().atMost(Duration.ofSeconds(75)).until(() -> team.items().size() >= GONE);
            await().atMost(Team.PATIENCE)
                    .until(() ->
                            !team.kubectl("get", "rtp", "acme", "-o", "yaml").contains("ChildrenRefused"));
            assertThat(product.written()).doesNotContain("ERROR", "\tat ");
        }
    }

    @Test
    void anAdmissionPolicyAgainstChildrenIsSaidAndWhatIsProtectedComesBack(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(Team.secret("acme", "key-acme"), admission(space, "trasheditems", "CREATE"));
            String child = team.file(java.util.List.of(Team.item("try", "acme", "workflow gone-0", "Observed")))
                    .toString();
            await().atMost(Team.PATIENCE)
                    .until(() -> team.kubectl("create", "--dry-run=server", "-f", child)
                            .contains("Nothing of that here"));
            team.apply(Team.policy("acme", RULES));
            assertRefused(team, roboflow, product, "422", "Nothing of that here");

            team.kubectl("delete", "validatingadmissionpolicybinding", space.namespace());
            await().atMost(Duration.ofSeconds(75)).until(() -> team.items().size() >= GONE);
            assertThat(product.written()).doesNotContain("ERROR", "\tat ");
        }
    }

    @Test
    void aStatusThatIsRefusedIsSaidAndWrittenOnceItMayBe(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme"));
            team.awaitPolicy("acme", "Ready Available");
            team.apply(Team.item("before", "acme", "workflow gone-1", "Observed"));
            team.awaitItem("before", "Ready Observed");
            team.apply(admission(space, "trasheditems/status", "UPDATE"));
            await().atMost(Team.PATIENCE).until(() -> dryStatus(team).contains("Nothing of that here"));
            team.apply(Team.item("mine", "acme", "workflow gone-0", "Observed"));
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(product.metrics())
                            .containsPattern(
                                    "trashops_refused_writes_total[{]kind=\"TrashedItem\",write=\"Status\"[}] [1-9]"));
            await().atMost(Team.PATIENCE)
                    .until(
                            () -> events(team),
                            said -> said.contains("StatusRefused") && said.contains("Nothing of that"));
            // The other one may have something to say, too, and is told apart.
            assertThat(product.written().lines())
                    .filteredOn(line -> line.contains("WARN") && line.contains("Nothing of that here"))
                    .filteredOn(line -> line.contains(space.namespace() + "/mine"))
                    .hasSize(1);
            team.kubectl("delete", "validatingadmissionpolicybinding", space.namespace());
            team.awaitItem("mine", "Ready Observed");
            assertThat(product.written()).doesNotContain("ERROR", "\tat ");
        }
    }

    /** Kubernetes learns of new kinds of resources each half minute, and does not count anew for a quota that it has seen before. */
    private static boolean isCounted(Team team) {
        boolean counted =
                team.kubectl("get", "resourcequota", "few-items", "-o", "yaml").contains("used:");
        if (!counted) {
            team.kubectl("delete", "resourcequota", "few-items");
            team.apply(QUOTA);
        }
        return counted;
    }

    private static void assertRefused(Team team, Roboflow roboflow, Product product, String code, String words) {
        await().atMost(Team.PATIENCE)
                .until(() -> new Reviewer(team, "acme").conditions().containsKey("ChildrenRefused"));
        await().atMost(Team.PATIENCE).until(() -> !roboflow.trash("acme").contains("prod-a"));
        assertThat(new Reviewer(team, "acme").conditions().get("ChildrenRefused"))
                .contains(code, words);
        await().atMost(Team.PATIENCE)
                .untilAsserted(
                        () -> assertThat(team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.status.history[*]}"))
                                .contains("project prod-a", "rule protect", "Done"));
        assertThat(roboflow.sent()).containsExactly("POST /acme/trash/restore");
        await().atMost(Team.PATIENCE).until(() -> events(team), said -> said.contains("ChildrenRefused"));
        await().atMost(Team.PATIENCE)
                .until(() -> product.metrics()
                        .lines()
                        .anyMatch(line -> line.startsWith("trashops_conditions")
                                && line.contains("condition=\"ChildrenRefused\"")
                                && line.endsWith(" 1.0")));
    }

    /** What the API server says to a change of a status; an admission policy takes effect some time after it was stored. */
    private static String dryStatus(Team team) {
        return team.kubectl(
                "patch",
                "ti",
                "before",
                "--subresource=status",
                "--dry-run=server",
                "--type=merge",
                "-p",
                "{\"status\":{\"observedGeneration\":9}}");
    }

    private static String events(Team team) {
        return team.kubectl("get", "events", "-o", "jsonpath={range .items[*]}{.reason} {.message}{\"\\n\"}{end}");
    }

    /** How often a TrashedItem was to be created, by the API server's own count. */
    private static long posts(Team team) {
        return team.kubectl("get", "--raw", "/metrics")
                .lines()
                .filter(line -> line.startsWith("apiserver_request_total{")
                        && line.contains("resource=\"trasheditems\"")
                        && line.contains("verb=\"POST\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String admission(KubeSpace space, String resource, String operation) {
        return """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicy
                metadata: {name: %1$s}
                spec:
                  failurePolicy: Fail
                  matchConstraints:
                    resourceRules: [{apiGroups: [trashops.dev], apiVersions: ["*"], operations: [%3$s], resources: [%2$s]}]
                  validations: [{expression: "false", message: Nothing of that here}]
                ---
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingAdmissionPolicyBinding
                metadata: {name: %1$s}
                spec:
                  policyName: %1$s
                  validationActions: [Deny]
                  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %1$s}}}
                """.formatted(space.namespace(), resource, operation);
    }

    private static String workspace() {
        String gone = IntStream.range(0, GONE)
                .mapToObj(i -> "{'type':'workflow','slug':'gone-" + i + "'}")
                .collect(Collectors.joining(","));
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'lab'}],'trash':[{'type':'project','slug':'prod-a'},"
                + gone + "]}";
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.kube.KubeServer;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Manifests;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights of the manifests are those that the operator uses: the API server's own audit log says which. Each step names
 * the rights that it needs, so that the list of permissions is the list of steps.
 */
@RealKube
class PermissionsIT {
    private static final String OPERATOR = "system:serviceaccount:" + Manifests.NAMESPACE + ":" + Manifests.NAME;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Everybody who is logged in may ask this; an election begins with it. */
    private static final String MAY_I = "create authorization.k8s.io/selfsubjectrulesreviews";

    private static final int KEPT_PLANS = 5;
    private static final String WORKSPACE = """
            {'slug':'acme','keys':[{'key':'key-acme'}],
            'workflows':[{'slug':'flow-1'},{'slug':'flow-2'},{'slug':'flow-3'},{'slug':'flow-4'},{'slug':'flow-5'}],
            'projects':[{'slug':'detector','versions':[{'number':1},{'number':2},{'number':3}]}],
            'trash':[{'type':'project','slug':'lost'},{'type':'project','slug':'old'}]}
            """;
    private static final String RULES = """
            rules: [{name: prune, action: Trash, match: {types: [Version], keepLast: 1}},
                {name: see, action: Observe, match: {types: [Project]}}]""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path log;

    @BeforeEach
    void prepare() {
        log = folder.resolve("kubernetes-audit.log");
    }

    @Test
    void theOperatorUsesEachOfItsRightsAndIsRefusedNothing() throws Exception {
        Path policy = Files.writeString(folder.resolve("kubernetes-audit.yaml"), """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                rules: [{level: Metadata, users: ["%s"]}, {level: None}]
                """.formatted(OPERATOR));
        try (KubeServer server = KubeServer.start(
                        "--audit-policy-file=" + policy, "--audit-log-path=" + log, "--audit-log-mode=blocking");
                Roboflow roboflow = Roboflow.with(WORKSPACE)) {
            KubeSpace space = server.newSpace("team-a");
            Team team = new Team(space, folder);
            Reviewer reviewer = new Reviewer(team, "acme");
            try (Product product =
                    Product.start(space, folder, roboflow.uri(), "--leader-election", "true", "--namespaces", "")) {
                uses("create coordination.k8s.io/leases", "get coordination.k8s.io/leases", MAY_I);
                uses("list trashops.dev/trasheditems", "watch trashops.dev/trasheditems");
                uses("list trashops.dev/roboflowtrashpolicies", "watch trashops.dev/roboflowtrashpolicies");

                team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", RULES));
                team.awaitPolicy("acme", "Ready Available");
                uses("get /secrets", "patch trashops.dev/roboflowtrashpolicies/status", "create events.k8s.io/events");

                team.apply(Team.item("lost", "acme", "project lost", "Restored", "deletionPolicy: Restore"));
                team.awaitItem("lost", "Ready Restored");
                uses("patch trashops.dev/trasheditems", "patch trashops.dev/trasheditems/status");
                uses("get trashops.dev/trasheditems", "get trashops.dev/roboflowtrashpolicies");
                uses("patch coordination.k8s.io/leases");

                await().atMost(Team.PATIENCE).until(() -> team.readinessByItem().containsKey("Project old"));
                uses("create trashops.dev/trasheditems");
                roboflow.act("acme", "'do':'restore','type':'project','project':'old','by':'somebody'");
                await().atMost(Team.PATIENCE)
                        .until(() -> !team.readinessByItem().containsKey("Project old"));
                uses("delete trashops.dev/trasheditems");

                reviewer.awaitPlan(2);
                uses("create /configmaps", "list /configmaps");
                team.patch("rtp", "acme", "{'spec':{'mode':'Plan'}}");
                for (int more = 1; more <= KEPT_PLANS; more++) {
                    team.apply(Team.item("flow-" + more, "acme", "workflow flow-" + more, "Trashed"));
                    reviewer.awaitPlan(2 + more);
                }
                uses("delete /configmaps");
                team.kubectl("delete", "ti", "-l", "!trashops.dev/rule", "--field-selector", "metadata.name!=lost");
                String digest = reviewer.awaitPlan(2);
                team.patch("rtp", "acme", "{'spec':{'mode':'Enforce'}}");
                reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));
                await().atMost(Team.PATIENCE).until(() -> roboflow.applied().size() == 3);
                uses("get /configmaps", "patch /configmaps");

                team.apply(Team.item("flow", "acme", "workflow flow-1", "Restored", "suspend: true"));
                for (String desired : List.of("Trashed", "Restored", "Trashed")) {
                    team.patch("ti", "flow", "{'spec':{'desiredState':'" + desired + "'}}");
                    team.awaitItem("flow", desired.equals("Trashed") ? "Stalled Suspended" : "Ready Restored");
                }
                uses("get events.k8s.io/events", "patch events.k8s.io/events");

                team.kubectl("delete", "ti", "lost", "--timeout=30s");
                uses("get /namespaces");
                assertThat(product.written()).doesNotContain("ERROR");
            }
            uses("update coordination.k8s.io/leases");

            Set<String> granted = granted();
            granted.add(MAY_I);
            assertThat(asked(true)).containsExactlyInAnyOrderElementsOf(granted);
            assertThat(asked(false)).as("refused").isEmpty();
        }
    }

    /** The steps before this have needed those rights. */
    private void uses(String... rights) {
        await(String.join(", ", rights))
                .atMost(Team.PATIENCE)
                .until(() -> asked(true), all -> all.containsAll(Set.of(rights)));
    }

    /** What the operator asked the API server for, such as {@code patch trashops.dev/trasheditems/status}. */
    private Set<String> asked(boolean allowed) throws IOException {
        Set<String> found = new TreeSet<>();
        if (Files.exists(log)) {
            for (String line : Files.readString(log)
                    .lines()
                    .filter(text -> text.endsWith("}"))
                    .toList()) {
                JsonNode event = JSON.readTree(line);
                boolean forbidden = event.at("/responseStatus/code").asInt() == 403;
                if (event.has("objectRef") && event.has("responseStatus") && forbidden != allowed) {
                    found.add(described(event));
                }
            }
        }
        return found;
    }

    private static String described(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String subresource = object.path("subresource").asText();
        return event.path("verb").asText() + " " + object.path("apiGroup").asText() + "/"
                + object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
    }

    private static Set<String> granted() {
        return Manifests.rights().stream()
                .filter(object ->
                        "operator".equals(object.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .flatMap(object -> {
                    if (object instanceof ClusterRole role) {
                        return role.getRules().stream();
                    }
                    return object instanceof Role role ? role.getRules().stream() : Stream.<PolicyRule>empty();
                })
                .flatMap(PermissionsIT::rights)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rights(PolicyRule rule) {
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getApiGroups().stream()
                        .flatMap(group ->
                                rule.getResources().stream().map(resource -> verb + " " + group + "/" + resource)));
    }
}

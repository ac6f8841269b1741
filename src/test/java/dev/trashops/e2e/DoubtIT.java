package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rules make of answers that cannot be true. */
@RealKube
class DoubtIT {
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final String MIRROR =
            "{name: mirror, action: Observe, match: {types: [Project, Version, Workflow]}}";
    private static final String TIDY =
            "{name: tidy, action: Trash, approval: Automatic, match: {types: [Workflow], workflows: ['tmp-*'], olderThan: 1h}}";
    private static final int GONE = 24;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutAListingRulesHoldAndSayWhy(KubeSpace space) throws Exception {
        Map<String, String> faults =
                Map.of("failed", "'status':503", "torn", "'body':'torn'", "void", "'body':'empty'");
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        faults.keySet().stream().map(DoubtIT::workspace).toArray(String[]::new));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            faults.keySet()
                    .forEach(name ->
                            team.apply(Team.secret(name, "key-" + name), Team.policy(name, "rules: [" + MIRROR + "]")));
            pace.until(() -> team.items().size() == faults.size() * GONE);
            faults.forEach(
                    (name, fault) -> roboflow.fault("'route':'" + LISTINGS + "','workspace':'" + name + "'," + fault));
            faults.keySet()
                    .forEach(name -> pace.until(() -> team.policyReadiness(name).equals("Reconciling ApiUnavailable")));
            faults.keySet().forEach(name -> team.apply(Team.policy(name, "rules: [" + TIDY + ", " + MIRROR + "]")));
            pace.looks(2 * faults.size());
            faults.keySet()
                    .forEach(name -> assertThat(team.policyReadiness(name)).isEqualTo("Reconciling ApiUnavailable"));
            assertThat(team.items().values().stream().filter("Ready Observed"::equals))
                    .hasSize(faults.size() * GONE);
            assertThat(roboflow.sent()).isEmpty();

            roboflow.heal();
            pace.until(() -> roboflow.applied().size() == 2 * faults.size());
            faults.keySet()
                    .forEach(name -> assertThat(roboflow.applied())
                            .contains("DELETE /" + name + "/workflows/tmp-0", "DELETE /" + name + "/workflows/tmp-1"));
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void aListingThatLostMostIsBelievedOnlyWhenASecondAgrees(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace("acme"));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "limits: {settle: 1s, maxTrashed: 20, maxTrashedPercent: 100}",
                            "rules: [" + TIDY + ", " + MIRROR + "]"));
            awaitWorkflow(pace, team, "Stalled LimitExceeded");
            pace.until(() -> team.items().size() == GONE + 2);
            Set<String> uids = team.uids();
            for (int left : List.of(0, GONE / 2 - 1)) {
                JsonNode whole = roboflow.control("GET", "state", "");
                seenOnce(pace, roboflow, trash -> {
                    while (trash.size() > left) {
                        trash.remove(left);
                    }
                });
                roboflow.control("PUT", "state", whole.toString());
                pace.looks(2);
                assertThat(team.uids()).isEqualTo(uids);
                assertThat(team.readinessByItem()).containsEntry("Workflow tmp-0", "Stalled LimitExceeded");
                assertThat(roboflow.sent()).isEmpty();
            }

            seenOnce(pace, roboflow, ArrayNode::removeAll);
            pace.until(() -> roboflow.applied().size() == 2);
            pace.until(() -> team.items().size() == 2);
            team.awaitPolicy("acme", "Ready Available");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Leaves less in the Trash and waits until that was seen; a second look follows two seconds later. */
    private static void seenOnce(Pace pace, Roboflow roboflow, Consumer<ArrayNode> loss) {
        ObjectNode state = (ObjectNode) roboflow.control("GET", "state", "");
        loss.accept((ArrayNode) state.at("/workspaces/0/trash"));
        int listings = roboflow.calls(LISTINGS);
        roboflow.control("PUT", "state", state.toString());
        pace.look();
        await().atMost(Team.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> roboflow.calls(LISTINGS) > listings);
    }

    @Test
    void anInventoryThatIsSuddenlyEmptyAndAClockThatIsOffTrashNothing(KubeSpace space) throws Exception {
        String rules = "rules: [" + TIDY + "]";
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace("acme"));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", rules, "limits: {settle: 1s, maxTrashed: 0}"),
                    Team.item("lab", "acme", "project lab", "Restored"));
            awaitWorkflow(pace, team, "Stalled LimitExceeded");
            team.awaitItem("lab", "Ready Restored");
            JsonNode whole = roboflow.control("GET", "state", "");
            ObjectNode state = whole.deepCopy();
            ((ArrayNode) state.at("/workspaces/0/projects")).removeAll();
            ((ArrayNode) state.at("/workspaces/0/workflows")).removeAll();
            roboflow.control("PUT", "state", state.toString());
            pace.until(() -> team.itemReadiness("lab").equals("Stalled NotFound"));
            pace.until(() -> team.items().size() == 1);
            assertThat(roboflow.sent()).isEmpty();
            roboflow.control("PUT", "state", whole.toString());
            pace.until(() -> team.itemReadiness("lab").equals("Ready Restored"));

            roboflow.options("'dateSkew':'PT10M'");
            pace.looks(2);
            team.apply(Team.policy("acme", rules));
            awaitWorkflow(pace, team, "Stalled ClockSkew");
            assertThat(team.message(team.name("Workflow tmp-0"))).contains("Correct the node's clock");
            assertThat(roboflow.sent()).isEmpty();
            roboflow.options("'dateSkew':'PT0S'");
            pace.until(() -> roboflow.applied().size() == 2);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static void awaitWorkflow(Pace pace, Team team, String readiness) {
        pace.until(() -> readiness.equals(team.readinessByItem().get("Workflow tmp-0")));
    }

    /** Two workflows to go, a project, and two dozen workflows that somebody trashed an hour ago. */
    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}],'projects':[{'slug':'lab'}],"
                + "'workflows':[{'slug':'tmp-0'},{'slug':'tmp-1'},{'slug':'kept'}],'trash':["
                + IntStream.range(0, GONE)
                        .mapToObj(i -> "{'type':'workflow','slug':'gone-" + i + "','deletedAt':'-PT1H'}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}

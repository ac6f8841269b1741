package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kubectl replace --force}, which deletes a policy and creates it anew, as Argo CD does with Replace and Force. */
@RealKube
class ReplacedPolicyIT {
    private static final int ITEMS = 6;
    private static final List<String> SPARED = List.of("tmp-0", "tmp-1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aPolicyThatIsReplacedDoesNothingTwiceAndForgetsNobody(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(Team.secret("acme", "key-acme"), policy(""));
            pace.until(() -> reviewer.lines().size() == ITEMS);
            String approval = "approvedPlan: {digest: '" + reviewer.awaitPlan(ITEMS) + "', until: '"
                    + Instant.now().plus(Duration.ofHours(5)) + "'}";
            Path approved = team.apply(policy(approval));
            pace.until(() -> roboflow.applied().size() == ITEMS);
            pace.until(() -> count(team, "Ready Trashed") == ITEMS);
            SPARED.forEach(slug -> roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'" + slug + "'"));
            pace.until(() -> count(team, "Stalled Spared") == SPARED.size());
            roboflow.act("acme", "'do':'trash','type':'project','project':'prod-a'");
            pace.until(() -> "Ready Restored".equals(team.readinessByItem().get("Project prod-a")));
            Map<String, String> before = names(team);
            List<String> sent = roboflow.sent();

            assertThat(team.kubectl("replace", "--force", "-f", approved.toString()))
                    .contains("deleted", "replaced");
            pace.until(() -> team.policyReadiness("acme").equals("Ready Available"));
            pace.looks(2);
            // What is in the Trash already needs no resource again, should the garbage collector have taken it along.
            pace.until(() -> count(team, "Stalled Spared") == SPARED.size()
                    && count(team, "Ready Trashed")
                            == team.items().size() - SPARED.size() - count(team, "Ready Restored"));
            pace.looks(2);
            SPARED.forEach(slug ->
                    assertThat(team.readinessByItem().get("Workflow " + slug)).isEqualTo("Stalled Spared"));
            assertThat(before).containsAllEntriesOf(names(team));
            assertThat(roboflow.sent()).isEqualTo(sent);
            assertThat(roboflow.trash("acme")).doesNotContainAnyElementsOf(SPARED);
            String uid = team.kubectl("get", "rtp", "acme", "-o", "jsonpath={.metadata.uid}");
            await().atMost(Team.PATIENCE).until(() -> owners(team), Set.of(uid)::equals);

            for (int i = 0; i < 3; i++) {
                team.apply(Team.item("more-" + i, "acme", "workflow more-" + i, "Trashed"));
            }
            pace.until(() -> team.itemReadiness("more-2").equals("Stalled LimitExceeded"));
            assertThat(team.message("more-0")).contains("LimitExceeded of RoboflowTrashPolicy acme");
            pace.looks(2);
            assertThat(reviewer.conditions().get("LimitExceeded"))
                    .contains("3 items to trash + 6 trashed", "limits.maxTrashed (8)");
            roboflow.act("acme", "'do':'trash','type':'project','project':'prod-a'");
            pace.until(() -> roboflow.trash("acme").stream().noneMatch("prod-a"::equals));
            assertThat(roboflow.sent().subList(sent.size(), roboflow.sent().size()))
                    .containsExactly("POST /acme/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** The policies that own the resources of rules, by their uids. */
    private static Set<String> owners(Team team) {
        return Set.of(team.kubectl(
                        "get",
                        "ti",
                        "-l",
                        "trashops.dev/rule",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.ownerReferences[*].uid}{'\\n'}{end}")
                .lines()
                .distinct()
                .toArray(String[]::new));
    }

    private static long count(Team team, String readiness) {
        return team.items().values().stream().filter(readiness::equals).count();
    }

    /** The names of the resources by the items that they are of: two of one item would not fit in. */
    private static Map<String, String> names(Team team) {
        return team.readinessByItem().keySet().stream()
                .collect(Collectors.toMap(item -> item, team::name, (a, b) -> a + b, TreeMap::new));
    }

    private static String policy(String more) {
        String[] lines = {
            "limits: {settle: 1s, maxTrashed: 8, maxTrashedPercent: 100}",
            "rules: [{name: protect, action: Restore, match: {projects: ['prod-*']}},"
                    + " {name: tidy, action: Trash, match: {types: [Workflow], workflows: ['tmp-*'], olderThan: 1d}}]",
            more
        };
        return Team.policy("acme", lines);
    }

    private static String workspace() {
        String tmp = IntStream.range(0, ITEMS)
                .mapToObj(i -> "{'slug':'tmp-" + i + "'}")
                .collect(Collectors.joining(","));
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[{'slug':'prod-a'},{'slug':'lab'}],'workflows':["
                + tmp + ",{'slug':'more-0'},{'slug':'more-1'},{'slug':'more-2'},{'slug':'kept'}]}";
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans, and what approving one does and does not do. */
@RealKube
class PlanIT {
    /** How long mode Plan is put to the test; {@code -Dplan.span=PT3M} for longer. */
    private static final Duration SPAN = Duration.parse(System.getProperty("plan.span", "PT15S"));

    private static final String PRUNE =
            "{name: prune, action: Trash, match: {types: [Version], projects: ['tmp-*'], keepLast: 2}}";
    private static final String TIDY =
            "{name: tidy, action: Trash, match: {types: [Workflow], workflows: ['%s'], olderThan: 1h}}";
    private static final String LISTINGS = "GET /:workspace/trash";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void modePlanChangesNothingAndThenExactlyWhatWasApprovedGoes(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace("acme", ""));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy(
                            "acme",
                            "mode: Plan",
                            "rules: [{name: protect, action: Restore, match: {projects: ['prod-*']}}, " + PRUNE
                                    + ", {name: auto, action: Trash, approval: Automatic, match: {types: [Workflow], olderThan: 1h}}]"),
                    Team.item("by-hand", "acme", "project byhand", "Trashed"));
            team.awaitItem("by-hand", "Stalled PlanOnly");
            live(roboflow, product);
            assertThat(roboflow.sent()).isEmpty();
            assertThat(roboflow.trash("acme")).containsExactly("prod-a");

            roboflow.act("acme", "'do':'restore','type':'project','project':'prod-a'");
            int newest = newest(roboflow);
            String digest = reviewer.awaitPlan(newest - 2 + 4 + 3 + 1);
            assertThat(reviewer.plan().orElseThrow().preview())
                    .contains("Trash project byhand", "Trash version tmp-b/1 (rule prune)");
            List<String> deletions = reviewer.deletions();
            reviewer.approve(digest, Instant.now().plus(Duration.ofHours(1)));
            roboflow.act("acme", "'do':'create','type':'version','project':'tmp-a'");
            String added = "Version tmp-a/" + (newest - 1);
            pace.until(() -> team.readinessByItem().containsKey(added));
            assertThat(roboflow.sent()).isEmpty();

            team.patch("rtp", "acme", "{'spec':{'mode':'Enforce'}}");
            await().atMost(Team.PATIENCE).until(() -> roboflow.applied().size() >= deletions.size());
            team.awaitItem(team.name(added), "Stalled ApprovalRequired");
            assertThat(team.message(team.name(added))).contains("The approved plan does not list it");
            pace.looks(2);
            assertThat(roboflow.applied()).containsExactlyInAnyOrderElementsOf(deletions);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** The newest version of tmp-a. */
    private static int newest(Roboflow roboflow) {
        for (JsonNode project : roboflow.workspace("acme").path("projects")) {
            if (project.path("slug").asText().equals("tmp-a")) {
                return project.path("versions").size();
            }
        }
        throw new AssertionError("no tmp-a");
    }

    /** People at work, an API that fails now and then, and an operator that is killed, for the whole span. */
    private static void live(Roboflow roboflow, Product product) throws IOException {
        String project = "'type':'project','project':'prod-a'";
        Instant end = Instant.now().plus(SPAN);
        int round = 0;
        while (Instant.now().isBefore(end)) {
            roboflow.act("acme", "'do':'trash'," + project);
            roboflow.act("acme", "'do':'create','type':'version','project':'tmp-a'");
            roboflow.fault("'route':'*','probability':0.3,'seed':" + round + ",'status':503");
            roboflow.fault("'route':'" + LISTINGS + "','probability':0.3,'seed':" + round + ",'body':'torn'");
            int listings = roboflow.calls(LISTINGS);
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LISTINGS) > listings);
            product.crashAndRestart();
            roboflow.heal();
            int again = roboflow.calls(LISTINGS);
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LISTINGS) > again + 1);
            if (Instant.now().isBefore(end)) {
                roboflow.act("acme", "'do':'restore'," + project);
            }
            round++;
        }
    }

    @Test
    void whatIsNoLongerOrWasNeverPublishedApprovesNothing(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Reviewer reviewer = new Reviewer(team, "acme");
        try (Roboflow roboflow = Roboflow.with(workspace("acme", "old-"), workspace("other", ""));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.secret("other", "key-other"),
                    Team.policy("other", "rules: [" + TIDY.formatted("tmp-*") + "]"),
                    Team.policy("acme", "rules: [" + TIDY.formatted("old-*") + "]"));
            String foreign = new Reviewer(team, "other").awaitPlan(3);
            String stale = reviewer.awaitPlan(3);
            team.apply(Team.policy("acme", "rules: [" + TIDY.formatted("tmp-*") + "]"));
            reviewer.awaitPlan("workflow tmp-0 ");
            String digest = reviewer.awaitPlan(3);
            String item = team.name("Workflow tmp-0");
            Instant until = Instant.now().plus(Duration.ofHours(1));

            reviewer.approve(stale, until);
            says(team, item, "The approved plan does not list it");
            reviewer.approve(foreign, until);
            says(team, item, "has not published such a plan");
            reviewer.approve("sha256:" + "0".repeat(64), until);
            says(team, item, "has not published such a plan");
            reviewer.approve(digest.substring(0, 70) + (digest.endsWith("0") ? "1" : "0"), until);
            says(team, item, "has not published such a plan");
            reviewer.approve(digest, Instant.now().minus(Duration.ofMinutes(1)));
            says(team, item, "has expired");
            reviewer.approve(digest, Instant.now().plus(Duration.ofDays(15)));
            says(team, item, "more than 14 days ahead");
            team.patch("rtp", "acme", "{'spec':{'approvedPlan':null}}");
            says(team, item, "Review the plan");
            pace.looks(2);
            assertThat(roboflow.sent()).isEmpty();

            reviewer.approve(digest, until);
            team.awaitItem(item, "Ready Trashed");
            await().atMost(Team.PATIENCE).until(() -> roboflow.applied().size() == 3);
            roboflow.act("acme", "'do':'restore','type':'workflow','workflow':'tmp-0'");
            pace.until(() -> team.itemReadiness(item).equals("Stalled Spared"));
            assertThat(roboflow.applied()).hasSize(3);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static void says(Team team, String item, String words) {
        await(words).atMost(Team.PATIENCE).until(() -> team.message(item), message -> message.contains(words));
        assertThat(team.itemReadiness(item)).isEqualTo("Stalled ApprovalRequired");
    }

    /** Two projects to prune, of seven and six versions, three workflows to go and three more of another prefix. */
    private static String workspace(String slug, String prefix) {
        String workflows = Stream.of("tmp-", prefix)
                .filter(name -> !name.isEmpty())
                .flatMap(name -> IntStream.range(0, 3).mapToObj(i -> "{'slug':'" + name + i + "'}"))
                .collect(Collectors.joining(","));
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}],'projects':[{'slug':'prod-a','versions':["
                + versions(6) + "]},{'slug':'tmp-a','versions':[" + versions(7) + "]},{'slug':'tmp-b','versions':["
                + versions(6) + "]},{'slug':'byhand'}],'workflows':[" + workflows + "]}";
    }

    private static String versions(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "{'number':" + number + "}")
                .collect(Collectors.joining(","));
    }
}

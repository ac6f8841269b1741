package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Trash that suddenly shows its first entries only, as if Roboflow had begun to cut it into pages. */
@RealKube
class CutTrashIT {
    private static final int LISTED = 64;
    private static final String MIRROR =
            "{name: mirror, action: Observe, match: {types: [Project, Version, Workflow]}}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nothingIsCalledLostOrPurgedAtOnce(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace());
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Pace pace = new Pace(team, roboflow);
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "rules: [" + MIRROR + "]"),
                    Team.item("trashed", "acme", "workflow gone-62", "Trashed"),
                    Team.item("observed", "acme", "workflow gone-63", "Observed"));
            pace.until(() -> team.items().size() >= LISTED
                    && team.items().values().stream().allMatch(one -> one.startsWith("Ready ")));
            Map<String, String> before = team.items();
            Set<String> uids = team.uids();
            assertThat(before).containsEntry("trashed", "Ready Trashed").containsEntry("observed", "Ready Observed");
            // Of a round size, and of one that is not but lacks many.
            for (int size : List.of(50, 60, 25, 47)) {
                roboflow.options("'listedAtMost':" + size);
                look(team, roboflow, "PT11S");
                look(team, roboflow, "PT1S");
                assertUntouched(team, before, uids, size);
                roboflow.options("'listedAtMost':0");
                look(team, roboflow, "PT11S");
                look(team, roboflow, "PT1S");
                assertUntouched(team, before, uids, LISTED);
            }

            roboflow.options("'listedAtMost':50");
            pace.looks(8);
            assertThat(team.itemReadiness("trashed")).isEqualTo("Ready Trashed");
            roboflow.options("'listedAtMost':0");
            pace.until(() -> states(team).equals(Set.of("InTrash")));
            assertThat(team.items())
                    .containsAllEntriesOf(Map.of("trashed", "Ready Trashed", "observed", "Ready Observed"));
            assertThat(roboflow.sent()).isEmpty();
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** Lets time pass, and waits until a look at what there is then has ended. */
    private static void look(Team team, Roboflow roboflow, String step) {
        String now = roboflow.control("POST", "clock", "{'advance':'" + step + "'}")
                .path("now")
                .asText();
        team.request("acme", now);
        await().atMost(Team.PATIENCE)
                .until(() -> team.policyStatus("acme")
                        .map(status -> now.equals(status.lastHandledReconcileAt()))
                        .orElse(false));
    }

    private static void assertUntouched(Team team, Map<String, String> before, Set<String> uids, int size) {
        assertThat(team.items()).as("with %d listed", size).isEqualTo(before);
        assertThat(team.uids()).isEqualTo(uids);
        assertThat(states(team)).as("with %d listed", size).containsExactly("InTrash");
    }

    private static Set<String> states(Team team) {
        return Stream.of(team.kubectl("get", "ti", "-o", "jsonpath={.items[*].status.observedState}")
                        .split(" ", -1))
                .collect(Collectors.toSet());
    }

    private static String workspace() {
        return "{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[{'slug':'kept'}],'trash':["
                + IntStream.range(0, LISTED)
                        .mapToObj(i -> "{'type':'workflow','slug':'gone-" + i + "','deletedAt':'-PT1H'}")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}

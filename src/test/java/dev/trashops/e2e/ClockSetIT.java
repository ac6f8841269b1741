package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock of the operator's machine was ahead and is set right. */
@RealKube
class ClockSetIT {
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final String RIGHT = "PT0S";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatTheOperatorDoesGoesOnAtOnceHoweverFarItsClockWasAhead(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow =
                        Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'workflows':[{'slug':'flow-0'},"
                                + "{'slug':'flow-1'},{'slug':'flow-2'},{'slug':'kept'}]}");
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "rules: [{name: protect, action: Restore, match: {types: [Workflow]}}]"),
                    Team.item("kept", "acme", "workflow kept", "Restored"));
            team.awaitItem("kept", "Ready Restored");
            assertThat(clockSteps(product)).isZero();
            int step = 0;
            for (String ahead : List.of("P5D", "PT3H", "P40D")) {
                move(roboflow, ahead, "-" + ahead);
                look(team, "ahead by " + ahead);
                int before = clockSteps(product);
                int listings = roboflow.calls(LISTINGS);
                move(roboflow, "-" + ahead, RIGHT);

                await("the clock to be noticed that was set back by " + ahead)
                        .atMost(Team.PATIENCE)
                        .until(() -> clockSteps(product) > before);
                await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LISTINGS) > listings + 1);
                look(team, "right again after " + ahead);
                roboflow.act("acme", "'do':'trash','type':'workflow','workflow':'flow-" + step++ + "'");
                await().atMost(Team.PATIENCE).until(() -> roboflow.trash("acme").isEmpty());
                assertThat(values(product, "trashops_snapshot_age_seconds"))
                        .isNotEmpty()
                        .allMatch(age -> age >= 0);
                assertThat(clockSteps(product)).isEqualTo(step);
                assertThat(product.isWell("/livez")).isTrue();
                assertThat(product.isWell("/readyz")).isTrue();
                team.awaitItem("kept", "Ready Restored");
            }
            assertThat(roboflow.applied()).hasSize(step);
            assertThat(product.written()).contains("The clock was set by").doesNotContain("ERROR");
        }
    }

    /** Moves the clock of the operator and of everything in the sandbox, but for what Roboflow says in its answers. */
    private static void move(Roboflow roboflow, String step, String dateSkew) {
        roboflow.control("POST", "clock", "{'advance':'" + step + "'}");
        roboflow.options("'dateSkew':'" + dateSkew + "'");
    }

    private static void look(Team team, String word) {
        team.request("acme", word);
        await(word)
                .atMost(Team.PATIENCE)
                .until(() -> team.policyStatus("acme")
                        .map(status -> word.equals(status.lastHandledReconcileAt()))
                        .orElse(false));
    }

    private static int clockSteps(Product product) throws Exception {
        return values(product, "trashops_clock_steps_total").stream()
                .mapToInt(Double::intValue)
                .sum();
    }

    private static List<Double> values(Product product, String metric) throws Exception {
        return product.metrics()
                .lines()
                .filter(line -> line.startsWith(metric))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }
}

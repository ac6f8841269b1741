package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mass deletion that nobody can have meant. */
@RealKube
class MassIT {
    private static final int PROJECTS = 600;
    private static final int ITEMS = 500;
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String LIST = "GET /:workspace/trash";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void fiveHundredDeletionsAreHeldAtRestAndForgotten(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        String projects = IntStream.range(0, PROJECTS)
                .mapToObj(i -> "{'slug':'project-" + i + "'}")
                .collect(Collectors.joining(","));
        try (Roboflow roboflow =
                        Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],'projects':[" + projects + "]}");
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", "limits: {settle: 1s}"));
            team.awaitPolicy("acme", "Ready Available");
            Path items = team.file(IntStream.range(0, ITEMS)
                    .mapToObj(i -> Team.item("item-" + i, "acme", "project project-" + i, "Trashed"))
                    .toList());
            team.apply(items);

            await().atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(
                            team::items,
                            readinessByItem -> readinessByItem.size() == ITEMS
                                    && readinessByItem.values().stream().allMatch("Stalled LimitExceeded"::equals));
            assertThat(team.message("item-7"))
                    .contains(
                            "LimitExceeded of RoboflowTrashPolicy acme",
                            "kubectl -n " + space.namespace() + " describe rtp acme");
            Reviewer reviewer = new Reviewer(team, "acme");
            await().atMost(Team.PATIENCE)
                    .untilAsserted(() -> assertThat(reviewer.conditions().get("LimitExceeded"))
                            .contains(ITEMS + " items", "raise spec.limits", "remove TrashedItems"));
            assertThat(roboflow.applied()).isEmpty();

            Map<String, String> versions = team.versionsAtRest(Duration.ofSeconds(10), LONG);
            int listings = roboflow.calls(LIST);
            await().during(Duration.ofSeconds(20))
                    .atMost(Duration.ofSeconds(25))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(team::versions, versions::equals);
            assertThat(roboflow.calls(LIST) - listings).isBetween(1, 3);

            assertThat(team.kubectl("delete", "--wait=false", "-f", items.toString()))
                    .doesNotContain("rror");
            await().atMost(Team.PATIENCE).until(() -> team.items().isEmpty());
            assertThat(roboflow.applied()).isEmpty();
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }
}

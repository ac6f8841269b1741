package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the managedFields of an object finds the operator's name on everything that it wrote, and no other. */
@RealKube
class FieldManagersIT {
    private static final String OPERATOR = "roboflow-trash-operator";
    private static final String PEOPLE = "kubectl-client-side-apply";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyWriteOfTheOperatorCarriesItsName(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with("{'slug':'acme','keys':[{'key':'key-acme'}],"
                        + "'workflows':[{'slug':'tmp-1'},{'slug':'old-1'}],"
                        + "'trash':[{'type':'project','slug':'lost'},{'type':'project','slug':'seen'}]}");
                Product product = Product.start(space, folder, roboflow.uri(), "--leader-election", "true")) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", """
                            rules: [
                                {name: tidy, action: Trash, approval: Automatic, match: {workflows: ['tmp-*'], types: [Workflow], olderThan: 1d}},
                                {name: prune, action: Trash, match: {workflows: ['old-*'], types: [Workflow], olderThan: 1d}},
                                {name: mirror, action: Observe, match: {types: [Project, Workflow]}}]
                            """.strip()),
                    Team.item("lost", "acme", "project lost", "Restored", "deletionPolicy: Restore"));
            team.awaitItem("lost", "Ready Restored");
            await().atMost(Team.PATIENCE)
                    .until(() -> "Ready Trashed".equals(team.readinessByItem().get("Workflow tmp-1"))
                            && "Ready Observed".equals(team.readinessByItem().get("Project seen"))
                            && team.policyStatus("acme")
                                    .filter(status -> status.plan() != null
                                            && status.plan().configMap() != null)
                                    .isPresent());

            assertThat(managers(team, "ti", "lost")).containsExactly(PEOPLE, OPERATOR, OPERATOR + " of status");
            assertThat(managers(team, "rtp", "acme")).containsExactly(PEOPLE, OPERATOR + " of status");
            for (String item : List.of("Workflow tmp-1", "Workflow old-1", "Project seen")) {
                assertThat(managers(team, "ti", team.name(item)))
                        .as(item)
                        .containsExactly(OPERATOR, OPERATOR + " of status");
            }
            assertThat(managers(all(team, "configmaps", "--selector=trashops.dev/policy=acme")))
                    .containsExactly(OPERATOR);
            assertThat(managers(all(team, "events.events.k8s.io"))).containsExactly(OPERATOR);
            List<JsonNode> leases = all(team, "leases", "--all-namespaces").stream()
                    .filter(lease -> lease.at("/spec/holderIdentity").asText().contains(product.instance()))
                    .toList();
            assertThat(leases).isNotEmpty();
            assertThat(managers(leases)).containsExactly(OPERATOR);
        }
    }

    private static List<JsonNode> all(Team team, String... what) {
        JsonNode list = read(team, what).path("items");
        assertThat(list).as(String.join(" ", what)).isNotEmpty();
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static Set<String> managers(Team team, String resource, String name) {
        return managers(List.of(read(team, resource, name)));
    }

    private static JsonNode read(Team team, String... what) {
        String[] arguments = Stream.concat(Stream.of("get", "--output=json", "--show-managed-fields"), Stream.of(what))
                .toArray(String[]::new);
        return Roboflow.parsed(team.kubectl(arguments));
    }

    private static Set<String> managers(List<JsonNode> objects) {
        Set<String> managers = new TreeSet<>();
        objects.forEach(object -> object.at("/metadata/managedFields")
                .forEach(entry -> managers.add(entry.path("manager").asText()
                        + (entry.has("subresource")
                                ? " of " + entry.path("subresource").asText()
                                : ""))));
        return managers;
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Teams that share an operator, and what each of them sees with kubectl. */
@RealKube
class TenantsIT {
    private static final String MIRROR =
            "rules: [{name: mirror, action: Observe, match: {types: [Project, Version, Workflow]}}]";

    /** Whatever the Trash of the workspace holds and nobody in another namespace has written there. */
    private static final List<String> SECRETS =
            List.of("hidden", "Confidential", "2031-05-", "2031-06-", "mallory", "Mallory");

    private static final String ACME = """
            {'slug':'acme','keys':[{'key':'key-acme'},{'key':'key-part'}],'projects':[{'slug':'kept'}],
            'workflows':[{'slug':'part-next'}],'trash':[
            {'type':'project','slug':'hidden-project','name':'Confidential P','scheduledCleanupAt':'2031-05-01T00:00:00Z',
            'deletedBy':'mallory','deletedByName':'Mallory'},
            {'type':'workflow','slug':'guess','id':'wf_hidden','name':'Confidential W',
            'scheduledCleanupAt':'2031-05-02T00:00:00Z','deletedBy':'mallory','deletedByName':'Mallory'},
            {'type':'workflow','slug':'part-flow','id':'wf_part','scheduledCleanupAt':'2031-07-03T00:00:00Z'}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void nobodySeesAnythingOfAWorkspaceThatTheirKeyDoesNotOpen(KubeSpace owner, KubeSpace stranger) throws Exception {
        Team team = new Team(owner, folder);
        Team other = new Team(stranger, folder);
        List<String> refused = List.of("foreign", "void", "lonely");
        try (Roboflow roboflow = Roboflow.with(
                        ACME,
                        "{'slug':'other','keys':[{'key':'key-other'}],'trash':[{'type':'workflow','slug':'hidden-too'}]}",
                        "{'slug':'lonely','keys':[{'key':'key-lonely'}],'trash':[{'type':'workflow','slug':'hidden-too'}]}");
                Product product = started(owner, stranger, roboflow)) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", MIRROR));
            Pace pace = new Pace(other, roboflow);
            await().atMost(Team.PATIENCE).until(() -> team.items().size() == 3);
            other.apply(
                    Team.secret("foreign", "key-other"),
                    Team.secret("void", "key-of-nothing"),
                    policy("foreign", "foreign", "acme", MIRROR),
                    policy("void", "void", "acme", MIRROR),
                    policy("lonely", "foreign", "lonely", MIRROR),
                    Team.item("foreign", "foreign", "workflow guess", "Observed"),
                    Team.item("void", "void", "workflow guess", "Restored"),
                    Team.item("lonely", "lonely", "workflow guess", "Observed"));
            refused.forEach(name -> other.awaitPolicy(name, "Stalled InvalidCredentials"));
            refused.forEach(name -> other.awaitItem(name, "Stalled InvalidCredentials"));
            pace.looks(2);

            refused.forEach(name -> assertThat(other.policyStatus(name).map(RoboflowTrashPolicyStatus::trash))
                    .as(name)
                    .isEmpty());
            assertThat(other.items().keySet()).containsExactlyInAnyOrderElementsOf(refused);
            assertThat(printed(other)).contains("InvalidCredentials").doesNotContain(SECRETS);
            assertThat(product.metrics().lines())
                    .anyMatch(line -> line.startsWith("trashops_trash_entries") && line.contains("\"acme\""))
                    .noneMatch(line -> line.contains("\"lonely\"") && line.matches("trashops_(trash|earliest).*"))
                    .noneMatch(line -> line.contains("\"other\""));
            assertThat(printed(team)).contains("hidden-project");
            assertThat(roboflow.sent()).isEmpty();
        }
    }

    @Test
    void aPolicyWithAScopeCountsOnlyItsPartAndLearnsNothingOnceItsKeyIsRefused(KubeSpace owner, KubeSpace sharer)
            throws Exception {
        Team team = new Team(owner, folder);
        Team part = new Team(sharer, folder);
        try (Roboflow roboflow = Roboflow.with(ACME);
                Product product = started(owner, sharer, roboflow)) {
            team.apply(Team.secret("acme", "key-acme"), Team.policy("acme", MIRROR));
            part.apply(
                    Team.secret("acme", "key-part"),
                    Team.policy("acme", "scope: {projects: ['part-*'], workflows: ['part-*']}", MIRROR));
            part.awaitPolicy("acme", "Ready Available");
            await().atMost(Team.PATIENCE).until(() -> part.readinessByItem().containsKey("Workflow part-flow"));
            assertThat(counted(part)).isEqualTo("1 of 1 workflow part-flow false");
            assertThat(part.items()).hasSize(1);
            assertThat(printed(part)).contains("2031-07-03").doesNotContain(SECRETS);

            roboflow.keys("acme", "[{'key':'key-acme'}]");
            Pace pace = new Pace(part, roboflow);
            pace.until(() -> part.policyReadiness("acme").equals("Stalled InvalidCredentials"));
            roboflow.act("acme", "'do':'trash','type':'workflow','workflow':'part-next'");
            new Pace(team, roboflow).until(() -> team.readinessByItem().containsKey("Workflow part-next"));
            pace.looks(1);
            await().atMost(Team.PATIENCE).until(() -> counted(part), "1 of 1 workflow part-flow true"::equals);
            assertThat(part.items()).hasSize(1);
            assertThat(printed(part))
                    .contains("part-flow")
                    .doesNotContain("part-next")
                    .doesNotContain(SECRETS);
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private Product started(KubeSpace one, KubeSpace other, Roboflow roboflow) throws Exception {
        String both = one.namespace() + "," + other.namespace();
        return Product.start(one, folder, roboflow.uri(), "--namespaces", both, "--show-names", "--clock", "sandbox");
    }

    private static String counted(Team team) {
        Optional<TrashSummary> trash = team.policyStatus("acme").map(RoboflowTrashPolicyStatus::trash);
        return trash.map(seen -> seen.workflows() + " of " + seen.total() + " " + seen.nextCleanupItem() + " "
                        + Objects.requireNonNullElse(seen.stale(), false))
                .orElse("-");
    }

    /** All that kubectl prints in a namespace, in every form. */
    private static String printed(Team team) {
        return Stream.of(
                        team.kubectl("get", "rtp,ti,configmaps,events", "-o", "yaml"),
                        team.kubectl("get", "rtp,ti", "-o", "wide"),
                        team.kubectl("get", "events.events.k8s.io", "-o", "wide"),
                        team.kubectl("describe", "rtp,ti"))
                .collect(Collectors.joining("\n"));
    }

    /** A policy that is named otherwise than its workspace. */
    private static String policy(String name, String secret, String workspace, String... more) {
        return Team.policy(workspace, more)
                .replace("metadata: {name: " + workspace + "}", "metadata: {name: " + name + "}")
                .replace("secretKeyRef: {name: " + workspace + "}", "secretKeyRef: {name: " + secret + "}");
    }
}

package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.Installation;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.manifests.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Namespaces in which the operator lacks a right, at the start or later. */
@RealKube
class SecretRightsIT {
    private static final String ACCOUNT = "limited";
    private static final Pattern GRANT = Pattern.compile("kubectl (create rolebinding .*?=NAMESPACE:NAME)");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aSecretThatMayNotBeReadIsSaidWithTheCommandThatGrantsIt(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        team.apply(account(), everythingButSecrets(), binding("all-but-secrets", "Role", "all-but-secrets", space));
        try (Roboflow roboflow = Roboflow.with(workspace("acme"));
                Product product = Product.start(limited(space, space), folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("lost", "acme", "workflow lost", "Restored"));
            team.awaitPolicy("acme", "Stalled SecretUnreadable");
            team.awaitItem("lost", "Stalled SecretUnreadable");
            String said = team.message("lost");
            assertThat(said).contains("right to get Secrets", "Secret acme in namespace " + space.namespace());
            assertThat(roboflow.trash("acme")).containsExactly("lost");

            assertThat(team.kubectl(asSaid(said, space))).contains("created");
            team.awaitItem("lost", "Ready Restored");
            team.awaitPolicy("acme", "Ready Available");

            team.kubectl("delete", "rolebinding", Manifests.NAME);
            team.awaitPolicy("acme", "Stalled SecretUnreadable");
            roboflow.act("acme", "'do':'trash','type':'workflow','workflow':'lost'");
            team.awaitItem("lost", "Stalled SecretUnreadable");
            assertThat(team.kubectl("get", "events", "-o", "jsonpath={.items[*].reason}"))
                    .contains("SecretUnreadable");
            assertThat(team.kubectl(asSaid(said, space))).contains("created");
            team.awaitPolicy("acme", "Ready Available");
            team.awaitItem("lost", "Ready Restored");
            assertThat(roboflow.trash("acme")).isEmpty();
            assertThat(product.written()).doesNotContain("ERROR", "\tat ");
        }
    }

    @Test
    void aNamespaceWithoutRightsStopsNoOtherAndIsNamed(KubeSpace open, KubeSpace closed) throws Exception {
        Team team = new Team(open, folder);
        Team shut = new Team(closed, folder);
        team.apply(account(), binding("operator", "ClusterRole", Manifests.NAME, open));
        try (Roboflow roboflow = Roboflow.with(workspace("open"), workspace("closed"));
                Product product = Product.start(
                        limited(open, open),
                        folder,
                        roboflow.uri(),
                        "--namespaces",
                        open.namespace() + "," + closed.namespace())) {
            team.apply(
                    Team.secret("open", "key-open"),
                    Team.policy("open"),
                    Team.item("lost", "open", "workflow lost", "Restored"));
            shut.apply(
                    Team.secret("closed", "key-closed"),
                    Team.policy("closed"),
                    Team.item("lost", "closed", "workflow lost", "Restored"));
            team.awaitItem("lost", "Ready Restored");
            assertThat(product.isWell("/livez")).isTrue();
            assertThat(product.said("/readyz"))
                    .contains("access: namespace " + closed.namespace())
                    .doesNotContain("namespace " + open.namespace() + ":");

            shut.apply(binding("operator", "ClusterRole", Manifests.NAME, open));
            shut.awaitItem("lost", "Ready Restored");
            await().atMost(Team.PATIENCE).until(() -> product.isWell("/readyz"));

            assertThat(product.isWell("/livez")).isTrue();
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    /** The command that a message gives, with this account put in. */
    private static String[] asSaid(String message, KubeSpace space) {
        Matcher command = GRANT.matcher(message);
        assertThat(command.find()).as(message).isTrue();
        return command.group(1)
                .replace("NAMESPACE:NAME", space.namespace() + ":" + ACCOUNT)
                .split(" ");
    }

    /** The namespace as the operator sees it with an account of its own. */
    private static KubeSpace limited(KubeSpace space, KubeSpace home) throws IOException {
        Path own = Installation.kubeconfig(
                space.client(), Files.readString(space.kubeconfig()), home.namespace(), ACCOUNT);
        return new KubeSpace(space.client(), space.kubeconfig(), own, space.namespace());
    }

    private static String account() {
        return "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: " + ACCOUNT + "}\n";
    }

    private static String everythingButSecrets() {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: all-but-secrets}
                rules:
                - {apiGroups: [trashops.dev], resources: ["*"], verbs: ["*"]}
                - {apiGroups: [""], resources: [configmaps], verbs: ["*"]}
                - {apiGroups: [events.k8s.io], resources: [events], verbs: ["*"]}
                """;
    }

    private static String binding(String name, String kind, String role, KubeSpace home) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: %s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: %s, name: %s}
                subjects: [{kind: ServiceAccount, name: %s, namespace: %s}]
                """.formatted(name, kind, role, ACCOUNT, home.namespace());
    }

    private static String workspace(String slug) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug
                + "'}],'workflows':[{'slug':'kept'}],'trash':[{'type':'workflow','slug':'lost'}]}";
    }
}

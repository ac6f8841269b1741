package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says of the manifests, and what it lets people and programs do with them. */
@RealKube
@RequiresTool(Tool.KUBECTL)
class ManifestsIT {
    private static final String GROUP = "trashops.dev";

    /** Defined by others. */
    private static final Set<String> UNKNOWN = Set.of("monitoring.coreos.com/v1");

    private final KubeSpace space;
    private final ServerSide server;

    ManifestsIT(KubeSpace space) {
        this.space = space;
        this.server = new ServerSide(space);
    }

    static List<Path> kustomizations() {
        return Stream.concat(Manifests.installs().stream(), Stream.of(Manifests.UNINSTALL))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kustomizations")
    void theApiServerTakesEveryObject(Path kustomization, @TempDir Path folder) throws Exception {
        List<HasMetadata> objects = known(Manifests.rendered(kustomization));
        objects.stream()
                .map(object -> object.getMetadata().getNamespace())
                .filter(namespace -> namespace != null)
                .forEach(server::createNamespace);
        assertThat(server.dryRun(objects, folder, "false"))
                .hasSize(objects.size())
                .allSatisfy(line -> assertThat(line).endsWith("serverside-applied (server dry run)"));
    }

    @Test
    void theOperatorMayDoWhatItNeedsAndNothingElse() {
        apply(Manifests.rights());
        Subject operator = new Subject(Manifests.NAMESPACE, Manifests.NAME, space.namespace());
        await().until(() -> operator.may("get", "", "secrets", ""));
        assertThat(operator.may("watch", GROUP, "trasheditems", "")).isTrue();
        assertThat(operator.may("watch", GROUP, "roboflowtrashpolicies", "")).isTrue();
        assertThat(operator.may("patch", GROUP, "trasheditems", "")).isTrue();
        assertThat(operator.may("patch", GROUP, "trasheditems", "status")).isTrue();
        assertThat(operator.may("patch", GROUP, "roboflowtrashpolicies", "status"))
                .isTrue();
        for (String verb : List.of("create", "delete", "get", "list", "patch")) {
            assertThat(operator.may(verb, "", "configmaps", "")).as(verb).isTrue();
        }
        assertThat(operator.may("create", "events.k8s.io", "events", "")).isTrue();

        assertThat(operator.may("list", "", "secrets", "")).isFalse();
        assertThat(operator.may("watch", "", "secrets", "")).isFalse();
        assertThat(operator.may("update", GROUP, "trasheditems", "")).isFalse();
        assertThat(operator.may("deletecollection", GROUP, "trasheditems", "")).isFalse();
        assertThat(operator.may("create", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(operator.may("delete", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(operator.may("patch", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(operator.may("watch", "", "configmaps", "")).isFalse();
        assertThat(operator.may("create", "", "pods", "")).isFalse();
        assertThat(operator.may("create", "coordination.k8s.io", "leases", "")).isFalse();
    }

    @Test
    void inASingleNamespaceTheOperatorReadsItsOwnNamespaceAndNoOther() {
        apply(Manifests.rendered(Manifests.overlay("trial")).stream()
                .filter(Manifests::isAboutRights)
                .toList());
        Subject at = new Subject("trashops-trial", Manifests.NAME, "trashops-trial");
        await().until(() -> at.may("list", GROUP, "trasheditems", ""));
        assertThat(at.mayGetNamespace("trashops-trial")).isTrue();
        Subject elsewhere = new Subject("trashops-trial", Manifests.NAME, space.namespace());
        assertThat(elsewhere.may("list", GROUP, "trasheditems", "")).isFalse();
        assertThat(elsewhere.may("get", "", "secrets", "")).isFalse();
        assertThat(elsewhere.mayGetNamespace(space.namespace())).isFalse();
    }

    @Test
    void theClustersOwnRolesCoverItemsAndPolicies() {
        apply(Manifests.rights());
        await().until(() -> allows("view", "list", "trasheditems"));
        assertThat(allows("view", "create", "trasheditems")).isFalse();
        await().until(() -> allows("edit", "create", "trasheditems"));
        assertThat(allows("edit", "create", "roboflowtrashpolicies")).isFalse();
        await().until(() -> allows("admin", "create", "roboflowtrashpolicies"));
        assertThat(allows("admin", "patch", "trasheditems/status")).isFalse();
        assertThat(allows("admin", "update", "roboflowtrashpolicies/status")).isFalse();
    }

    private void apply(List<HasMetadata> objects) {
        for (HasMetadata object : objects) {
            if (object.getMetadata().getNamespace() != null) {
                server.createNamespace(object.getMetadata().getNamespace());
            }
            space.client().resource(object).forceConflicts().serverSideApply();
        }
    }

    private static List<HasMetadata> known(List<HasMetadata> objects) {
        return objects.stream()
                .filter(object -> !UNKNOWN.contains(object.getApiVersion()))
                .toList();
    }

    private boolean allows(String role, String verb, String resource) {
        ClusterRole found = space.client().rbac().clusterRoles().withName(role).get();
        return found != null
                && found.getRules() != null
                && found.getRules().stream()
                        .anyMatch(rule -> rule.getApiGroups().contains(GROUP)
                                && rule.getResources().contains(resource)
                                && rule.getVerbs().contains(verb));
    }

    /** A service account and the namespace that it acts in. */
    private final class Subject {
        private final String user;
        private final String namespace;

        Subject(String home, String name, String namespace) {
            this.user = "system:serviceaccount:" + home + ":" + name;
            this.namespace = namespace;
        }

        boolean may(String verb, String group, String resource, String subresource) {
            return may(new ResourceAttributesBuilder()
                    .withNamespace(namespace)
                    .withVerb(verb)
                    .withGroup(group)
                    .withResource(resource)
                    .withSubresource(subresource)
                    .build());
        }

        /** A namespace is asked for as something that lies in itself. */
        boolean mayGetNamespace(String name) {
            return may(new ResourceAttributesBuilder()
                    .withNamespace(name)
                    .withVerb("get")
                    .withResource("namespaces")
                    .withName(name)
                    .build());
        }

        private boolean may(ResourceAttributes what) {
            return space.client()
                    .authorization()
                    .v1()
                    .subjectAccessReview()
                    .create(new SubjectAccessReviewBuilder()
                            .withNewSpec()
                            .withUser(user)
                            .withResourceAttributes(what)
                            .endSpec()
                            .build())
                    .getStatus()
                    .getAllowed();
        }
    }
}

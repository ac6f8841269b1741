package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealKube
class ManifestsIT {
    private static final String OPERATOR = "system:serviceaccount:trashops-system:roboflow-trash-operator";
    private static final String GROUP = "trashops.dev";

    private final KubeSpace space;

    ManifestsIT(KubeSpace space) {
        this.space = space;
    }

    @BeforeEach
    void apply() throws IOException {
        for (HasMetadata resource : Manifests.all()) {
            space.client().resource(resource).forceConflicts().serverSideApply();
        }
        await().until(() -> may(OPERATOR, "get", "", "secrets", ""));
    }

    @Test
    void theOperatorMayDoWhatItNeeds() {
        assertThat(may(OPERATOR, "watch", GROUP, "trasheditems", "")).isTrue();
        assertThat(may(OPERATOR, "watch", GROUP, "roboflowtrashpolicies", "")).isTrue();
        assertThat(may(OPERATOR, "patch", GROUP, "trasheditems", "")).isTrue();
        assertThat(may(OPERATOR, "patch", GROUP, "trasheditems", "status")).isTrue();
        assertThat(may(OPERATOR, "patch", GROUP, "roboflowtrashpolicies", "status"))
                .isTrue();
        assertThat(may(OPERATOR, "create", GROUP, "trasheditems", "")).isTrue();
        assertThat(may(OPERATOR, "delete", GROUP, "trasheditems", "")).isTrue();
        for (String verb : List.of("create", "delete", "get", "list", "patch")) {
            assertThat(may(OPERATOR, verb, "", "configmaps", "")).as(verb).isTrue();
        }
        assertThat(may(OPERATOR, "create", "events.k8s.io", "events", "")).isTrue();
        assertThat(may(OPERATOR, "get", "", "namespaces", "")).isTrue();
    }

    @Test
    void theOperatorMayDoNothingElse() {
        assertThat(may(OPERATOR, "list", "", "secrets", "")).isFalse();
        assertThat(may(OPERATOR, "watch", "", "secrets", "")).isFalse();
        assertThat(may(OPERATOR, "update", GROUP, "trasheditems", "")).isFalse();
        assertThat(may(OPERATOR, "deletecollection", GROUP, "trasheditems", "")).isFalse();
        assertThat(may(OPERATOR, "create", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(may(OPERATOR, "delete", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(may(OPERATOR, "watch", "", "configmaps", "")).isFalse();
        assertThat(may(OPERATOR, "patch", GROUP, "roboflowtrashpolicies", "")).isFalse();
        assertThat(may(OPERATOR, "create", "", "pods", "")).isFalse();
        assertThat(may(OPERATOR, "create", "coordination.k8s.io", "leases", "")).isFalse();
    }

    @Test
    void theClustersOwnRolesCoverItemsAndPolicies() {
        await().until(() -> allows("view", "list", "trasheditems"));
        assertThat(allows("view", "create", "trasheditems")).isFalse();
        await().until(() -> allows("edit", "create", "trasheditems"));
        assertThat(allows("edit", "create", "roboflowtrashpolicies")).isFalse();
        await().until(() -> allows("admin", "create", "roboflowtrashpolicies"));
        assertThat(allows("admin", "patch", "trasheditems/status")).isFalse();
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

    private boolean may(String user, String verb, String group, String resource, String subresource) {
        return space.client()
                .authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user)
                        .withNewResourceAttributes()
                        .withNamespace(space.namespace())
                        .withVerb(verb)
                        .withGroup(group)
                        .withResource(resource)
                        .withSubresource(subresource)
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }
}

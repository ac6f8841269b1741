package dev.trashops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No role holds more than it has to. */
@RequiresTool(Tool.KUBECTL)
class RightsTest {
    private final List<HasMetadata> rights = Manifests.rights();
    private final List<HasMetadata> uninstalling = Manifests.rendered(Manifests.UNINSTALL);

    @Test
    void everyRuleNamesItsVerbsAndResources() {
        assertThat(Stream.concat(rights.stream(), uninstalling.stream()).flatMap(RightsTest::rules))
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> {
                    assertThat(rule.getVerbs()).isNotEmpty().doesNotContain("*", "bind", "escalate", "impersonate");
                    assertThat(rule.getResources()).isNotEmpty().doesNotContain("*");
                    assertThat(rule.getApiGroups()).isNotEmpty().doesNotContain("*");
                });
    }

    @Test
    void secretsAreReadOneByOneAndNobodyElseGetsThem() {
        assertThat(rights.stream()
                        .flatMap(RightsTest::rules)
                        .filter(rule -> rule.getResources().contains("secrets")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.getVerbs()).containsExactly("get"));
    }

    @Test
    void noPersonGetsAStatus() {
        assertThat(rights)
                .filteredOn(object ->
                        "user-roles".equals(object.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .hasSize(3)
                .flatExtracting(object -> rules(object).toList())
                .flatExtracting(PolicyRule::getResources)
                .containsOnly("roboflowtrashpolicies", "trasheditems");
    }

    @Test
    void lettingGoOfFinalizersConcernsOneDeploymentOneLeaseAndItems() {
        assertThat(rules(Manifests.one(uninstalling, Role.class, Manifests.NAME + "-release-finalizers")))
                .allSatisfy(rule -> assertThat(rule.getResourceNames()).containsExactly(Manifests.NAME));
        assertThat(uninstalling.stream().flatMap(RightsTest::rules).flatMap(rule -> rule.getVerbs().stream()))
                .containsOnly("get", "list", "patch");
        assertThat(uninstalling.stream().flatMap(RightsTest::rules).flatMap(rule -> rule.getResources().stream()))
                .containsExactlyInAnyOrder(
                        "deployments", "deployments/scale", "leases", "trasheditems", "roboflowtrashpolicies");
    }

    @Test
    void noTokenIsMountedUnlessAPodAsksForIt() {
        assertThat(Stream.concat(rights.stream(), uninstalling.stream())
                        .filter(object -> object instanceof ServiceAccount))
                .hasSize(2)
                .allSatisfy(account -> assertThat(((ServiceAccount) account).getAutomountServiceAccountToken())
                        .isFalse());
    }

    private static Stream<PolicyRule> rules(HasMetadata object) {
        if (object instanceof ClusterRole role) {
            return role.getRules().stream();
        }
        return object instanceof Role role ? role.getRules().stream() : Stream.empty();
    }
}

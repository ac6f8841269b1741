package dev.trashops.kube;

import dev.trashops.manifests.Manifests;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the manifests install except the pods: the operator's service account, with exactly the rights they give it. */
public final class Installation {
    /** Longer than any run of the tests. */
    private static final Duration TOKEN_LIFE = Duration.ofHours(6);

    private static final Set<Class<? extends HasMetadata>> WITHOUT_PODS = Set.of(
            Namespace.class,
            ServiceAccount.class,
            ClusterRole.class,
            ClusterRoleBinding.class,
            Role.class,
            RoleBinding.class);

    private Installation() {}

    /** Applies the default install, as far as a server without nodes has a use for it. */
    public static void apply(KubernetesClient client) {
        apply(client, Manifests.all());
    }

    /** Applies what a kustomization renders to, except pods and what makes them. */
    public static void apply(KubernetesClient client, List<HasMetadata> rendered) {
        List<HasMetadata> wanted = rendered.stream()
                .filter(resource -> WITHOUT_PODS.contains(resource.getClass()))
                .toList();
        for (HasMetadata resource : wanted) {
            client.resource(resource).forceConflicts().serverSideApply();
        }
    }

    /**
     * Writes the kubeconfig of a service account: the server as an administrator reaches it, the account's own token, and
     * its namespace as the current one, as in a pod.
     */
    public static Path kubeconfig(KubernetesClient client, String admin, String namespace, String account)
            throws IOException {
        String token = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_LIFE.toSeconds())
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        Config config = Serialization.unmarshal(admin, Config.class);
        config.getUsers().forEach(user -> user.setUser(authorised(token)));
        config.getContexts().forEach(context -> context.getContext().setNamespace(namespace));
        return Files.writeString(Files.createTempFile("kubeconfig-" + account, ".yaml"), Serialization.asYaml(config));
    }

    private static AuthInfo authorised(String token) {
        AuthInfo user = new AuthInfo();
        user.setToken(token);
        return user;
    }
}

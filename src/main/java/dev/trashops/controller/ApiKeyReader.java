package dev.trashops.controller;

import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the API key of a policy from its Secret, uncached: keys are kept nowhere else. */
record ApiKeyReader(KubernetesClient client) implements CredentialStore {
    /** One word, neither in quotes nor with the name of a variable before it. */
    private static final Pattern KEY = Pattern.compile("(?!['\"]|(?i)[a-z_-]*api[_-]?key[=:])[!-~]+(?<!['\"])");

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyReader.class);

    @Override
    public KeyLookup key(Policy policy) {
        String namespace = policy.id().namespace();
        String name = policy.secretName();
        try {
            return lookup(
                    policy,
                    client.secrets().inNamespace(namespace).withName(name).get());
        } catch (KubernetesClientException failure) {
            // Said once by what the policy shows. Only the code: the message may quote what the server sent.
            LOG.debug("Failed to read Secret {}/{} (HTTP status {})", namespace, name, failure.getCode());
            return unreadable(policy, failure.getCode());
        }
    }

    private static KeyLookup unreadable(Policy policy, int status) {
        String namespace = policy.id().namespace();
        String what = "The operator cannot read Secret " + policy.secretName() + " in namespace " + namespace;
        boolean forbidden = status == HttpURLConnection.HTTP_FORBIDDEN || status == HttpURLConnection.HTTP_UNAUTHORIZED;
        return forbidden
                ? new KeyLookup.Unreadable(
                        what + " (" + status
                                + "): its ServiceAccount lacks the right to get Secrets there. Whoever runs the"
                                + " operator grants it with: kubectl create rolebinding roboflow-trash-operator --namespace "
                                + namespace
                                + " --clusterrole=roboflow-trash-operator --serviceaccount=NAMESPACE:NAME (those"
                                + " of the operator's pod).",
                        true)
                : new KeyLookup.Unreadable(
                        what + ": the Kubernetes API server "
                                + (status > 0 ? "answered " + status : "did not answer")
                                + ". It tries again every 10 seconds.",
                        false);
    }

    private static KeyLookup lookup(Policy policy, @Nullable Secret secret) {
        String entry = policy.secretKey();
        String where =
                "Secret " + policy.secretName() + " in namespace " + policy.id().namespace();
        String create = "kubectl create secret generic " + policy.secretName() + " --namespace "
                + policy.id().namespace() + " --from-file=" + entry + "=/dev/stdin";
        String replace = create + " --dry-run=client -o yaml | kubectl apply -f -";
        if (secret == null) {
            return new KeyLookup.Missing(where + " does not exist; its entry " + entry
                    + " must contain the Roboflow API key. Create it with: " + create);
        }
        String encoded = ResourceMetadata.orEmpty(secret.getData()).get(entry);
        if (encoded == null) {
            // The names of its other entries are not told: one may be the key itself.
            return new KeyLookup.Missing(where + " has no entry " + entry
                    + ", which must contain the Roboflow API key. If another entry contains it, set"
                    + " spec.credentials.secretKeyRef.key to the name of that entry. Otherwise add it with: "
                    + replace);
        }
        String key = decoded(encoded).strip();
        if (key.isEmpty()) {
            return new KeyLookup.Missing("Entry " + entry + " of " + where
                    + " is empty; it must contain the Roboflow API key. Replace it with: " + replace);
        }
        return KEY.matcher(key).matches()
                ? new KeyLookup.Found(new ApiKey(key), version(secret))
                : new KeyLookup.Missing("Entry " + entry + " of " + where
                        + " is not an API key alone, which is one word, without quotes and without a name before it. In a"
                        + " manifest, put the key as it is under stringData, or in base64 under data. Replace it with: "
                        + replace);
    }

    private static Optional<String> version(Secret secret) {
        return Optional.of(ResourceMetadata.resourceVersion(secret)).filter(version -> !version.isEmpty());
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            // Only a server that does not validate Secrets stores such text; the exception would repeat it.
            return "";
        }
    }
}

package dev.trashops.controller;

import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.CredentialStore;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the API key of a policy from its Secret, uncached: keys are kept nowhere else. */
final class ApiKeyReader implements CredentialStore {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyReader.class);

    private final KubernetesClient client;

    ApiKeyReader(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public KeyLookup key(Policy policy) {
        try {
            return lookup(
                    policy,
                    client.secrets()
                            .inNamespace(policy.id().namespace())
                            .withName(policy.secretName())
                            .get());
        } catch (KubernetesClientException failure) {
            // Only the code: the message may quote what the server sent.
            LOG.warn(
                    "Failed to read Secret {}/{} (HTTP status {})",
                    policy.id().namespace(),
                    policy.secretName(),
                    failure.getCode());
            return new KeyLookup.Unreadable();
        }
    }

    private static KeyLookup lookup(Policy policy, @Nullable Secret secret) {
        String where =
                "Secret " + policy.secretName() + " in namespace " + policy.id().namespace();
        String create = "kubectl create secret generic " + policy.secretName() + " --namespace "
                + policy.id().namespace() + " --from-file=" + policy.secretKey() + "=/dev/stdin";
        String replace = create + " --dry-run=client -o yaml | kubectl apply -f -";
        if (secret == null) {
            return missing(where + " does not exist; its entry " + policy.secretKey()
                    + " must contain the Roboflow API key. Create it with: " + create);
        }
        Optional<String> entry = Optional.ofNullable(secret.getData()).orElse(Map.of()).entrySet().stream()
                .filter(found -> found.getKey().equals(policy.secretKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (entry.isEmpty()) {
            return missing(where + " has no entry " + policy.secretKey()
                    + ", which must contain the Roboflow API key. Add it with: " + replace);
        }
        Optional<String> key = decoded(entry.get()).map(String::strip);
        if (key.filter(text -> !text.isEmpty()).isEmpty()) {
            return missing("Entry " + policy.secretKey() + " of " + where
                    + " is empty; it must contain the Roboflow API key. Replace it with: " + replace);
        }
        return key.filter(ApiKeyReader::isOneWord)
                .<KeyLookup>map(text -> new KeyLookup.Found(new ApiKey(text)))
                .orElseGet(() -> missing("Entry " + policy.secretKey() + " of " + where
                        + " contains more than an API key, which is one word. Replace it with: " + replace));
    }

    private static KeyLookup missing(String message) {
        return new KeyLookup.Missing(message);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            // Only a server that does not validate Secrets stores such text; the exception would repeat it.
            return Optional.empty();
        }
    }

    private static boolean isOneWord(String key) {
        return key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }
}

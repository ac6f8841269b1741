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

/** Reads the key of a policy from its Secret, each time anew: keys are kept nowhere else. */
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
            // The code alone: the text of the failure repeats what the server sent.
            LOG.warn(
                    "Can't read the Secret {} of the namespace {} (HTTP status {})",
                    policy.secretName(),
                    policy.id().namespace(),
                    failure.getCode());
            return new KeyLookup.Unreadable();
        }
    }

    private static KeyLookup lookup(Policy policy, @Nullable Secret secret) {
        String where = "the Secret " + policy.secretName() + " in the namespace "
                + policy.id().namespace();
        String create = "kubectl create secret generic " + policy.secretName() + " --namespace "
                + policy.id().namespace() + " --from-file=" + policy.secretKey() + "=/dev/stdin";
        String replace = create + " --dry-run=client -o yaml | kubectl apply -f -";
        if (secret == null) {
            return missing("There is no " + where.substring("the ".length()) + "; its entry " + policy.secretKey()
                    + " has to hold the Roboflow API key. Create it with: " + create);
        }
        Optional<String> entry = Optional.ofNullable(secret.getData()).orElse(Map.of()).entrySet().stream()
                .filter(found -> found.getKey().equals(policy.secretKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        if (entry.isEmpty()) {
            return missing("The entry " + policy.secretKey() + " is missing in " + where
                    + "; it has to hold the Roboflow API key. Add it with: " + replace);
        }
        Optional<String> key = decoded(entry.get()).map(String::strip);
        if (key.filter(text -> !text.isEmpty()).isEmpty()) {
            return missing("The entry " + policy.secretKey() + " of " + where
                    + " is empty; it has to hold the Roboflow API key. Write it with: " + replace);
        }
        return key.filter(ApiKeyReader::isOneWord)
                .<KeyLookup>map(text -> new KeyLookup.Found(new ApiKey(text)))
                .orElseGet(() -> missing("The entry " + policy.secretKey() + " of " + where
                        + " holds more than a Roboflow API key, which is one word. Write it with: " + replace));
    }

    private static KeyLookup missing(String message) {
        return new KeyLookup.Missing(message);
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            // Only a server that does not check its Secrets holds such a text; the exception would repeat it.
            return Optional.empty();
        }
    }

    private static boolean isOneWord(String key) {
        return key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
    }
}

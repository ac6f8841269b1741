package dev.trashops.controller.informer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lists the versions of a kind in the API server: metadata only, from its cache, parsed as a stream, so that ten thousand
 * items cost little memory. Without a namespace it lists all.
 */
public record ResourceVersionLister(KubernetesClient client, Set<String> namespaces) {
    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json";
    private static final int PATIENCE_SECONDS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The uid and version of each resource of a kind; empty if a response failed or cannot be parsed. */
    public Optional<Map<String, String>> of(Class<? extends HasMetadata> kind) {
        Map<String, String> versions = new HashMap<>();
        try {
            for (String namespace : namespaces.isEmpty() ? Set.of("") : namespaces) {
                versions.putAll(read(path(kind, namespace)));
            }
            return Optional.of(versions);
        } catch (IOException | ExecutionException | TimeoutException unreadable) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String path(Class<? extends HasMetadata> kind, String namespace) {
        String base = client.getMasterUrl().toString().replaceFirst("/$", "");
        return base + "/apis/" + HasMetadata.getApiVersion(kind)
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + HasMetadata.getPlural(kind)
                + "?resourceVersion=0";
    }

    private Map<String, String> read(String path)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(path)
                .header("Accept", METADATA_ONLY)
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .build();
        CompletableFuture<HttpResponse<InputStream>> call =
                client.getHttpClient().sendAsync(request, InputStream.class);
        try {
            HttpResponse<InputStream> answer = call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            try (InputStream body = answer.body()) {
                if (answer.code() != HttpURLConnection.HTTP_OK) {
                    throw new IOException("HTTP status " + answer.code());
                }
                return read(body);
            }
        } finally {
            call.cancel(true);
        }
    }

    /** One item at a time; skips all other fields. */
    private static Map<String, String> read(InputStream body) throws IOException {
        Map<String, String> versions = new HashMap<>();
        try (JsonParser parser = JSON.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                if (parser.nextToken() == JsonToken.START_ARRAY && field.equals("items")) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        Metadata metadata = JSON.readValue(parser, Listed.class).metadata();
                        versions.put(metadata.uid(), metadata.resourceVersion());
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return versions;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Listed(Metadata metadata) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Metadata(String uid, String resourceVersion) {}
}

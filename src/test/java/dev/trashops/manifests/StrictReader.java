package dev.trashops.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads YAML as Kubernetes' own kinds, and refuses every field that a kind does not have. */
final class StrictReader {
    /** Kinds that others define, of which Fabric8 knows nothing. */
    private static final Set<String> FOREIGN = Set.of("monitoring.coreos.com/v1");

    private final KubernetesSerialization kinds = new KubernetesSerialization();
    private final ObjectMapper strict = JsonMapper.builder()
            .annotationIntrospector(new NoOtherFields())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** All objects of a text, in its order. */
    List<HasMetadata> read(String yaml) {
        return Stream.of(yaml.split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .map(document -> kinds.unmarshal(document, JsonNode.class))
                .map(this::object)
                .toList();
    }

    private HasMetadata object(JsonNode node) {
        String version = node.path("apiVersion").asText();
        Class<?> type = FOREIGN.contains(version)
                ? GenericKubernetesResource.class
                : kinds.getRegisteredKubernetesResource(
                        version, node.path("kind").asText());
        if (type == null) {
            throw new AssertionError("There is no such kind: " + node);
        }
        try {
            return (HasMetadata)
                    (FOREIGN.contains(version) ? kinds.convertValue(node, type) : strict.treeToValue(node, type));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e.getOriginalMessage() + " in " + node, e);
        }
    }

    /** Fabric8's model keeps unknown fields aside; here they are errors. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}

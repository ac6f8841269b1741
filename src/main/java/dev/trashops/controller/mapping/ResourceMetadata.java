package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.text;

import dev.trashops.api.v1alpha1.ApiNames;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the metadata of resources; what is missing is empty. */
public final class ResourceMetadata {
    private ResourceMetadata() {}

    public static String namespace(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getNamespace()).orElse("");
    }

    public static String uid(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getUid()).orElse("");
    }

    public static long generation(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
    }

    public static String resourceVersion(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getResourceVersion()).orElse("");
    }

    public static Instant createdAt(HasMetadata resource) {
        return Optional.ofNullable(resource.getMetadata().getCreationTimestamp())
                .map(Instant::parse)
                .orElse(Instant.EPOCH);
    }

    /** The reconcile-now annotation: ours, else that of {@code flux reconcile}. */
    public static Optional<String> requestedAt(HasMetadata resource) {
        Map<String, String> annotations = orEmpty(resource.getMetadata().getAnnotations());
        return text(annotations.get(ApiNames.REQUESTED_AT)).or(() -> text(annotations.get(ApiNames.FLUX_REQUESTED_AT)));
    }

    public static Map<String, String> labels(HasMetadata resource) {
        return orEmpty(resource.getMetadata().getLabels());
    }

    /** Labels, annotations and data are null where there are none. */
    public static Map<String, String> orEmpty(@Nullable Map<String, String> entries) {
        return entries == null ? Map.of() : entries;
    }

    /** Whether it is being deleted and our finalizer still holds it. */
    public static boolean waitsForUs(HasMetadata resource) {
        return resource.isMarkedForDeletion() && resource.hasFinalizer(ApiNames.RESTORE_FINALIZER);
    }
}

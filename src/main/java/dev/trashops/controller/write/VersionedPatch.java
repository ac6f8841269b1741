package dev.trashops.controller.write;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.EditReplacePatchable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes to a resource that are made together, provided that it is still at a version. */
public final class VersionedPatch {
    private final List<Map<String, Object>> steps = new ArrayList<>();

    private VersionedPatch() {}

    /** Without any change yet. */
    public static VersionedPatch of(String resourceVersion) {
        return new VersionedPatch().step("replace", "/metadata/resourceVersion", resourceVersion);
    }

    /** Also replaces a value that is there. */
    public VersionedPatch add(String path, Object value) {
        return step("add", path, value);
    }

    public VersionedPatch remove(String path) {
        steps.add(Map.of("op", "remove", "path", path));
        return this;
    }

    private VersionedPatch step(String op, String path, Object value) {
        steps.add(Map.of("op", op, "path", path, "value", value));
        return this;
    }

    /** Makes them, and returns the resource after that. */
    public <R> R apply(KubernetesClient client, EditReplacePatchable<R> target) {
        return target.patch(
                PatchContext.of(PatchType.JSON),
                client.getKubernetesSerialization().asJson(steps));
    }
}

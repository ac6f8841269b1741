package dev.trashops.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Workspaces with projects, and who declares what of them.
 *
 * @param workspaces each with a policy, a key and that many items
 * @param items active projects, each of which an item wants restored
 * @param trashed projects in the Trash beside them, which no item names at first
 * @param interval of the policies
 */
record Workload(int workspaces, int items, int trashed, String interval) {
    static final String POLICY_KIND = "RoboflowTrashPolicy";
    static final String ITEM_KIND = "TrashedItem";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String API = "trashops.dev/v1alpha1";

    /** One workspace with a few projects in the Trash, listed each ten seconds. */
    static Workload of(int items) {
        return new Workload(1, items, 200, "10s");
    }

    String seed() {
        ObjectNode seed = JSON.createObjectNode();
        ArrayNode all = seed.putArray("workspaces");
        IntStream.range(0, workspaces).mapToObj(Workload::workspace).forEach(slug -> {
            ObjectNode one = all.addObject().put("slug", slug);
            one.putArray("keys").addObject().put("key", key(slug));
            ArrayNode projects = one.putArray("projects");
            IntStream.range(0, items).forEach(i -> projects.addObject().put("slug", active(i)));
            ArrayNode trash = one.putArray("trash");
            IntStream.range(0, trashed)
                    .forEach(i -> trash.addObject().put("type", "project").put("slug", inTrash(i)));
        });
        return seed.toString();
    }

    static String workspace(int i) {
        return "acme-" + i;
    }

    static String key(String workspace) {
        return "key-" + workspace;
    }

    static String active(int i) {
        return "project-" + i;
    }

    static String inTrash(int i) {
        return "bin-" + i;
    }

    /** The Secrets and policies, one after the other. */
    Stream<Map<String, Object>> policies() {
        return IntStream.range(0, workspaces)
                .mapToObj(Workload::workspace)
                .flatMap(slug -> Stream.of(secret(slug), policy(slug)));
    }

    private static Map<String, Object> secret(String workspace) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Secret",
                "metadata",
                Map.of("name", workspace),
                "stringData",
                Map.of("api-key", key(workspace)));
    }

    private Map<String, Object> policy(String workspace) {
        return Map.of(
                "apiVersion",
                API,
                "kind",
                POLICY_KIND,
                "metadata",
                Map.of("name", workspace),
                "spec",
                Map.of(
                        "workspace",
                        workspace,
                        "credentials",
                        Map.of("secretKeyRef", Map.of("name", workspace)),
                        "interval",
                        interval,
                        "limits",
                        Map.of("settle", "1s", "maxTrashed", 10_000, "maxTrashedPercent", 100)));
    }

    /** What wants each active project restored. */
    Stream<Map<String, Object>> restored() {
        return IntStream.range(0, workspaces)
                .boxed()
                .flatMap(w -> IntStream.range(0, items).mapToObj(i -> item(workspace(w), active(i), "Restored")));
    }

    /** An item that is about a project. */
    static Map<String, Object> item(String workspace, String project, String desired) {
        return item(API, workspace, project, desired);
    }

    /** The same in another group of the API. */
    static Map<String, Object> item(String api, String workspace, String project, String desired) {
        return Map.of(
                "apiVersion",
                api,
                "kind",
                ITEM_KIND,
                "metadata",
                Map.of("name", name(workspace, project)),
                "spec",
                Map.of(
                        "policyRef",
                        Map.of("name", workspace),
                        "item",
                        Map.of("type", "Project", "project", project),
                        "desiredState",
                        desired));
    }

    static String name(String workspace, String project) {
        return workspace + "-" + project;
    }

    int total() {
        return workspaces * items;
    }
}

package dev.trashops.sandbox.routes;

import dev.trashops.sandbox.workspace.Slugs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Roboflow routes, the more particular ones first. Literal parts fit in any case, as in Roboflow's router. None deletes
 * an item for good, and none must; those of {@link Group#FINAL} delete other things for good.
 */
public enum RoboflowRoute {
    KEY("GET", "", "", Group.READ),
    KEY_BY_POST("POST", "", "", Group.READ),
    TRASH("GET", ":workspace/trash", "project:read", Group.READ),
    RESTORE("POST", ":workspace/trash/restore", "", Group.TRASH),
    WORKFLOWS("GET", ":workspace/workflows", "workflow:read", Group.READ),
    WORKFLOW("GET", ":workspace/workflows/:workflowUrl", "workflow:read", Group.READ),
    WORKFLOW_VERSIONS("GET", ":workspace/workflows/:workflowUrl/versions", "workflow:read", Group.READ),
    DELETE_WORKFLOW("DELETE", ":workspace/workflows/:workflowUrl", "workflow:update", Group.TRASH),
    CREATE_WORKFLOW("POST", ":workspace/createWorkflow", "workflow:create", Group.WORKFLOW),
    UPDATE_WORKFLOW("POST", ":workspace/updateWorkflow", "workflow:update", Group.WORKFLOW),
    DELETE_ORPHAN_IMAGES("DELETE", ":workspace/images", "project:update", Group.FINAL),
    FOLDERS("GET", ":workspace/groups", "folder:read", Group.FOLDER),
    CREATE_FOLDER("POST", ":workspace/groups", "folder:create", Group.FOLDER),
    UPDATE_FOLDER("POST", ":workspace/groups/:groupId", "folder:update", Group.FOLDER),
    DELETE_FOLDER("DELETE", ":workspace/groups/:groupId", "folder:update", Group.FINAL),
    ADD_TO_FOLDER("PATCH", ":workspace/groups/:groupId/projects", "folder:update", Group.FOLDER),
    REMOVE_FROM_FOLDER("DELETE", ":workspace/groups/:groupId/projects", "folder:update", Group.FOLDER),
    API_KEYS("GET", ":workspace/api-keys", "api-key:read", Group.API_KEY),
    CREATE_API_KEY("POST", ":workspace/api-keys", "api-key:create", Group.API_KEY),
    PUBLISHABLE_KEY("GET", ":workspace/api-keys/publishable", "api-key:read", Group.API_KEY),
    API_KEY("GET", ":workspace/api-keys/:keyId", "api-key:read", Group.API_KEY),
    UPDATE_API_KEY("PATCH", ":workspace/api-keys/:keyId", "api-key:update", Group.API_KEY),
    ROLL_API_KEY("POST", ":workspace/api-keys/:keyId/roll", "api-key:create", Group.API_KEY),
    DELETE_API_KEY("DELETE", ":workspace/api-keys/:keyId", "api-key:revoke", Group.FINAL),
    IMAGE("GET", ":workspace/:project/images/:imageId", "project:read", Group.IMAGE),
    DELETE_IMAGES("DELETE", ":workspace/:project/images", "project:update", Group.FINAL),
    MODELS("GET", ":workspace/:project/models", "version:read", Group.READ),
    GENERATE("POST", ":workspace/:project/generate", "version:create", Group.GENERATE),
    WORKSPACE("GET", ":workspace", "workspace:read", Group.READ),
    PROJECT("GET", ":workspace/:project", "project:read", Group.READ),
    DELETE_PROJECT("DELETE", ":workspace/:project", "project:update", Group.TRASH),
    VERSION("GET", ":workspace/:project/:version", "version:read", Group.READ),
    DELETE_VERSION("DELETE", ":workspace/:project/:version", "version:update", Group.TRASH),
    TRAININGS("GET", ":workspace/:project/:version/v2/trainings", "version:read", Group.RUN_READ),
    TRAINING("GET", ":workspace/:project/:version/v2/trainings/get", "version:read", Group.RUN_READ),
    RECIPE("GET", ":workspace/:project/:version/v2/trainings/recipe", "version:read", Group.RUN_READ),
    CREATE_TRAINING("POST", ":workspace/:project/:version/v2/trainings", "training-job:create", Group.RUN),
    CANCEL_TRAINING("POST", ":workspace/:project/:version/v2/trainings/cancel", "training-job:create", Group.RUN),
    STOP_TRAINING("POST", ":workspace/:project/:version/v2/trainings/stop", "training-job:create", Group.RUN),
    DELETE_TRAINING("DELETE", ":workspace/:project/:version/v2/trainings/:trainingId", "version:update", Group.TRASH),
    TRAIN("POST", ":workspace/:project/:version/train", "training-job:create", Group.RUN),
    CANCEL_TRAIN("POST", ":workspace/:project/:version/train/cancel", "training-job:create", Group.RUN),
    STOP_TRAIN("POST", ":workspace/:project/:version/train/stop", "training-job:create", Group.RUN),
    TRAINING_RESULTS("GET", ":workspace/:project/:version/training/results", "version:read", Group.READ),
    EXPORT("GET", ":workspace/:project/:version/:format", "version:read", Group.READ);

    /** What kind of thing a route does. */
    enum Group {
        READ,
        /** Reads trainings as their own things. */
        RUN_READ,
        /** Moves to Trash or back. */
        TRASH,
        /** Starts or ends a training. */
        RUN,
        WORKFLOW,
        /** Makes a version. */
        GENERATE,
        FOLDER,
        API_KEY,
        IMAGE,
        /** Deletes for good, without Trash: images, folders, keys. */
        FINAL
    }

    private final String method;
    private final String template;
    private final String scope;
    private final Group group;

    RoboflowRoute(String method, String template, String scope, Group group) {
        this.method = method;
        this.template = template;
        this.scope = scope;
        this.group = group;
    }

    /** What a key must be allowed to do; empty where none is needed, or where it depends on the body. */
    String scope() {
        return scope;
    }

    Group group() {
        return group;
    }

    /** Method and path template, such as {@code GET /:workspace/trash}. */
    public String label() {
        return method + " /" + template;
    }

    /** Whether a success changes the workspace. */
    public boolean mutates() {
        return group != Group.READ && group != Group.RUN_READ && !method.equals("GET");
    }

    /** Whether a success deletes something for good. */
    public boolean deletesForGood() {
        return group == Group.FINAL;
    }

    /** Whether it is about trainings as things of their own, which Roboflow has not always had. */
    boolean ofTrainings() {
        return template.contains("/v2/trainings");
    }

    /** The route of a request; empty when Roboflow has none like it. */
    public static Optional<RoboflowRoute> of(String method, List<String> segments) {
        return Arrays.stream(values())
                .filter(route -> route.method.equals(method) && route.fits(segments))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(RoboflowRoute::label).toList();
    }

    private boolean fits(List<String> segments) {
        List<String> parts = template.isEmpty() ? List.of() : List.of(template.split("/", -1));
        if (segments.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!fits(parts.get(i), segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String part, String segment) {
        if (!part.startsWith(":")) {
            return part.equalsIgnoreCase(segment);
        }
        return !segment.isEmpty() && !(part.equals(":project") && Slugs.isNoProject(segment));
    }
}

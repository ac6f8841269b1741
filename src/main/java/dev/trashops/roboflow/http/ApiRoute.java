package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The documented routes, the scope that each needs, and the only paths that may be requested for it. */
public enum ApiRoute {
    KEY("GET /", "no scope"),
    WORKSPACE("GET /:workspace", "workspace:read"),
    PROJECT("GET /:workspace/:project", "project:read"),
    VERSION("GET /:workspace/:project/:version", "version:read"),
    TRAININGS("GET /:workspace/:project/:version/v2/trainings", "version:read"),
    WORKFLOWS("GET /:workspace/workflows", "workflow:read"),
    WORKFLOW("GET /:workspace/workflows/:workflowUrl", "workflow:read"),
    TRASH("GET /:workspace/trash", "project:read"),
    RESTORE("POST /:workspace/trash/restore", "the scope of the restored type"),
    TRASH_PROJECT("DELETE /:workspace/:project", "project:update"),
    TRASH_VERSION("DELETE /:workspace/:project/:version", "version:update"),
    TRASH_WORKFLOW("DELETE /:workspace/workflows/:workflowUrl", "workflow:update"),
    TRASH_TRAINING("DELETE /:workspace/:project/:version/v2/trainings/:trainingId", "version:update");

    /** The route that a method of {@link RoboflowApi} calls. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface Of {
        ApiRoute value();
    }

    private final String documented;
    private final String scope;
    private final Pattern shape;

    ApiRoute(String documented, String scope) {
        this.documented = documented;
        this.scope = scope;
        this.shape = Pattern.compile(
                Arrays.stream(documented.split("/", -1)).map(ApiRoute::shapeOf).collect(Collectors.joining("/")));
    }

    /** As the API reference writes it. */
    public String documented() {
        return documented;
    }

    String scope() {
        return scope;
    }

    /** Whether it concerns the workspace itself, so that a 404 cannot be about an item in it. */
    boolean isAboutWorkspace() {
        return this == WORKSPACE || this == WORKFLOWS || this == TRASH;
    }

    /**
     * The last check before a request is sent.
     *
     * @param path without the prefix of the base URL
     * @throws IllegalStateException if the request is not one of this route
     */
    public void check(String method, String path) {
        if (!shape.matcher(method + " " + path).matches()) {
            throw new IllegalStateException("the request does not have the shape of " + documented);
        }
    }

    private static String shapeOf(String segment) {
        return switch (segment) {
            case ":workspace" -> ItemKey.WORKSPACE_SLUG;
            case ":workflowUrl" -> ItemKey.SLUG;
            case ":project" -> ItemKey.PROJECT_SLUG;
            case ":version" -> "[1-9][0-9]{0,9}";
            case ":trainingId" -> TrainingSegment.ENCODED;
            default -> Pattern.quote(segment);
        };
    }
}

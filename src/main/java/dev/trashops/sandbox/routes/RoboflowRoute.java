package dev.trashops.sandbox.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Roboflow routes. There is none that deletes for good, and there must not be. */
public enum RoboflowRoute {
    KEY("GET", "", ""),
    KEY_BY_POST("POST", "", ""),
    TRASH("GET", ":workspace/trash", "project:read"),
    RESTORE("POST", ":workspace/trash/restore", ""),
    WORKFLOWS("GET", ":workspace/workflows", "workflow:read"),
    WORKFLOW("GET", ":workspace/workflows/:workflowUrl", "workflow:read"),
    DELETE_WORKFLOW("DELETE", ":workspace/workflows/:workflowUrl", "workflow:update"),
    WORKSPACE("GET", ":workspace", "workspace:read"),
    PROJECT("GET", ":workspace/:project", "project:read"),
    DELETE_PROJECT("DELETE", ":workspace/:project", "project:update"),
    VERSION("GET", ":workspace/:project/:version", "version:read"),
    DELETE_VERSION("DELETE", ":workspace/:project/:version", "version:update"),
    TRAININGS("GET", ":workspace/:project/:version/v2/trainings", "version:read"),
    DELETE_TRAINING("DELETE", ":workspace/:project/:version/v2/trainings/:trainingId", "version:update");

    /** Second segments that are never projects. */
    private static final Set<String> LITERALS = Set.of("trash", "workflows");

    private final String method;
    private final String template;
    private final String scope;

    RoboflowRoute(String method, String template, String scope) {
        this.method = method;
        this.template = template;
        this.scope = scope;
    }

    /** What a key must be allowed to do; empty where none is needed, or where it depends on the body. */
    String scope() {
        return scope;
    }

    /** Method and path template, such as {@code GET /:workspace/trash}. */
    public String label() {
        return method + " /" + template;
    }

    /** Whether a success changes the workspace. */
    public boolean mutates() {
        return this == RESTORE || method.equals("DELETE");
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
            String part = parts.get(i);
            String segment = segments.get(i);
            boolean open = part.startsWith(":") && !segment.isEmpty();
            boolean reserved = part.equals(":project") && LITERALS.contains(segment);
            if (open ? reserved : !part.equals(segment)) {
                return false;
            }
        }
        return true;
    }
}

package dev.trashops.sandbox.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Roboflow routes. There is none that deletes for good, and there must not be. */
public enum RoboflowRoute {
    KEY("GET", ""),
    KEY_BY_POST("POST", ""),
    TRASH("GET", ":workspace/trash"),
    RESTORE("POST", ":workspace/trash/restore"),
    WORKFLOWS("GET", ":workspace/workflows"),
    WORKFLOW("GET", ":workspace/workflows/:workflowUrl"),
    DELETE_WORKFLOW("DELETE", ":workspace/workflows/:workflowUrl"),
    WORKSPACE("GET", ":workspace"),
    PROJECT("GET", ":workspace/:project"),
    DELETE_PROJECT("DELETE", ":workspace/:project"),
    VERSION("GET", ":workspace/:project/:version"),
    DELETE_VERSION("DELETE", ":workspace/:project/:version"),
    TRAININGS("GET", ":workspace/:project/:version/v2/trainings"),
    DELETE_TRAINING("DELETE", ":workspace/:project/:version/v2/trainings/:trainingId");

    /** Second segments that are never projects. */
    private static final Set<String> LITERALS = Set.of("trash", "workflows");

    private final String method;
    private final String template;

    RoboflowRoute(String method, String template) {
        this.method = method;
        this.template = template;
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

    /** The route of that {@link #label}. */
    public static Optional<RoboflowRoute> labelled(String label) {
        return Arrays.stream(values())
                .filter(route -> route.label().equals(label))
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

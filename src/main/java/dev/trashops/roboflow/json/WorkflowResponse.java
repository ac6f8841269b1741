package dev.trashops.roboflow.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.plan.model.WorkflowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parses the answer about one workflow. A model that is not seen in it may be trashed, so one without a readable
 * specification is malformed.
 */
public final class WorkflowResponse {
    private static final JsonMapper JSON = new JsonMapper();

    /** What says which workflow it is rather than what it does. */
    private static final Set<String> HEAD = Set.of("id", "name", "url", "owner", "createdAt", "updatedAt");

    private final List<String> strings = new ArrayList<>();

    private WorkflowResponse() {}

    /** Of {@code GET /:workspace/workflows/:workflowUrl}; {@code config} is an object, or text that holds one. */
    public static WorkflowSpecification specification(ApiResponse answer) {
        JsonNode root = answer.read();
        JsonNode workflow = root.path("workflow");
        if (!workflow.isObject() || PaginationHints.hasMore(root, 1)) {
            throw new MalformedResponse();
        }
        JsonNode config = workflow.path(workflow.has("config") ? "config" : "specification");
        if (!(config.isTextual() ? parsed(config.textValue()) : config).isObject()) {
            throw new MalformedResponse();
        }
        WorkflowResponse response = new WorkflowResponse();
        workflow.properties().stream()
                .filter(field -> !HEAD.contains(field.getKey()))
                .forEach(field -> response.collect(field.getValue()));
        return WorkflowSpecification.of(response.strings);
    }

    private void collect(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            JsonNode inside = text.startsWith("{") || text.startsWith("[") ? parsed(text) : node;
            if (inside.isContainerNode()) {
                collect(inside);
            } else {
                strings.add(text);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            strings.add(field.getKey());
            collect(field.getValue());
        }
        if (node.isArray()) {
            node.forEach(this::collect);
        }
    }

    /** A missing node where it is no JSON. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}

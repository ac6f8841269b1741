package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.json.JsonFields;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.TrashRules;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /:workspace/trash/restore}. An item is found by type and Trash id, a version by its parent's id too. The success
 * body is {@code {restored, type, id}}, with {@code parentId} for versions: the documentation shows none, the official
 * client's tests this one.
 */
final class RestoreRoute {
    private static final Map<String, String> SCOPES = Map.of(
            "project", "project:update",
            "version", "version:update",
            "workflow", "workflow:update",
            "training", "version:update");

    private final WorkspaceStore state;
    private final AuthenticatedCall visit;

    RestoreRoute(WorkspaceStore state, AuthenticatedCall visit) {
        this.state = state;
        this.visit = visit;
    }

    Reply answer() {
        JsonFields body = JsonFields.of(Json.parse(visit.call().body()));
        String type = body.requiredWord("type", types());
        String id = body.requiredText("id");
        Optional<String> parentId =
                type.equals("version") ? Optional.of(body.requiredText("parentId")) : Optional.empty();
        String scope = SCOPES.getOrDefault(type, "");
        if (!visit.access().key().allows(scope)) {
            return ErrorReplies.text(401, "Unauthorized: this API key lacks the scope " + scope);
        }
        TrashEntry entry = find(visit.seen(), type, id, parentId).orElseThrow(() -> notFound(type, id, parentId));
        state.update(TrashRules.restore(visit.seen(), entry), visit.behaviour().listingLag());
        ObjectNode answer =
                Json.object().put("restored", true).put("type", type).put("id", id);
        parentId.ifPresent(parent -> answer.put("parentId", parent));
        if (visit.behaviour().shape().unknownFields()) {
            answer.put("undocumented", true);
        }
        return Reply.json(200, answer);
    }

    private List<String> types() {
        return visit.behaviour().trainings()
                ? List.of("project", "version", "workflow", "training")
                : List.of("project", "version", "workflow");
    }

    private RefusalException notFound(String type, String id, Optional<String> parentId) {
        boolean elsewhere = state.all().stream()
                .anyMatch(other -> !other.slug().equals(visit.seen().slug())
                        && find(other, type, id, parentId).isPresent());
        return new RefusalException(
                elsewhere && visit.behaviour().foreignWorkspaceStatus() == 403
                        ? ErrorReplies.text(403, "The item belongs to another workspace")
                        : ErrorReplies.text(404, "The " + type + " was not found in trash"));
    }

    private static Optional<TrashEntry> find(Workspace workspace, String type, String id, Optional<String> parentId) {
        return workspace.trash().stream()
                .filter(entry -> entry.type().equals(type) && entry.id().equals(id))
                .filter(entry -> parentId.isEmpty() || entry.parentId().equals(parentId))
                .findFirst();
    }
}

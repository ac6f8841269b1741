package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer of {@code GET /:workspace/trash}: field names and order as the manage-trash page shows them. */
final class TrashListingJson {
    private final Workspace workspace;
    private final Behaviour behaviour;
    private final Map<String, Project> activeById = new HashMap<>();
    private final Map<String, Project> trashedById = new HashMap<>();

    TrashListingJson(Workspace workspace, Behaviour behaviour) {
        this.workspace = workspace;
        this.behaviour = behaviour;
        workspace.projects().forEach(project -> activeById.put(project.id(), project));
        for (TrashEntry entry : workspace.trash()) {
            if (entry instanceof TrashEntry.OfProject gone) {
                trashedById.put(gone.id(), gone.project());
            }
        }
    }

    ObjectNode render() {
        Behaviour.Shape shape = behaviour.shape();
        ObjectNode listing = Json.object();
        ArrayNode items = listing.putArray("items");
        ObjectNode sections = listing.putObject("sections");
        boolean inItems = !shape.trashViews().equals("sections");
        boolean inSections = !shape.trashViews().equals("items");
        if (inSections) {
            List.of("projects", "versions", "workflows").forEach(sections::putArray);
        }
        for (TrashEntry entry : workspace.trash()) {
            if (entry instanceof TrashEntry.OfTraining && !behaviour.trainings()) {
                continue;
            }
            ObjectNode item = item(entry);
            if (inItems) {
                items.add(item);
            }
            if (inSections) {
                sections.withArray(entry.type() + "s").add(inSection(item));
            }
        }
        if (shape.unknownType()) {
            items.add(Json.object()
                    .put("type", "notebook")
                    .put("id", "nb_1")
                    .put("name", "Of a type nobody has documented"));
        }
        if (shape.unknownFields()) {
            listing.put("undocumented", true);
        }
        return listing;
    }

    private ObjectNode inSection(ObjectNode item) {
        ObjectNode copy = item.deepCopy();
        if (behaviour.shape().typelessSections()) {
            copy.remove("type");
        }
        return copy;
    }

    private ObjectNode item(TrashEntry entry) {
        ObjectNode item = Json.object().put("type", entry.type());
        if (entry instanceof TrashEntry.OfVersion gone && behaviour.shape().numericVersionIds()) {
            item.put("id", gone.version().number());
        } else {
            item.put("id", entry.id());
        }
        if (entry instanceof TrashEntry.OfProject gone) {
            item.put("name", gone.project().name()).put("url", gone.project().slug());
        } else if (entry instanceof TrashEntry.OfWorkflow gone) {
            item.put("name", gone.workflow().name()).put("url", gone.workflow().slug());
        } else if (entry instanceof TrashEntry.OfVersion gone) {
            parent(item.put("name", gone.version().name()), gone.projectId());
        } else if (entry instanceof TrashEntry.OfTraining gone) {
            parent(item.put("name", "Training of version " + gone.number()), gone.projectId())
                    .put("versionId", Integer.toString(gone.number()));
        }
        TrashEntry.Trashing trashing = entry.trashing();
        item.put("deletedAt", Json.time(trashing.at()));
        item.put("scheduledCleanupAt", Json.time(trashing.cleanupAt()));
        if (!(entry instanceof TrashEntry.OfVersion)) {
            trashing.by().ifPresent(uid -> item.put("deletedBy", uid));
            trashing.byName().ifPresent(name -> item.put("deletedByName", name));
        }
        if (entry instanceof TrashEntry.OfProject gone) {
            item.put("cleanupDeleteImages", gone.cleanupDeleteImages());
        }
        if (behaviour.shape().unknownFields()) {
            item.putObject("undocumented").put("nested", 1);
        }
        return item;
    }

    private ObjectNode parent(ObjectNode item, String projectId) {
        Project active = activeById.get(projectId);
        Project parent = active == null ? trashedById.get(projectId) : active;
        item.put("parentId", projectId);
        if (parent != null) {
            item.put("parentName", parent.name()).put("parentUrl", parent.slug());
        }
        return item.put("parentInTrash", active == null);
    }
}

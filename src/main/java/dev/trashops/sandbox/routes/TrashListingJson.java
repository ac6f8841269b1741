package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.workspace.Item;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer of {@code GET /:workspace/trash}: field names and order as the manage-trash page shows them. */
final class TrashListingJson {
    private final Workspace workspace;
    private final Behaviour behaviour;

    TrashListingJson(Workspace workspace, Behaviour behaviour) {
        this.workspace = workspace;
        this.behaviour = behaviour;
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
            if (behaviour.trainings()) {
                sections.putArray("trainings");
            }
        }
        for (TrashEntry entry : listed()) {
            ObjectNode item = item(entry);
            if (inItems) {
                items.add(item);
            }
            if (inSections) {
                sections.withArray(entry.item().type() + "s").add(inSection(item));
            }
        }
        if (shape.unknownType()) {
            items.add(Json.object()
                    .put("type", "notebook")
                    .put("id", "nb_1")
                    .put("name", "Of a type nobody has documented"));
        }
        return shape.marked(listing);
    }

    private List<TrashEntry> listed() {
        int atMost = behaviour.shape().listedAtMost();
        return workspace.trash().stream()
                .filter(entry -> behaviour.trainings() || !(entry.item() instanceof TrainingJob))
                .limit(atMost == 0 ? Integer.MAX_VALUE : atMost)
                .toList();
    }

    private ObjectNode inSection(ObjectNode item) {
        ObjectNode copy = item.deepCopy();
        if (behaviour.shape().typelessSections()) {
            copy.remove("type");
        }
        return copy;
    }

    private ObjectNode item(TrashEntry entry) {
        Item item = entry.item();
        ObjectNode node = Json.object().put("type", item.type()).put("id", item.id());
        if (item instanceof Project project) {
            node.put("name", project.name()).put("url", project.slug());
        } else if (item instanceof Workflow workflow) {
            node.put("name", workflow.name()).put("url", workflow.slug());
        } else if (item instanceof Version version) {
            node.put("name", version.name());
            versionId(node, entry, version);
        } else if (item instanceof TrainingJob training) {
            node.put("name", "Training of version " + training.version());
        }
        entry.parentId().ifPresent(id -> parent(node, entry, id));
        if (item instanceof TrainingJob training) {
            node.put("versionId", Integer.toString(training.version()));
        }
        TrashEntry.Trashing trashing = entry.trashing();
        node.put("deletedAt", Json.time(trashing.deletedAt()));
        node.put("scheduledCleanupAt", Json.time(trashing.scheduledCleanupAt()));
        if (!(item instanceof Version)) {
            trashing.deletedBy().ifPresent(uid -> node.put("deletedBy", uid));
            trashing.deletedByName().ifPresent(name -> node.put("deletedByName", name));
        }
        if (item instanceof Project) {
            node.put("cleanupDeleteImages", entry.cleanupDeleteImages());
        }
        if (behaviour.shape().unknownFields()) {
            node.putObject("undocumented").put("nested", 1);
        }
        behaviour.shape().leftOut().stream()
                .filter(field -> field.startsWith(item.type() + "."))
                .forEach(field -> node.remove(field.substring(item.type().length() + 1)));
        if (behaviour.shape().capitalTypes() && node.has("type")) {
            node.put("type", item.type().toUpperCase(Locale.ROOT));
        }
        return node;
    }

    private void versionId(ObjectNode node, TrashEntry entry, Version version) {
        if (behaviour.shape().numericVersionIds()) {
            node.put("id", version.number());
        } else if (behaviour.shape().pathVersionIds()) {
            node.put("id", workspace.slug() + "/" + parentUrl(entry).orElse("") + "/" + version.number());
        }
    }

    private void parent(ObjectNode node, TrashEntry entry, String id) {
        node.put("parentId", id);
        workspace.projectById(id).ifPresent(parent -> node.put("parentName", parent.name()));
        parentUrl(entry).ifPresent(url -> node.put("parentUrl", url));
        node.put("parentInTrash", !parentIsActive(entry, id));
    }

    private Optional<String> parentUrl(TrashEntry entry) {
        return behaviour.shape().parentUrlFollowsRename()
                ? entry.parentId().flatMap(workspace::projectById).map(Project::slug)
                : entry.parentSlug();
    }

    /** Of a training the version counts too. */
    private boolean parentIsActive(TrashEntry entry, String id) {
        return workspace.projects().stream()
                .filter(project -> project.id().equals(id))
                .anyMatch(project -> !(entry.item() instanceof TrainingJob training)
                        || project.version(training.version()).isPresent());
    }
}

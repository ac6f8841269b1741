package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.workspace.Item;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workspace;
import java.util.Collection;
import java.util.Optional;

/** Writes workspaces in the seed format, so that {@link SeedReader} gives equal ones. */
public final class SeedWriter {
    private SeedWriter() {}

    public static ObjectNode write(Optional<String> region, Collection<Workspace> workspaces) {
        ObjectNode seed = Json.object();
        region.ifPresent(name -> seed.put("region", name));
        ArrayNode list = seed.putArray("workspaces");
        for (Workspace workspace : workspaces) {
            ObjectNode node = Json.object(workspace);
            ArrayNode trash = node.putArray("trash");
            workspace.trash().forEach(entry -> trash.add(entry(workspace, entry)));
            list.add(node);
        }
        return seed;
    }

    private static ObjectNode entry(Workspace workspace, TrashEntry entry) {
        ObjectNode node = Json.object().put("type", entry.item().type());
        entry.parentId().ifPresent(id -> {
            workspace.projectById(id).ifPresent(parent -> node.put("project", parent.slug()));
            node.put("parentId", id);
        });
        entry.parentSlug().ifPresent(slug -> node.put("parentSlug", slug));
        node.setAll(Json.object(entry.item()));
        if (entry.item() instanceof Item.Project) {
            node.put("cleanupDeleteImages", entry.cleanupDeleteImages());
        } else if (entry.item() instanceof Item.TrainingJob training) {
            node.put("version", training.version());
        }
        return node.setAll(Json.object(entry.trashing()));
    }
}

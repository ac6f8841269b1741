package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.TrainingJob;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Version;
import dev.trashops.sandbox.workspace.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceKey;
import java.util.Collection;
import java.util.List;

/** Writes workspaces in the seed format, so that {@link SeedReader} gives equal ones. */
public final class SeedWriter {
    private SeedWriter() {}

    public static ObjectNode write(Collection<Workspace> workspaces) {
        ObjectNode seed = Json.object();
        ArrayNode list = seed.putArray("workspaces");
        workspaces.forEach(workspace -> list.add(workspace(workspace)));
        return seed;
    }

    private static ObjectNode workspace(Workspace workspace) {
        ObjectNode node = Json.object().put("slug", workspace.slug()).put("name", workspace.name());
        ArrayNode keys = node.putArray("keys");
        workspace.keys().forEach(key -> keys.add(key(key)));
        ArrayNode projects = node.putArray("projects");
        workspace.projects().forEach(project -> projects.add(project(Json.object(), project)));
        ArrayNode workflows = node.putArray("workflows");
        workspace.workflows().forEach(workflow -> workflows.add(workflow(Json.object(), workflow)));
        ArrayNode trash = node.putArray("trash");
        workspace.trash().forEach(entry -> trash.add(entry(workspace, entry)));
        return node;
    }

    private static ObjectNode key(WorkspaceKey key) {
        ObjectNode node = Json.object().put("key", key.key());
        if (key.scopes().isPresent()) {
            ArrayNode scopes = node.putArray("scopes");
            key.scopes().get().forEach(scopes::add);
        } else {
            node.putNull("scopes");
        }
        return node.put("disabled", key.disabled());
    }

    private static ObjectNode project(ObjectNode node, Project project) {
        node.put("slug", project.slug())
                .put("name", project.name())
                .put("id", project.id())
                .put("created", Json.time(project.created()))
                .put("updated", Json.time(project.updated()))
                .put("images", project.images());
        ArrayNode versions = node.putArray("versions");
        project.versions().forEach(version -> versions.add(version(Json.object(), version)));
        return node;
    }

    private static ObjectNode version(ObjectNode node, Version version) {
        node.put("number", version.number())
                .put("name", version.name())
                .put("created", Json.time(version.created()))
                .put("images", version.images())
                .put("trained", version.trained())
                .put("training", version.training())
                .put("generating", version.generating());
        List<TrainingJob> trainings = version.trainings();
        if (!trainings.isEmpty()) {
            ArrayNode list = node.putArray("trainings");
            trainings.forEach(training -> list.add(training(Json.object(), training)));
        }
        return node;
    }

    private static ObjectNode training(ObjectNode node, TrainingJob training) {
        node.put("id", training.id()).put("status", training.status()).put("start", Json.time(training.start()));
        training.end().ifPresent(end -> node.put("end", Json.time(end)));
        return node;
    }

    private static ObjectNode workflow(ObjectNode node, Workflow workflow) {
        return node.put("slug", workflow.slug())
                .put("name", workflow.name())
                .put("id", workflow.id())
                .put("created", Json.time(workflow.created()));
    }

    private static ObjectNode entry(Workspace workspace, TrashEntry entry) {
        ObjectNode node = Json.object().put("type", entry.type());
        entry.parentId().ifPresent(id -> {
            workspace
                    .projectById(id)
                    .or(() -> workspace.trashedProjectById(id))
                    .ifPresent(parent -> node.put("project", parent.slug()));
            node.put("parentId", id);
        });
        if (entry instanceof TrashEntry.OfProject gone) {
            project(node, gone.project()).put("cleanupDeleteImages", gone.cleanupDeleteImages());
        } else if (entry instanceof TrashEntry.OfVersion gone) {
            version(node, gone.version());
        } else if (entry instanceof TrashEntry.OfWorkflow gone) {
            workflow(node, gone.workflow());
        } else if (entry instanceof TrashEntry.OfTraining gone) {
            training(node.put("version", gone.number()), gone.training());
        }
        TrashEntry.Trashing trashing = entry.trashing();
        node.put("deletedAt", Json.time(trashing.at())).put("scheduledCleanupAt", Json.time(trashing.cleanupAt()));
        trashing.by().ifPresent(uid -> node.put("deletedBy", uid));
        trashing.byName().ifPresent(name -> node.put("deletedByName", name));
        return node;
    }
}

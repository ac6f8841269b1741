package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.util.function.Function;

/** Writes workspaces in the seed format, so that {@link SeedReader} gives equal ones. */
public final class SeedWriter {
    private SeedWriter() {}

    public static ObjectNode write(Collection<Workspace> workspaces) {
        return Json.object().set("workspaces", all(workspaces, SeedWriter::workspace));
    }

    private static ObjectNode workspace(Workspace workspace) {
        ObjectNode node = Json.object().put("slug", workspace.slug()).put("name", workspace.name());
        node.set("keys", all(workspace.keys(), SeedWriter::key));
        node.set("projects", all(workspace.projects(), project -> project(Json.object(), project)));
        node.set("workflows", all(workspace.workflows(), workflow -> workflow(Json.object(), workflow)));
        node.set("trash", all(workspace.trash(), entry -> entry(workspace, entry)));
        return node;
    }

    private static ObjectNode key(WorkspaceKey key) {
        ObjectNode node = Json.object().put("key", key.key());
        node.set("scopes", key.scopes().map(Json::list).orElse(NullNode.instance));
        return node.put("disabled", key.disabled());
    }

    private static ObjectNode project(ObjectNode node, Project project) {
        node.put("slug", project.slug())
                .put("name", project.name())
                .put("id", project.id())
                .put("created", Json.time(project.created()))
                .put("updated", Json.time(project.updated()))
                .put("images", project.images());
        node.set("versions", all(project.versions(), version -> version(Json.object(), version)));
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
        if (!version.trainings().isEmpty()) {
            node.set("trainings", all(version.trainings(), training -> training(Json.object(), training)));
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
                    .allProjects()
                    .filter(project -> project.id().equals(id))
                    .findFirst()
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

    private static <T> JsonNode all(Collection<T> items, Function<T, ObjectNode> writer) {
        return Json.list(items.stream().map(writer).toList());
    }
}

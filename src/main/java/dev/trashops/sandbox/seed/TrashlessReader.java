package dev.trashops.sandbox.seed;

import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Trashless;
import dev.trashops.sandbox.workspace.Workspace;
import java.util.List;

/** Reads the folders and images of a workspace, whose projects, active or in Trash, are named by slug or id. */
final class TrashlessReader {
    private final UniqueIds uniqueIds;
    private final Workspace workspace;

    TrashlessReader(UniqueIds uniqueIds, Workspace workspace) {
        this.uniqueIds = uniqueIds;
        this.workspace = workspace;
    }

    Trashless read(JsonFields fields) {
        List<Trashless.Folder> folders = fields.objects("folders").stream()
                .map(folder -> folder.only("id, name, parent, projects"))
                .map(folder -> new Trashless.Folder(
                        uniqueIds.of(folder),
                        folder.requiredText("name"),
                        folder.text("parent"),
                        projectIds(folder.texts("projects").orElse(List.of()), workspace)))
                .toList();
        List<Trashless.Image> images = fields.objects("images").stream()
                .map(image -> image.only("id, project"))
                .map(image -> new Trashless.Image(
                        uniqueIds.of(image),
                        image.text("project")
                                .map(name ->
                                        projectIds(List.of(name), workspace).get(0))))
                .toList();
        return new Trashless(folders, images);
    }

    /** The internal ids of projects; a name that none has stands for an id. */
    static List<String> projectIds(List<String> named, Workspace workspace) {
        return named.stream()
                .map(name -> workspace
                        .allProjects()
                        .filter(project -> project.slug().equals(name))
                        .findFirst()
                        .map(Project::id)
                        .orElse(name))
                .toList();
    }
}
